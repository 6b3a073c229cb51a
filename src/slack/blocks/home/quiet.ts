import type { KnownBlock } from '@slack/types';
import { headlineOf } from '../../../domain/incident.ts';
import { cut, firstLine, LENGTHS } from '../cut.ts';
import { context } from '../elements.ts';
import { line } from '../line.ts';
import { section } from '../mark-up.ts';
import { FULL, formatNear, incidentName, listed } from '../words.ts';
import type { HomeFacts } from './facts.ts';

const SOURCES = 3;

/** Nothing is open, and Quell hears: what was last, and who spoke last. */
export function quietBlocks(facts: HomeFacts): readonly KnownBlock[] {
  const none = facts.withheld === 0 ? 'No open incidents.' : 'No open incidents with a card.';
  return [section(`${none}${lastOne(facts)}`), context(hearing(facts))];
}

function lastOne({ last, permalink }: HomeFacts): string {
  const at = last?.resolution?.at;
  if (!last || at === undefined) return '';
  const url = permalink(last);
  const title = cut(headlineOf(last), LENGTHS.title) || incidentName(last.number);
  return line((pen) => {
    const linked = url === null ? pen.foreign(title) : pen.link(url, title);
    return ` The last one, ${linked}, was resolved ${pen.at(at, FULL)}.`;
  }).mrkdwn;
}

function hearing({ heard, now }: HomeFacts): string {
  if (heard.length === 0) return 'No source has sent an alert yet';
  const names = heard.slice(0, SOURCES).map(({ name, lastAt }) => {
    const source = firstLine(name, LENGTHS.value);
    return line((pen) => `${pen.bold(source)} ${pen.at(lastAt, formatNear(lastAt, now))}`).mrkdwn;
  });
  return `Alerts last came in from ${listed(names)}`;
}
