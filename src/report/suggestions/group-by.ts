import type { RouteSettings } from '../../domain/policy.ts';
import type { Kind } from '../kinds.ts';
import { countWords, listWords } from '../words.ts';
import { type Generator, LEAST_CARDS } from './idea.ts';

/** What people mostly group by, where the route groups by every label. */
const USUAL = ['alertname', 'service', 'exception_group'];
const NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;

/** Incidents that differ in some labels alone may be one. */
export const groupBy: Generator = ({ kind, route }) => {
  if (kind.cards < LEAST_CARDS || kind.varying.length === 0) return null;
  const names = namesFor(kind, route);
  if (names.length === 0 || !names.every((name) => NAME.test(name))) return null;
  return {
    name: 'group',
    finding: `${countWords(kind.cards, 'card')} that differ in ${listWords(kind.varying.slice(0, 3))}`,
    proposal: `Group by ${listWords(names)}`,
    later: null,
    addition: {
      to: 'routes',
      settings: { groupBy: names },
      line: `group_by: [${names.join(', ')}]`,
    },
  };
};

/** What the route groups by already, without what differs. */
function namesFor(kind: Kind, route: Pick<RouteSettings, 'groupBy'>): readonly string[] {
  const before = route.groupBy === 'all' ? USUAL : route.groupBy;
  return before.filter((name) => Object.hasOwn(kind.labels, name));
}
