import { Client } from 'pg';
import { systemClock } from '../../src/clock.ts';
import type { Alert } from '../../src/domain/alert.ts';
import { type Instant, instant, minutes, plus } from '../../src/domain/time.ts';
import { ingester } from '../../src/flow/ingest.ts';
import type { Ingest } from '../../src/flow/ports.ts';
import { alertmanager } from '../../src/sources/alertmanager.ts';
import { openStore } from '../../src/store/index.ts';
import { aPolicy } from '../../test/support/builders.ts';
import { markdown, whole } from './figures.ts';
import { payloadOf } from './load.ts';

const ALERTS = 5_000;
const AT_ONCE = 64;
const RESENDS = 5;
const BETWEEN = minutes(5);
const START = instant(Date.UTC(2026, 0, 1));

/** What a kind of alert leaves in the database. */
interface Size {
  readonly title: string;
  /** Bytes of tables with their indexes, an alert. */
  readonly kept: number;
  /** Bytes of the write-ahead log, an alert. */
  readonly logged: number;
}

/** Measures what alerts leave in a PostgreSQL, in simulated time; answers the table. */
export async function sizes(database: string): Promise<string> {
  const store = await openStore(database);
  const asked = new Client({ connectionString: database });
  await asked.connect();
  const time = { now: START };
  const ingest = ingester({
    store,
    queue: { schedule: () => {}, start: () => {}, close: async () => {} },
    clock: { now: () => time.now, newId: () => systemClock.newId() },
    policy: () => aPolicy({}, { storm: null, flapping: null }),
    decided: () => {},
  });
  const later = async () => {
    time.now = plus(time.now, BETWEEN);
    // What autovacuum does within so much time.
    await asked.query('VACUUM');
  };
  try {
    return tableOf(await measured({ ingest, asked, later, time }));
  } finally {
    await asked.end();
    await store.close();
  }
}

interface Setting {
  readonly ingest: Ingest;
  readonly asked: Client;
  readonly later: () => Promise<void>;
  readonly time: { readonly now: Instant };
}

async function measured(setting: Setting): Promise<readonly Size[]> {
  const { ingest } = setting;
  const resent = async () => {
    for (let times = 0; times < RESENDS; times += 1) {
      await send(ingest, 'firing', 100);
      await setting.later();
    }
    // Re-sends of a minute are written when the next one begins.
    await send(ingest, 'firing', 100, 1);
  };
  return [
    await sizeOf(setting, 'begins to fire, 100 an incident', ALERTS, () =>
      send(ingest, 'firing', 100),
    ),
    await sizeOf(setting, 'begins to fire, an incident each', ALERTS, () =>
      send(ingest, 'firing', 1),
    ),
    await sizeOf(setting, 'is sent again', ALERTS * RESENDS, resent),
    await sizeOf(setting, 'ends', ALERTS, () => send(ingest, 'resolved', 100)),
  ];
}

async function sizeOf(
  { asked, later }: Setting,
  title: string,
  alerts: number,
  work: () => Promise<void>,
): Promise<Size> {
  await later();
  const before = await bytesIn(asked);
  await work();
  const after = await bytesIn(asked);
  return {
    title,
    kept: (after.kept - before.kept) / alerts,
    logged: (after.logged - before.logged) / alerts,
  };
}

async function send(
  ingest: Ingest,
  status: Alert['status'],
  perGroup: number,
  alerts = ALERTS,
): Promise<void> {
  for (let from = 0; from < alerts; from += AT_ONCE) {
    await ingest(alertsOf(status, perGroup, { from, to: Math.min(from + AT_ONCE, alerts) }));
  }
}

function alertsOf(
  status: Alert['status'],
  perGroup: number,
  { from, to }: { readonly from: number; readonly to: number },
): readonly Alert[] {
  const indexes = Array.from({ length: to - from }, (_, at) => from + at);
  const load = { door: 'alertmanager', perGroup } as const;
  const payload = { ...payloadOf(load, `Of${perGroup}`, indexes), status };
  const parsed = alertmanager.parse(payload, { name: 'alertmanager', resolveTimeout: null });
  return parsed.alerts;
}

const BYTES = `SELECT sum(pg_total_relation_size(oid))::float8 AS kept,
    pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::float8 AS logged
  FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`;

async function bytesIn(asked: Client): Promise<Pick<Size, 'kept' | 'logged'>> {
  const { rows } = await asked.query<{ kept: number; logged: number }>(BYTES);
  return rows[0] ?? { kept: 0, logged: 0 };
}

function tableOf(all: readonly Size[]): string {
  const rows = all.map(({ title, kept, logged }) => [title, whole(kept), whole(logged)]);
  return markdown(['an alert that', 'bytes kept', 'bytes of WAL'], rows);
}
