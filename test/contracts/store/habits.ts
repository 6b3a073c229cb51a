import { expect, it } from 'vitest';
import { minutes, seconds } from '../../../src/domain/time.ts';
import type { Store } from '../../../src/store/store.ts';
import { at } from '../../support/state.ts';

const UNCONCLUDED = {
  atRest: false,
  longestPause: 0,
  deaf: 0,
  silentSince: null,
  backAt: null,
};

const CONCLUSION = {
  firstAt: at(3),
  longestPause: minutes(1),
  deaf: seconds(7),
  silentSince: at(2),
  backAt: at(9),
};

/** How sources speak. */
export function describeHabits(store: () => Store): void {
  it('knows nothing of a source that never spoke', async () => {
    await store().concludeHabit('grafana', CONCLUSION);
    await store().heardFrom('grafana', at(1), true);

    expect(await store().habits()).toEqual([]);
  });

  it('remembers when each source spoke first and last, by name', async () => {
    await store().heardFrom('shop \ud800', at(5), false);
    await store().heardFrom('grafana', at(1), false);
    for (const second of [2, 70, 71, 60]) await store().heardFrom('grafana', at(second), false);

    expect(await store().habits()).toEqual([
      { name: 'grafana', firstAt: at(1), lastAt: at(71), ...UNCONCLUDED },
      { name: 'shop \ud800', firstAt: at(5), lastAt: at(5), ...UNCONCLUDED },
    ]);
  });

  it('remembers what was concluded, whatever is heard later', async () => {
    await store().heardFrom('grafana', at(1), false);
    await store().concludeHabit('grafana', CONCLUSION);
    await store().heardFrom('grafana', at(100), false);

    expect(await store().habits()).toEqual([
      { name: 'grafana', lastAt: at(100), atRest: false, ...CONCLUSION },
    ]);
  });

  it.each<readonly [string, number, boolean]>([
    ['rests where it said that something is over', 20, true],
    ['rests where it said so at the same time', 10, true],
    ['does not rest where it spoke after that', 5, false],
  ])('%s', async (_, second, atRest) => {
    await store().heardFrom('grafana', at(10), false);
    await store().heardFrom('grafana', at(second), true);

    expect(await store().habits()).toMatchObject([{ firstAt: at(10), lastAt: at(10), atRest }]);
  });

  it('rests until it speaks again', async () => {
    await store().heardFrom('grafana', at(10), false);
    await store().heardFrom('grafana', at(20), true);
    await store().heardFrom('grafana', at(9), false);
    expect(await store().habits()).toMatchObject([{ lastAt: at(10), atRest: true }]);

    await store().heardFrom('grafana', at(30), false);

    expect(await store().habits()).toMatchObject([{ lastAt: at(30), atRest: false }]);
  });
}
