import fc from 'fast-check';
import { Client } from 'pg';
import { expect, it, vi } from 'vitest';
import type { Scope } from '../../src/domain/decision.ts';
import { NO_ROWS } from '../../src/engine/scope.ts';
import { memoryStore } from '../../src/store/memory/index.ts';
import { postgresStore } from '../../src/store/postgres/index.ts';
import type { Store } from '../../src/store/store.ts';
import { COUNTERS, countOneMore } from '../support/counters.ts';
import { nothingNamed, put, save } from '../support/saving.ts';
import { describeWith } from '../support/servers/needed.ts';
import { postgresServer } from '../support/servers/postgres.ts';
import { anAlertRow, anIncident, key } from '../support/state.ts';
import {
  anyTasksOfTwo,
  carryOut,
  interleaved,
  type Task,
  whatTasksLeave,
} from '../support/writers.ts';

const KEYS = Array.from({ length: 12 }, (_, index) => key(`alert ${index}`));
const WAIT = { timeout: 20_000, interval: 20 };

/** Each run has a database of its own. */
const LONG = 300_000;

describeWith('several processes on one PostgreSQL database', postgresServer(), (server) => {
  async function open<const Count extends number>(count: Count): Promise<Store[]> {
    const url = await server.copyOf(prepare);
    return Promise.all(Array.from({ length: count }, () => postgresStore(url)));
  }

  it(
    'end as they would one after the other, each in its own order',
    async () => {
      const property = fc.asyncProperty(anyTasksOfTwo, async ([first, second]) => {
        const stores = await open(2);
        await save(stores[0]!, ...START);
        const writers = [named(first, 'a'), named(second, 'b')] as const;

        await Promise.all(
          writers.map((each, index) => Promise.all(each.map((one) => carry(stores[index]!, one)))),
        );

        const left = await whatTasksLeave(stores[1]!);
        await Promise.all(stores.map((store) => store.close()));
        expect(await leftInSomeOrder(writers)).toContainEqual(left);
      });
      await fc.assert(property, { numRuns: 60 });
    },
    LONG,
  );

  it.each(Object.entries(COUNTERS))('see each count once of %s', async (_, counter) => {
    const stores = await open(3);

    const counts = await Promise.all(
      stores.map(async (store, index) => {
        const seen: number[] = [];
        for (let round = 0; round < 12; round++) {
          seen.push(await countOneMore(store, counter, `of ${index} ${round}`));
        }
        return seen;
      }),
    );

    expect(counts.flat().sort((a, b) => a - b)).toEqual(times(36, (index) => index));
    await Promise.all(stores.map((store) => store.close()));
  });

  it('lose no count when all of them count one group', async () => {
    const stores = await open(4);
    await save(stores[0]!, put.incident());

    await Promise.all(stores.flatMap((store) => times(25, () => countOne(store))));

    const [incident] = await stores[0]!.incidents({ limit: 9, now: anIncident().openedAt });
    expect(incident?.occurrenceCount).toBe(anIncident().occurrenceCount + 100);
    await Promise.all(stores.map((store) => store.close()));
  });

  it.each([
    ['named beforehand', true],
    ['found out only while deciding', false],
  ])(
    'never wait for each other in a circle over rows in opposite orders, %s',
    async (_, isNamed) => {
      const stores = await open(3);
      await save(stores[0]!, put.incident());

      await Promise.all(
        stores.flatMap((store, index) =>
          times(12, (round) => countMany(store, inOrder(index, round), isNamed)),
        ),
      );

      const firing = await stores[1]!.firing();
      expect(firing.map(({ occurrences }) => occurrences)).toEqual(KEYS.map(() => 36));
      await Promise.all(stores.map((store) => store.close()));
    },
  );

  it('give each number once, the greater ones later', async () => {
    const stores = await open(3);

    await Promise.all(
      stores.flatMap((store, index) =>
        times(10, (round) => carryOut(store, { kind: 'open', of: 1 }, `${index} ${round}`)),
      ),
    );
    await Promise.all(
      stores.flatMap((store, index) => times(10, (round) => openOne(store, `i ${index} ${round}`))),
    );

    const incidents = await stores[0]!.incidents({ limit: 99, now: anIncident().openedAt });
    expect(incidents.map(({ number }) => number)).toEqual(
      Array.from({ length: 31 }, (_, index) => 31 - index),
    );
    await Promise.all(stores.map((store) => store.close()));
  });

  it('count everything once although connections are cut all the time', async () => {
    const url = await server.copyOf(prepare);
    const stores = await Promise.all(times(2, () => postgresStore(url)));
    await save(stores[0]!, put.incident());
    const client = await connected(url);
    let isOver = false;
    const cutting = (async () => {
      while (!isOver) await client.query(CUT_ALL);
    })();

    const saved = await Promise.allSettled(
      stores.flatMap((store) => times(40, () => countOne(store))),
    );
    isOver = true;
    await cutting;

    const count = saved.filter(({ status }) => status === 'fulfilled').length;
    const incident = await stores[0]!.incident('incident-1');
    expect(incident?.occurrenceCount).toBe(anIncident().occurrenceCount + count);
    await Promise.all(stores.map((store) => store.close()));
    await client.end();
  });

  it('go on once a process ends that had locked everything', async () => {
    const url = await server.copyOf(prepare);
    const store = await postgresStore(url);
    const client = await connected(url);
    await client.query('BEGIN; SELECT pg_advisory_xact_lock(1, 0)');

    const saving = save(store, put.incident());
    await vi.waitFor(async () => {
      const { rows } = await client.query('SELECT FROM pg_locks WHERE NOT granted');
      expect(rows).toHaveLength(1);
    }, WAIT);
    await client.end();

    await saving;
    expect(await store.incident('incident-1')).toBeDefined();
    await store.close();
  });
});

const START = [
  put.incident({ number: 1 }),
  put.silence(),
  put.storm(),
  put.storm({ id: 'storm-2', channel: '#ops' }),
];

interface Named {
  readonly task: Task;
  readonly id: string;
}

function named(tasks: readonly Task[], writer: string): readonly Named[] {
  return tasks.map((task, index) => ({ task, id: `${writer}${index}` }));
}

function carry(store: Store, { task, id }: Named) {
  return carryOut(store, task, id);
}

async function leftInSomeOrder([first, second]: readonly [readonly Named[], readonly Named[]]) {
  return Promise.all(
    interleaved(first, second).map(async (order) => {
      const model = memoryStore();
      await save(model, ...START);
      await model.update(nothingNamed, (snapshot) => {
        snapshot.nextNumber();
        return { changes: [], outcomes: [] };
      });
      for (const one of order) await carry(model, one);
      return whatTasksLeave(model);
    }),
  );
}

function times<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

function countOne(store: Store) {
  return store.update(nothingNamed, (snapshot) => {
    const incident = snapshot.latestOf('group-1') ?? anIncident();
    const occurrenceCount = incident.occurrenceCount + 1;
    return { changes: [put.incident({ ...incident, occurrenceCount })], outcomes: [] };
  });
}

function inOrder(index: number, round: number) {
  return (index + round) % 2 === 0 ? KEYS : KEYS.toReversed();
}

function countMany(store: Store, keys: typeof KEYS, isNamed: boolean) {
  const scope: Scope = { ...NO_ROWS, alertKeys: isNamed ? keys : [] };
  return store.update(
    () => scope,
    (snapshot) => {
      const alerts = keys.map(
        (each) => snapshot.alert(each) ?? anAlertRow({ key: each, occurrences: 0 }),
      );
      const changes = alerts.map((alert) =>
        put.alert({ ...alert, occurrences: alert.occurrences + 1 }),
      );
      return { changes, outcomes: [] };
    },
  );
}

function openOne(store: Store, id: string) {
  return store.update(nothingNamed, (snapshot) => {
    const incident = { ...anIncident({ number: snapshot.nextNumber() }), id, groupKey: id };
    return { changes: [{ type: 'incident', incident }], outcomes: [] };
  });
}

const CUT_ALL = `SELECT pg_terminate_backend(pid), pg_sleep(0.02) FROM pg_stat_activity
  WHERE datname = current_database() AND pid <> pg_backend_pid()`;

async function connected(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  await client.connect();
  return client;
}

async function prepare(url: string): Promise<void> {
  const store = await postgresStore(url);
  await store.close();
}
