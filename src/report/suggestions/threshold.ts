import type { Threshold } from '../../domain/policy.ts';
import { hours, minutes } from '../../domain/time.ts';
import { cardsFound } from './finding.ts';
import { type Facts, type Generator, LEAST_CARDS } from './idea.ts';

const OCCURRENCES: Threshold = { of: 'occurrences', count: 5, within: minutes(10), errors: [] };
const USERS: Threshold = { of: 'users', count: 5, within: hours(1), errors: [] };
/** What never lasts longer than that is a blip; more of them are none. */
const SHORT = minutes(10);

/** Some occurrences are not worth a card, many are. */
export const occurrences: Generator = (facts) => {
  if (!mayCount(facts) || !(facts.hasEvents || isShort(facts))) return null;
  return {
    name: 'occurrences',
    finding: cardsFound(facts.kind),
    later: null,
    proposal: 'Raise notify_when to 5 in 10 min',
    addition: {
      to: 'routes',
      settings: { notifyWhen: OCCURRENCES },
      line: 'notify_when: {occurrences: 5, within: 10m}',
    },
  };
};

/** An error that few users meet is not worth a card. */
export const users: Generator = (facts) => {
  if (!mayCount(facts) || !facts.hasUsers) return null;
  return {
    name: 'users',
    finding: cardsFound(facts.kind),
    later: null,
    proposal: 'Raise notify_when to 5 users in 1 h',
    addition: {
      to: 'routes',
      settings: { notifyWhen: USERS },
      line: 'notify_when: {users: 5, within: 1h}',
    },
  };
};

/** What is critical is told at once, and a threshold that people chose stays. */
function mayCount({ kind, route }: Facts): boolean {
  return kind.cards >= LEAST_CARDS && kind.severity !== 'critical' && route.notifyWhen.count === 1;
}

function isShort({ kind: { lengths, cards, needed, longest } }: Facts): boolean {
  return lengths.length === cards - needed && longest !== null && longest <= SHORT;
}
