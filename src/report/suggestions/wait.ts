import { type Duration, duration, minutes } from '../../domain/time.ts';
import type { Kind } from '../kinds.ts';
import { lengthWords } from '../words.ts';
import { cardsFound } from './finding.ts';
import { type Generator, LEAST_CARDS } from './idea.ts';

/** Waits that people would write, in minutes. */
const WAITS = [1, 2, 5, 10, 15, 20, 30];
const LONGEST = minutes(30);
const LONGEST_FOR_CRITICAL = minutes(5);
/** Where not all are short, a wait spares at least so large a part. */
const MOST_OF_THEM = 0.8;

/** What is over soon by itself is worth a card only once it lasts. */
export const wait: Generator = ({ kind, route }) => {
  if (kind.lengths.length < LEAST_CARDS) return null;
  const limit = kind.severity === 'critical' ? LONGEST_FOR_CRITICAL : LONGEST;
  const spared = sparedOf(kind, limit);
  const longest = spared.at(-1);
  if (spared.length < LEAST_CARDS || longest === undefined) return null;
  const groupWait = waitAbove(longest);
  if (groupWait <= route.groupWait) return null;
  return {
    name: 'wait',
    finding: `${cardsFound(kind)}, ${partOf(spared.length, kind)} resolved within ${lengthWords(longest)}`,
    proposal: `Wait until it lasts ${lengthWords(groupWait)}`,
    later: duration(groupWait - route.groupWait),
    addition: {
      to: 'routes',
      settings: { groupWait },
      line: `group_wait: ${groupWait / minutes(1)}m`,
    },
  };
};

/** The lengths of those that the wait would spare, the longest last: all, or most of them. */
function sparedOf({ lengths }: Kind, limit: Duration): readonly Duration[] {
  const sorted = [...lengths].sort((a, b) => a - b);
  const short = sorted.filter((length) => length < limit);
  return short.length >= sorted.length * MOST_OF_THEM ? short : [];
}

/** A little more than the longest of them: who waits exactly so long may still be told. */
function waitAbove(longest: Duration): Duration {
  return WAITS.map(minutes).find((each) => each > longest) ?? LONGEST;
}

function partOf(spared: number, { cards }: Kind): string {
  return spared === cards ? 'all' : `${spared}`;
}
