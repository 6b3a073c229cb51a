import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Change } from '../../src/domain/decision.ts';
import { seconds } from '../../src/domain/time.ts';
import { NO_ROWS } from '../../src/engine/scope.ts';
import { copyStore, isHalfCopied, type Progress } from '../../src/store/copy/copy.ts';
import type { Restorable } from '../../src/store/dump.ts';
import { postgresStore } from '../../src/store/postgres/index.ts';
import type { PostgresStore } from '../../src/store/postgres/store.ts';
import { sqliteStore } from '../../src/store/sqlite/index.ts';
import type { SqliteStore } from '../../src/store/sqlite/store.ts';
import type { Store } from '../../src/store/store.ts';
import { allErrors } from '../support/all-errors.ts';
import { put, save } from '../support/saving.ts';
import { describeWith } from '../support/servers/needed.ts';
import { postgresServer } from '../support/servers/postgres.ts';
import { anErrorEvent, aRetention, at, key } from '../support/state.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { anyText } from '../support/texts.ts';

const INCIDENTS = 5_000;
/** More than a page of what is large. */
const EVENTS = 450;
const STILL = { newId: () => 'this-source', on: () => {} };

/** Something of each kind, and more than one page of some. */
const EVERYTHING: readonly Change[] = [
  ...Array.from({ length: INCIDENTS }, (_, index) => numbered(index + 1)).flat(),
  put.silence(),
  put.silence({ id: 'over', endsAt: at(5) }),
  put.storm(),
  put.notice(),
  put.pace(),
  put.delivery(),
  put.timer(),
  put.timer({ kind: 'silence', subject: 'silence-1', after: key('a\0b') }),
  put.errorGroup({ environments: ['a\0b', 'live'] }),
  put.errorGroup({ id: 'e1-b', mergedInto: 'e1-group', mergedWhy: 'person' }),
  ...Array.from({ length: EVENTS }, (_, slot) =>
    put.errorSample({ slot, receivedAt: at(slot), event: anErrorEvent({ id: `${slot}` }) }),
  ),
  put.errorSample({ slot: -1, keepsake: 'first', event: anErrorEvent({ message: '\ud800' }) }),
  put.release(),
  put.release({ version: 'half \ud800', deploys: [] }),
];

function numbered(number: number): readonly Change[] {
  const id = `incident-${number}`;
  const alert = key(`alert-${number}`);
  return [
    put.incident({ id, number, groupKey: `group-${number % 7}` }),
    put.alert({ key: alert, incident: id, status: number % 3 === 0 ? 'resolved' : 'firing' }),
    put.entry({ incident: id, seq: 1 }),
    put.recorded({ key: alert, at: at(number), last: at(number), incident: id }),
    put.resent({ key: alert, at: at(number + 61), last: at(number + 62), incident: id, count: 3 }),
  ];
}

describeWith('copying to PostgreSQL', postgresServer(), (server) => {
  let opened = 0;

  async function both<T>(
    run: (from: SqliteStore, to: PostgresStore) => Promise<T>,
    changes = EVERYTHING,
  ): Promise<T> {
    opened += 1;
    const from = await filled(join(temporaryFolder(), `${opened}.db`), changes);
    const to = await postgresStore(await server.copyOf(prepare));
    try {
      return await run(from, to);
    } finally {
      await Promise.all([from.close(), to.close()]);
    }
  }

  it('takes everything over, so that both answer the same', () =>
    both(async (from, to) => {
      const copied = await copyStore(from, to, STILL);

      expect(counted(copied)).toMatchObject({
        incidents: INCIDENTS,
        alerts: INCIDENTS,
        recordings: INCIDENTS * 2,
        silences: 2,
        storms: 1,
        notices: 1,
        timers: 2,
        'error groups': 2,
        'events of errors': EVENTS + 1,
        releases: 2,
        'habits of sources': 1,
      });
      expect(await to.counts()).toEqual(await from.counts());
      expect(await pendingOf(to)).toEqual(await pendingOf(from));
      expect(await allErrors(to)).toEqual(await allErrors(from));
      expect(await to.habits()).toEqual(await from.habits());
      expect(await to.once('ingest-key', () => 'another')).toBe('the key');
    }));

  it('gives no number again that an incident had, also one that is deleted by now', () =>
    both(
      async (from, to) => {
        await from.prune(aRetention({ recordingsBefore: at(9), resolvedBefore: at(9_999) }), 10);

        await copyStore(from, to, STILL);

        const numbers: number[] = [];
        await to.update(
          () => NO_ROWS,
          (snapshot) => {
            numbers.push(snapshot.nextNumber());
            return { changes: [], outcomes: [] };
          },
        );
        expect(numbers.at(-1)).toBe(42);
      },
      [
        put.incident({
          number: 41,
          status: 'resolved',
          cardRevision: 0,
          resolution: {
            at: at(1),
            by: { type: 'quell' },
            how: 'alerts',
            into: null,
            release: null,
            note: '',
            acknowledged: null,
          },
        }),
      ],
    ));

  it('goes on where it was interrupted', () =>
    both(async (from, to) => {
      const interrupted = copyStore(from, failingAfter(to, 9), STILL);
      await expect(interrupted).rejects.toThrow('interrupted');
      const half = await isHalfCopied(to);

      await copyStore(from, to, STILL);

      expect([half, await isHalfCopied(to)]).toEqual([true, false]);
      const page = await to.recordings({ since: at(0), limit: INCIDENTS * 3 });
      expect(page.recordings).toHaveLength(INCIDENTS * 2);
      await expect(copyStore(from, to, STILL)).rejects.toThrow(
        /^All of it was copied there before, and the bot may have gone on since/,
      );
    }));

  it('touches no database that has incidents of its own', () =>
    both(async (from, to) => {
      await save(to, put.incident({ id: 'own' }));

      const copying = copyStore(from, to, STILL);

      await expect(copying).rejects.toThrow(
        /holds incidents of its own: a bot has worked with it.*nothing was changed/,
      );
      expect((await to.counts()).triggered).toBe(1);
    }));

  it('touches no copy of another database that is half done', () =>
    both(async (from, to) => {
      await to.restore([{ type: 'setting', name: 'copying', value: 'another' }]);

      await expect(copyStore(from, to, STILL)).rejects.toThrow(
        /^A copy from another database was begun there and not finished/,
      );
    }));

  it('says which kind differs when the first one changed between two tries', () =>
    both(async (from, to) => {
      await expect(copyStore(from, failingAfter(to, 20), STILL)).rejects.toThrow();
      await save(from, put.timerOff());

      const again = copyStore(from, to, STILL);

      await expect(again).rejects.toThrow(
        /^The copy differs from what was copied \(.*timers: 1 and 2.*the first is untouched/,
      );
    }));

  it('keeps texts that are hard to store', () =>
    fc.assert(
      fc.asyncProperty(anyText, anyText, (a, b) =>
        both(
          async (from, to) => {
            await copyStore(from, to, STILL);
            expect(await to.firing()).toEqual(await from.firing());
          },
          [
            put.incident({ groupKey: a, title: b }),
            put.alert({ key: key(a), route: b }),
            put.recorded({ key: key(b) }),
            put.errorGroup({ environments: [a], title: b }),
            put.errorSample({ event: anErrorEvent({ project: a, message: b }) }),
            put.release({ project: a, version: b }),
          ],
        ),
      ),
      { numRuns: 15 },
    ));
});

/** Opened anew, as it is when a bot has stopped: all that was folded is written. */
async function filled(path: string, changes: readonly Change[]): Promise<SqliteStore> {
  const store = sqliteStore(path);
  await save(store, ...changes);
  await store.once('ingest-key', () => 'the key');
  await store.heardFrom('grafana', at(1), false);
  await store.heardFrom('grafana', at(9), false);
  await store.heardFrom('grafana', at(10), true);
  await store.concludeHabit('grafana', {
    firstAt: at(2),
    longestPause: seconds(3),
    deaf: seconds(4),
    silentSince: at(5),
    backAt: at(6),
  });
  await store.close();
  return sqliteStore(path);
}

/** Stores list them in an order of their own. */
async function pendingOf(store: Store): Promise<readonly string[]> {
  const pending = await store.pending('#alerts');
  return pending.map((each) => JSON.stringify(each)).sort();
}

function counted(copied: readonly Progress[]): Readonly<Record<string, number>> {
  return Object.fromEntries(copied.map(({ kind, copied: count }) => [kind, count]));
}

/** The same store, which dies after so many pages. */
function failingAfter(to: PostgresStore, pages: number): Restorable & Pick<PostgresStore, 'once'> {
  let left = pages;
  return {
    dump: (kind, after, limit) => to.dump(kind, after, limit),
    once: (name, make) => to.once(name, make),
    async restore(kept) {
      left -= 1;
      if (left < 0) throw new Error('interrupted');
      await to.restore(kept);
    },
  };
}

async function prepare(url: string): Promise<void> {
  const store = await postgresStore(url);
  await store.close();
}
