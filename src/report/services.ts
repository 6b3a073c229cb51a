import { labelOf } from '../domain/labels.ts';
import { isWorse } from '../domain/severity.ts';
import type { Kind } from './kinds.ts';

/** What belongs to a service on one route, where several kinds of incidents do: they may be one and the same trouble. */
export function servicesOf(kinds: readonly Kind[]): readonly Kind[] {
  const byService = new Map<string, Kind[]>();
  for (const kind of kinds) {
    const service = labelOf(kind.labels, 'service');
    if (service === '') continue;
    const name = `${kind.route}\0${service}`;
    byService.set(name, [...(byService.get(name) ?? []), kind]);
  }
  return [...byService.values()].filter(({ length }) => length > 1).map(asOne);
}

function asOne(kinds: readonly Kind[]): Kind {
  return kinds.reduce((all, kind) => ({
    title: `All of ${labelOf(all.labels, 'service')}`,
    route: all.route,
    severity: isWorse(kind.severity, all.severity) ? kind.severity : all.severity,
    cards: all.cards + kind.cards,
    acknowledged: all.acknowledged + kind.acknowledged,
    needed: all.needed + kind.needed,
    mutes: all.mutes + kind.mutes,
    lengths: [...all.lengths, ...kind.lengths],
    longest: null,
    labels: { service: labelOf(all.labels, 'service') },
    varying: [
      ...new Set([
        ...all.varying,
        ...kind.varying,
        ...[all.labels, kind.labels].flatMap(Object.keys).filter((name) => name !== 'service'),
      ]),
    ],
  }));
}
