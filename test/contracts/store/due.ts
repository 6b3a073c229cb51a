import { expect, it } from 'vitest';
import type { Change } from '../../../src/domain/decision.ts';
import type { Instant } from '../../../src/domain/time.ts';
import type { Due } from '../../../src/domain/timer.ts';
import type { Store } from '../../../src/store/store.ts';
import { put, save } from '../../support/saving.ts';
import { aTimer, at, key } from '../../support/state.ts';

const names = (due: readonly Due[]) =>
  due.map((each) => (each.type === 'timer' ? each.timer.subject : each.alert));

/** Timers and the ends of alerts. */
export function describeDue(store: () => Store): void {
  it('has nothing due while nothing is set', async () => {
    expect(await store().due(at(1e6), 9)).toEqual([]);
    expect(await store().nextDueAt()).toBeNull();
  });

  it('tells what is due, the earliest first, as long as it is not changed', async () => {
    await save(
      store(),
      put.incident(),
      put.timer({ subject: 'late', at: at(30) }),
      put.alert({ key: key('alert'), endsAt: at(20) }),
      put.timer({ subject: 'early', at: at(10) }),
      put.timer({ subject: 'later', at: at(31) }),
    );

    expect(names(await store().due(at(9), 9))).toEqual([]);
    expect(names(await store().due(at(10), 9))).toEqual(['early']);
    expect(names(await store().due(at(30), 9))).toEqual(['early', 'alert', 'late']);
    expect(names(await store().due(at(30), 2))).toEqual(['early', 'alert']);
    expect(await store().due(at(30), 1)).toEqual([
      { type: 'timer', at: at(10), timer: aTimer({ subject: 'early', at: at(10) }) },
    ]);
  });

  it.each<[string, readonly Change[], readonly Change[], number | null]>([
    ['a timer set later', [put.timer({ at: at(10) })], [put.timer({ at: at(20) })], 20],
    ['a timer set earlier', [put.timer({ at: at(20) })], [put.timer({ at: at(10) })], 10],
    ['a timer turned off', [put.timer()], [put.timerOff()], null],
    ['a timer off that never was on', [], [put.timerOff()], null],
    ['a timer off and on', [put.timer()], [put.timerOff(), put.timer({ at: at(30) })], 30],
    [
      'an alert whose end moves later',
      [put.alert({ endsAt: at(10) })],
      [put.alert({ endsAt: at(20) })],
      20,
    ],
    [
      'an alert whose end moves earlier',
      [put.alert({ endsAt: at(20) })],
      [put.alert({ endsAt: at(10) })],
      10,
    ],
    ['an alert without an end', [put.alert({ endsAt: at(10) })], [put.alert()], null],
    [
      'an alert that ended',
      [put.alert({ endsAt: at(10) })],
      [put.alert({ endsAt: at(5), status: 'resolved' })],
      null,
    ],
    [
      'an alert of an incident that a person resolved',
      [put.alert({ endsAt: at(10) })],
      [put.incident({ status: 'resolved' }), put.delivery()],
      10,
    ],
    [
      'an alert that ended and fires again',
      [put.alert({ endsAt: at(10) }), put.alert({ status: 'resolved', endsAt: at(10) })],
      [put.alert({ endsAt: at(40), periods: 2 })],
      40,
    ],
  ])('goes by the last word: %s', async (_, before, after, expected) => {
    await save(store(), put.incident(), ...before);
    await store().nextDueAt();

    await save(store(), ...after);

    const due = await store().due(at(1e6), 9);
    expect(due.map((each) => each.at)).toEqual(expected === null ? [] : [at(expected)]);
  });

  it('gets to everything that is due by going from next time to next time', async () => {
    await save(store(), put.incident());
    for (const end of [10, 40, 20, 60]) {
      await save(store(), put.alert({ endsAt: at(end) }), put.timer({ at: at(end + 5) }));
    }
    await save(store(), put.alert({ key: key('other'), endsAt: at(30) }));

    const met = await dealWithAll(store());

    expect(met).toEqual([at(30), at(60), at(65)]);
  });
}

/** Deals with what is due each time that something may be; answers the times of it. */
async function dealWithAll(store: Store): Promise<readonly Instant[]> {
  const met: Instant[] = [];
  for (let next = await store.nextDueAt(); next !== null; next = await store.nextDueAt()) {
    const due = await store.due(next, 9);
    met.push(...due.map((each) => each.at));
    await save(store, ...due.map(dealtWith));
    expect((await store.nextDueAt()) ?? at(1e6)).toBeGreaterThan(next);
  }
  return met;
}

function dealtWith(due: Due): Change {
  if (due.type === 'timer') return put.timerOff(due.timer);
  return put.alert({ key: due.alert, status: 'resolved', endsAt: due.at });
}
