import { expect, it } from 'vitest';
import type { Decision } from '../../src/domain/decision.ts';
import { dueTogether } from '../../src/engine/decide.ts';
import { REVIEWED_AT_ONCE } from '../../src/engine/review.ts';
import { tick } from '../../src/flow/tick.ts';
import { memoryStore } from '../../src/store/memory/index.ts';
import type { Store } from '../../src/store/store.ts';
import { aPolicy } from '../support/builders.ts';
import { simulatedClock } from '../support/clock.ts';
import { manualQueue } from '../support/queue.ts';
import { put, save } from '../support/saving.ts';
import { aSilence, aTimer, at, key } from '../support/state.ts';

const MANY = REVIEWED_AT_ONCE * 3;
const MATCHERS = aSilence({
  matchers: [{ name: 'alertname', operator: '=', value: 'DiskFull' }],
}).matchers;

it('looks at very many alerts some at a time, also while other things are due after that', async () => {
  const store = memoryStore();
  const alerts = Array.from({ length: MANY }, (_, index) => put.alert({ key: key(`a${index}`) }));
  await save(
    store,
    put.incident({ alertCount: MANY, firingCount: MANY, audibleCount: MANY }),
    ...alerts,
    put.silence({ id: 's', matchers: MATCHERS, startsAt: at(0), endsAt: at(9_000) }),
    put.timer({ kind: 'silence', subject: 's', at: at(0) }),
    put.alert({ key: key('over'), endsAt: at(1) }),
  );
  const decisions: Decision[] = [];

  await tick({ ...aWorldAt(at(60)), store: watched(store, decisions) });

  const alertsIn = ({ changes }: Decision) => changes.filter(({ type }) => type === 'alert').length;
  expect(Math.max(...decisions.map(alertsIn))).toBeLessThanOrEqual(REVIEWED_AT_ONCE);
  expect((await store.firing()).every(({ suppressed }) => suppressed?.by === 's')).toBe(true);
  expect(await store.due(at(60), 1)).toEqual([]);
});

it('takes what is due together up to such a look, and all of it where there is none', () => {
  const due = (['resolve', 'silence', 'mute-over'] as const).map((kind) => {
    return { type: 'timer', at: at(0), timer: aTimer({ kind }) } as const;
  });

  expect(dueTogether(due)).toEqual(due.slice(0, 2));
  expect(dueTogether(due.slice(2))).toEqual(due.slice(2));
});

function aWorldAt(now: ReturnType<typeof at>) {
  const clock = simulatedClock(now);
  return { clock, queue: manualQueue(clock), policy: () => aPolicy(), decided: () => {} };
}

function watched(store: Store, decisions: Decision[]): Store {
  return {
    ...store,
    update: async (scope, decide) => {
      const decision = await store.update(scope, decide);
      decisions.push(decision);
      return decision;
    },
  };
}
