import type { Restorable } from '../dump.ts';
import { MinuteEnd } from '../minute-end.ts';
import type { Store } from '../store.ts';
import { copying } from './copying/restore.ts';
import type { Database } from './database.ts';
import { storeFailed } from './failure.ts';
import { reads } from './reads/index.ts';
import { Recordings } from './recordings.ts';
import { closable, told } from './told.ts';
import { saveRecordings } from './update/save.ts';
import { Writer, type WriterStats } from './update/writer.ts';

/** A store that shares its database with other processes. */
export interface PostgresStore extends Store, Restorable {
  /** What its updates cost so far. */
  stats(): Readonly<WriterStats>;
}

/** The state in a database whose tables are there; `name` names it in messages. */
export function storeOn(given: Database, name: string): PostgresStore {
  const database = closable(given, name);
  const recordings = new Recordings();
  const stats: WriterStats = { commits: 0, restarts: 0, retries: 0 };
  const failure = (error: unknown) => storeFailed('save to', name, error);
  const writer = new Writer({ database, recordings, stats, failure });
  const narrow = reads(told(database, name));
  const flush = () => writer.between(() => flushed(database, recordings));
  const minuteEnd = new MinuteEnd(recordings, flush);
  const update: Store['update'] = async (scope, decide) => {
    // Before it waits: a closed store takes nothing more.
    if (!database.isOpen) await database.query('SELECT 1');
    const decision = await writer.update(scope(), decide);
    minuteEnd.watch();
    return decision;
  };
  return {
    ...narrow,
    ...copying(told(database, name), update),
    update,
    recordings: (query) => flush().then(() => narrow.recordings(query)),
    audit: (query) => flush().then(() => narrow.audit(query)),
    prune: (retention, limit) =>
      writer.between(async () => {
        await flushed(database, recordings);
        const count = await narrow.prune(retention, limit);
        recordings.keepOnly(await kept(database, recordings));
        return count;
      }),
    stats: () => stats,
    close: async () => {
      if (!database.isOpen) return;
      minuteEnd.stop();
      await writer.drain();
      await flush().finally(() => database.close());
    },
  };
}

/** Writes all re-sends, so that every read finds them. */
async function flushed(database: Database, recordings: Recordings): Promise<void> {
  const unwritten = recordings.unwritten();
  if (unwritten.length === 0) return;
  await database.transaction((query) => saveRecordings(query, unwritten));
  recordings.settleFlush();
}

/** Which of the re-sends that others may be folded into are in the table. */
async function kept({ query }: Database, recordings: Recordings): Promise<ReadonlySet<number>> {
  const text = `SELECT id FROM recording
    WHERE id IN (SELECT value::bigint FROM json_array_elements_text($1::text::json))`;
  const rows = await query<{ id: number }>(text, [JSON.stringify(recordings.running())]);
  return new Set(rows.map(({ id }) => id));
}
