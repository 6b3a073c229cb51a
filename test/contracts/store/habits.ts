import { expect, it } from 'vitest';
import { minutes } from '../../../src/domain/time.ts';
import type { Store } from '../../../src/store/store.ts';
import { at } from '../../support/state.ts';

/** How sources speak. */
export function describeHabits(store: () => Store): void {
  it('knows nothing of a source that was never heard', async () => {
    await store().concludeHabit('grafana', { longestPause: minutes(1), silentSince: null });

    expect(await store().habits()).toEqual([]);
  });

  it('remembers when each source was heard first and last, by name', async () => {
    await store().heardFrom('shop \ud800', at(5));
    await store().heardFrom('grafana', at(1));
    for (const seconds of [2, 70, 71, 60]) await store().heardFrom('grafana', at(seconds));

    const unconcluded = { longestPause: 0, silentSince: null };
    expect(await store().habits()).toEqual([
      { name: 'grafana', firstAt: at(1), lastAt: at(71), ...unconcluded },
      { name: 'shop \ud800', firstAt: at(5), lastAt: at(5), ...unconcluded },
    ]);
  });

  it('remembers what was concluded, whatever is heard later', async () => {
    await store().heardFrom('grafana', at(1));
    await store().concludeHabit('grafana', { longestPause: minutes(1), silentSince: at(2) });
    await store().heardFrom('grafana', at(100));

    expect(await store().habits()).toEqual([
      {
        name: 'grafana',
        firstAt: at(1),
        lastAt: at(100),
        longestPause: minutes(1),
        silentSince: at(2),
      },
    ]);
  });
}
