import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { Decision } from '../../src/domain/decision.ts';
import type { Policy } from '../../src/domain/policy.ts';
import { instant } from '../../src/domain/time.ts';
import type { DecideDeps } from '../../src/flow/decide.ts';
import { ingester } from '../../src/flow/ingest.ts';
import type { Job } from '../../src/queue/queue.ts';
import { alertOfError } from '../../src/sources/errors/alert.ts';
import { memoryStore } from '../../src/store/memory/index.ts';
import type { Store } from '../../src/store/store.ts';
import { anAlert, aPolicy } from '../support/builders.ts';
import { simulatedClock } from '../support/clock.ts';
import { anErrorEvent } from '../support/state.ts';

const SHOP = { name: 'shop', resolveTimeout: null };

/** Ingestion over a store in memory, with what it asked of the store, the queue and the counters. */
function world(update: (save: () => Promise<Decision>) => Promise<Decision> = (save) => save()) {
  const memory = memoryStore();
  const seen = { updates: 0, jobs: [] as string[], decided: [] as (readonly [string, number])[] };
  const store: Store = {
    ...memory,
    update: (scope, decide) => {
      seen.updates += 1;
      return update(() => memory.update(scope, decide));
    },
  };
  let policy = aPolicy();
  const deps: DecideDeps = {
    store,
    clock: simulatedClock(),
    queue: {
      schedule: (job: Job) => void seen.jobs.push(job.kind),
      start: () => {},
      close: async () => {},
    },
    policy: () => policy,
    decided: (reason, count) => void seen.decided.push([reason, count]),
  };
  const configure = (next: Policy) => {
    policy = next;
  };
  return { ingest: ingester(deps), store, seen, configure };
}

it('saves together what arrives in turns that follow each other', async () => {
  const { ingest, seen } = world();

  const first = ingest([anAlert()]);
  await nextTurn();
  const second = ingest([anAlert(), anAlert({ labels: { alertname: 'Other' } })]);
  const [of1, of2] = await Promise.all([first, second]);

  expect(seen.updates).toBe(1);
  expect([...of1, ...of2]).toMatchObject([
    { reason: 'opened' },
    { reason: 'duplicate' },
    { reason: 'opened' },
  ]);
  expect(seen.decided).toEqual([
    ['opened', 2],
    ['duplicate', 1],
  ]);
});

it('gives errors their group, by the configuration of the moment', async () => {
  const { ingest, store, configure } = world();
  const alert = alertOfError(anErrorEvent(), SHOP);
  await ingest([alert, anAlert()]);
  const policy = aPolicy();
  const rule = { place: 'quell.yml line 2', match: [], fingerprint: ['all one'] };
  configure({ ...policy, errors: { ...policy.errors, fingerprints: [rule] } });
  await ingest([alertOfError(anErrorEvent({ id: 'f'.repeat(32) }), SHOP)]);

  expect(alert.incidentKey).toBeUndefined();
  expect((await store.errorGroups({ limit: 9 })).map(({ events }) => events)).toEqual([1, 1]);
  expect((await store.incidents({ limit: 9, now: instant(0) })).length).toBe(3);
});

it.each([
  { what: 'alerts', one: anAlert(), all: 4_000 },
  { what: 'errors', one: alertOfError(anErrorEvent(), SHOP), all: 400 },
])('decides on $all $what at once, and no more', async ({ one, all }) => {
  const { ingest, seen } = world();
  const send = (count: number) => ingest(Array.from({ length: count }, () => one));

  await Promise.all([send(all - 1), send(1)]);
  expect(seen.updates).toBe(1);
  await Promise.all([send(all - 1), send(2)]);
  expect(seen.updates).toBe(3);
});

it('does not wait for ever while more and more arrives', async () => {
  const { ingest } = world();
  let isSaved = false;
  const saved = ingest([anAlert()]).then(() => {
    isSaved = true;
  });

  let turns = 0;
  for (; !isSaved && turns < 1_000; turns++) {
    void ingest([anAlert()]);
    await nextTurn();
  }
  await saved;

  expect(turns).toBeLessThan(100);
});

it('answers those whose alerts can be saved although those of another cannot', async () => {
  let isFirst = true;
  const { ingest } = world(async (save) => {
    if (isFirst) {
      isFirst = false;
      throw new Error('together it cannot be');
    }
    return save();
  });

  const both = await Promise.all([ingest([anAlert()]), ingest([anAlert()])]);

  expect(both).toMatchObject([[{ reason: 'opened' }], [{ reason: 'duplicate' }]]);
});

it('wakes delivery for news, and not for a mere re-send', async () => {
  const { ingest, seen } = world();

  await ingest([anAlert()]);
  expect(seen.jobs).toContain('deliver');

  seen.jobs.length = 0;
  await ingest([anAlert()]);
  expect(seen.jobs).not.toContain('deliver');

  await ingest([anAlert({ labels: { alertname: 'DiskFull', instance: 'web-2' } })]);
  expect(seen.jobs).toContain('deliver');
});
