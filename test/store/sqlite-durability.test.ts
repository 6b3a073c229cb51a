import { copyFileSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { StoreFailed } from '../../src/store/failure.ts';
import { type Connection, connect } from '../../src/store/sqlite/connection.ts';
import { sqliteStore } from '../../src/store/sqlite/index.ts';
import { migrate } from '../../src/store/sqlite/migrate.ts';
import { SqliteStore } from '../../src/store/sqlite/store.ts';
import { allOf } from '../support/all-of-store.ts';
import { look, nothingNamed, put, save } from '../support/saving.ts';
import { aContent, aRetention, at, key } from '../support/state.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** A store, and the connection that it uses, to bring it into trouble. */
function openStore(): Connection & { readonly store: SqliteStore } {
  const connection = connect(join(temporaryFolder(), 'quell.db'));
  migrate(connection);
  const store = new SqliteStore(connection);
  onTestFinished(() => store.close());
  return { ...connection, store };
}

/** Lets the database grow no further, or again. */
function fill({ db }: Connection, isFull: boolean): void {
  const pages = db.pragma('page_count', { simple: true });
  db.pragma(`max_page_count = ${isFull ? pages : 1_000_000}`);
}

const inStorm = { withheld: 'storm', withheldBy: 'storm-1', cardRevision: 0 } as const;

const much = (name: string) =>
  put.alert({ key: key(name), content: aContent({ description: name.repeat(50_000) }) });

it.each([
  ['waits for the disk at each commit', 'synchronous', 2],
  ['writes ahead', 'journal_mode', 'wal'],
  ['is alone with its file', 'locking_mode', 'exclusive'],
  ['refuses rows that refer to nothing', 'foreign_keys', 1],
])('%s', (_, name, value) => {
  expect(openStore().db.pragma(name, { simple: true })).toBe(value);
});

it('has all that it answered for after it was killed', async () => {
  const { store, path } = openStore();
  await save(store, put.incident(), put.alert({ endsAt: at(9) }), put.entry(), put.silence());
  await save(store, put.delivery(), put.timer(), put.incident({ title: 'changed' }));

  const copy = join(temporaryFolder(), 'quell.db');
  for (const end of ['', '-wal']) copyFileSync(`${path}${end}`, `${copy}${end}`);
  const again = sqliteStore(copy);

  expect(await allOf(again)).toEqual(await allOf(store));
  await again.close();
});

it('leaves a single whole file when it is closed', async () => {
  const { store, path } = openStore();
  await save(store, put.incident());

  await store.close();

  expect(existsSync(path)).toBe(true);
  expect(existsSync(`${path}-wal`)).toBe(false);
});

it('saves what was asked before it was closed, and refuses what is asked after', async () => {
  const { store } = openStore();
  const before = save(store, put.incident());

  await store.close();

  await expect(before).resolves.toBeUndefined();
  await expect(save(store, put.incident())).rejects.toThrow(/is closed\.$/);
  await expect(store.firing()).rejects.toThrow(StoreFailed);
  await expect(store.check()).rejects.toThrow(StoreFailed);
  await expect(store.close()).resolves.toBeUndefined();
});

it('holds what the disk holds after a commit failed, and goes on when there is room again', async () => {
  const { store, ...connection } = openStore();
  const inhibition = { inhibits: ['rule 1'], inhibitedBy: ['rule 2'] };
  await save(store, put.incident(), put.delivery(), put.alert({ endsAt: at(9), inhibition }));
  await save(store, put.incident({ number: 2, ...inStorm }), put.storm(), put.pace(), put.notice());
  await save(store, put.recorded(), put.resent({ at: at(1) }), put.resent({ at: at(2) }));
  const before = await allOf(store);

  fill(connection, true);
  const answers = await Promise.allSettled([
    save(store, put.incident({ title: 'lost', cardRevision: 2 }), put.timer(), much('a')),
    save(store, put.alert({ status: 'resolved' }), put.silence(), put.entry(), much('b')),
    save(store, put.incident({ number: 2 }), put.storm({ endedAt: at(9) }), put.resent()),
    save(store, put.pace({ recent: [] }), put.delivery({ subject: 'notice-1' }), put.recorded()),
    save(store, put.resent({ at: at(70) }), put.incident({ number: 3, ...inStorm })),
  ]);

  for (const answer of answers) {
    expect(answer).toMatchObject({
      status: 'rejected',
      reason: expect.objectContaining({
        name: 'StoreFailed',
        message: `Quell cannot save to the database ${connection.path}: the disk is full. Free some space; nothing is accepted until then.`,
      }),
    });
  }
  expect(await allOf(store)).toEqual(before);

  fill(connection, false);
  await save(store, put.incident({ title: 'kept' }), much('a'));

  expect((await store.incident('incident-1'))?.title).toBe('kept');
  expect(await store.firing()).toHaveLength(2);
  await save(store, put.resent({ at: at(3) }));
  const { recordings } = await store.recordings({ since: at(0), limit: 9 });
  expect(recordings.map(({ count }) => count)).toEqual([1, 3]);
});

it('deletes nothing when deleting fails', async () => {
  const { store, db } = openStore();
  const resolution = {
    at: at(1),
    by: { type: 'quell' },
    how: 'alerts',
    into: null,
    release: null,
    note: '',
    acknowledged: null,
  } as const;
  await save(store, put.storm({ endedAt: at(1), cardRevision: 0 }), put.silence({ endsAt: at(1) }));
  await save(store, put.incident({ status: 'resolved', resolution, cardRevision: 0 }));
  await save(store, put.recorded(), put.resent({ at: at(1) }));
  const before = await allOf(store);
  const old = aRetention({ recordingsBefore: at(9), resolvedBefore: at(9) });

  db.exec("CREATE TRIGGER keep BEFORE DELETE ON storm BEGIN SELECT RAISE(ABORT, 'no'); END");
  await expect(store.prune(old, 9)).rejects.toThrow(StoreFailed);
  expect(await allOf(store)).toEqual(before);

  db.exec('DROP TRIGGER keep');
  expect(await store.prune(old, 9)).toBe(5);
});

it('loses no more than the re-sends of the minute that runs when it is killed', async () => {
  const { store, path } = openStore();
  await save(store, put.resent({ at: at(1) }), put.resent({ at: at(2) }));
  await save(store, put.recorded({ at: at(61) }), put.resent({ at: at(62) }));
  await save(store, put.timer());

  const copy = join(temporaryFolder(), 'quell.db');
  for (const end of ['', '-wal']) copyFileSync(`${path}${end}`, `${copy}${end}`);
  const again = sqliteStore(copy);

  const { recordings } = await again.recordings({ since: at(0), limit: 9 });
  expect(recordings.map((recording) => [recording.at, recording.count])).toEqual([
    [at(1), 2],
    [at(61), 1],
  ]);
  await again.close();
});

it('saves what shared a commit with an update that breaks a rule of the tables', async () => {
  const { store } = openStore();
  await save(store, put.incident());

  const [first, wrong, last] = await Promise.allSettled([
    save(store, put.alert({ key: key('first') })),
    save(store, put.alert({ key: key('wrong'), incident: 'nowhere' }), put.timer()),
    save(store, put.alert({ key: key('last') })),
  ]);

  expect([first?.status, last?.status]).toEqual(['fulfilled', 'fulfilled']);
  expect(wrong).toMatchObject({ status: 'rejected', reason: { name: 'StoreFailed' } });
  expect((await store.firing()).map((alert) => alert.key)).toEqual(['first', 'last']);
  expect(await store.nextDueAt()).toBeNull();
});

it('survives that the commit itself fails, when all rows are written', async () => {
  const { store, db } = openStore();
  await save(store, put.incident());
  db.exec(`
    CREATE TABLE trap (incident REFERENCES incident (id) DEFERRABLE INITIALLY DEFERRED);
    CREATE TRIGGER fall AFTER INSERT ON alert BEGIN INSERT INTO trap VALUES ('nowhere'); END`);

  await expect(save(store, put.alert())).rejects.toThrow(/FOREIGN KEY constraint failed\.$/);

  expect(await store.firing()).toEqual([]);
  db.exec('DROP TRIGGER fall');
  await save(store, put.alert());
  expect(await store.firing()).toHaveLength(1);
});

it('hands a fault of a decision to its caller once, even when the commit is tried again', async () => {
  const { store } = openStore();
  let asked = 0;
  const faulty = store.update(nothingNamed, () => {
    asked += 1;
    throw new Error('a fault in the decision');
  });
  const wrong = save(store, put.alert({ incident: 'nowhere' }));

  await expect(faulty).rejects.toThrow('a fault in the decision');
  await expect(wrong).rejects.toThrow(StoreFailed);
  expect(asked).toBe(1);
});

it('says that it cannot save while it can only read', async () => {
  const { store, db } = openStore();
  db.pragma('query_only = ON');

  await expect(store.check()).rejects.toThrow(/it is read-only/);
  await expect(store.once('key', () => 'value')).rejects.toThrow(/it is read-only/);

  db.pragma('query_only = OFF');
  await expect(store.check()).resolves.toBeUndefined();
});

it('says that its file is gone', async () => {
  const { store, path } = openStore();

  rmSync(path);

  await expect(store.check()).rejects.toThrow(
    `The database ${path} was removed or replaced while Quell ran. Put it back, or start Quell again.`,
  );
});

it('decides a great many updates in their order', async () => {
  const { store } = openStore();
  await save(store, put.incident({ occurrenceCount: 0 }));
  const seen: number[] = [];

  await Promise.all(
    Array.from({ length: 1_000 }, () =>
      store.update(nothingNamed, (snapshot) => {
        const { occurrenceCount } = snapshot.incident('incident-1')!;
        seen.push(occurrenceCount);
        return {
          changes: [put.incident({ occurrenceCount: occurrenceCount + 1 })],
          outcomes: [],
        };
      }),
    ),
  );

  expect(seen).toEqual(Array.from({ length: 1_000 }, (_, index) => index));
  expect((await store.incident('incident-1'))?.occurrenceCount).toBe(1_000);
});

it('never gives the number of a deleted incident again', async () => {
  const { store, db, path } = openStore();
  await save(store, put.incident({ number: 12 }), put.alert({ incident: 'incident-12' }));
  db.exec('DELETE FROM incident');
  await store.close();

  const again = sqliteStore(path);

  expect(await look(again, (snapshot) => snapshot.nextNumber())).toBe(13);
  expect(await again.firing()).toEqual([]);
  await again.close();
});

it('has written re-sends once their minute is over by the clock, though nothing else arrived', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const { store, db } = openStore();
  const counts = () =>
    db
      .prepare<[], { count: number }>(
        "SELECT coalesce(content ->> 'count', 1) AS count FROM recording ORDER BY id",
      )
      .all()
      .map(({ count }) => count);
  await save(store, put.resent({ at: at(1) }), put.resent({ at: at(2) }));
  expect(counts()).toEqual([]);

  await vi.advanceTimersByTimeAsync(60_000);
  await vi.waitFor(() => expect(counts()).toEqual([2]));

  await save(store, put.resent({ at: at(63) }));
  await save(store, put.resent({ at: at(130) }), put.resent({ at: at(131) }));
  await vi.advanceTimersByTimeAsync(120_000);
  await vi.waitFor(() => expect(counts()).toEqual([2, 1, 2]));
});
