import type { Storm } from '../../src/domain/storm.ts';
import { minutes } from '../../src/domain/time.ts';
import { aPolicy } from '../support/builders.ts';
import { aConfiguredWorld, type DecideWorld } from '../support/decide-world.ts';

/** A world in which the fourth incident within a minute begins a storm. */
export const calm = (route: Parameters<typeof aPolicy>[0] = {}) =>
  aConfiguredWorld(
    aPolicy(
      { groupBy: ['alertname', 'n'], ...route },
      { storm: { incidents: 3, within: minutes(1) } },
    ),
  );

/** An alert of its own incident. */
export const labels = (n: number, alertname = 'PodNotReady') => ({
  labels: { alertname, n: `${n}` },
});

/** So many alerts fire, one by one. */
export async function fire(world: DecideWorld, from: number, to: number, alertname?: string) {
  for (let n = from; n <= to; n++) await world.fire(labels(n, alertname));
}

/** Every storm as it was saved last. */
export function storms(world: DecideWorld): readonly Storm[] {
  const found = new Map<string, Storm>();
  for (const change of world.changes) {
    if (change.type === 'storm') found.set(change.storm.id, change.storm);
  }
  return [...found.values()];
}
