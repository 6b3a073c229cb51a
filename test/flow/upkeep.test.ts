import { expect, it } from 'vitest';
import { days } from '../../src/domain/time.ts';
import { upkeep } from '../../src/flow/upkeep.ts';
import { memoryStore } from '../../src/store/memory/index.ts';
import { simulatedClock } from '../support/clock.ts';
import { manualQueue } from '../support/queue.ts';
import { put, save } from '../support/saving.ts';
import { anErrorEvent, at } from '../support/state.ts';

const SECONDS_A_DAY = 86_400;

it('deletes events of errors that are old, or more than a project may keep', async () => {
  const store = memoryStore();
  const logged: unknown[] = [];
  const info = (fields: unknown) => logged.push(fields);
  const ignore = () => {};
  await save(
    store,
    ...Array.from({ length: 1_200 }, (_, index) =>
      put.errorSample({
        slot: index,
        receivedAt: at(index < 600 ? 0 : 3 * SECONDS_A_DAY + index),
        event: anErrorEvent({ id: `${index}` }),
      }),
    ),
  );

  const clock = simulatedClock(at(4 * SECONDS_A_DAY));

  await upkeep({
    store,
    queue: manualQueue(clock),
    clock,
    log: { debug: ignore, info, warn: ignore, error: ignore },
    retention: () => ({
      resolved: days(9),
      occurrences: days(9),
      events: days(2),
      eventsPerProject: 10,
    }),
  });

  const left = await store.errorSamples({ limit: 99 });
  expect(left.map(({ event }) => event.id)).toEqual(
    Array.from({ length: 10 }, (_, index) => `${1_199 - index}`),
  );
  expect(logged).toEqual([{ rows: 1_190 }]);
});
