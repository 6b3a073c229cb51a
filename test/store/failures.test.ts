import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { differences, type Sums } from '../../src/store/copy/sum.ts';
import type { Database as Postgres, Query } from '../../src/store/postgres/database.ts';
import { storeFailed as postgresFailed } from '../../src/store/postgres/failure.ts';
import { coordinationOf } from '../../src/store/postgres/reads/coordination.ts';
import { countReads } from '../../src/store/postgres/reads/counts.ts';
import { Locks } from '../../src/store/postgres/update/locks.ts';
import { hasCommitted } from '../../src/store/postgres/update/outcome.ts';
import { storeFailed as sqliteFailed } from '../../src/store/sqlite/failure.ts';
import { at } from '../support/state.ts';

const ofPostgres = (code: string) => Object.assign(new Error('in its words'), { code });

describe('what is wrong with PostgreSQL, and what to do', () => {
  it.each([
    ['53100', 'the disk of its server is full. Free some space; nothing is accepted until then.'],
    ['53200', 'the memory of its server ran out. Give it more, or take other work off it.'],
    ['53300', 'its server has no connection left. Raise max_connections there'],
    ['25006', 'it is read-only, perhaps a standby. Set DATABASE_URL to the server'],
    ['28P01', 'the server does not accept the user or the password. Check those in DATABASE_URL.'],
    ['3D000', 'the server has no database of that name. Create it'],
    ['42501', 'the user may not do that. Let the user of DATABASE_URL own the database.'],
    ['42P01', 'its tables are missing. Start Quell again, which makes them'],
    ['57014', 'it took too long. Check how busy the server is.'],
    ['55P03', 'others held what was needed for too long. Check how busy the server is.'],
    ['58030', 'its server reports an error of the system. Check the disk and the log'],
    ['XX001', 'its server reports that it is damaged. Check its log, and restore a backup.'],
    ['ECONNRESET', 'there is no connection. Check that the server runs'],
    ['23505', 'in its words.'],
  ])('is said of %s', (code, words) => {
    const { message } = postgresFailed('save to', 'db/quell', ofPostgres(code));

    expect(message).toContain(`Quell cannot save to the database db/quell: ${words}`);
  });
});

it('PostgreSQL may not say for long whether a change is saved', async () => {
  const pauses: number[] = [];
  const pause = async (ms: number) => void pauses.push(ms);
  const row: object = { status: 'in progress' };
  const query = async <Row>() => [row as Row];

  await expect(hasCommitted({ query }, '7', pause)).rejects.toThrow(
    'Its server does not say whether it saved that',
  );
  expect(pauses).toEqual(Array(40).fill(250));
});

describe('what a PostgreSQL that works never does is named', () => {
  const silent: Query = async () => [];

  it.each([
    ['it counts nothing', () => countReads(databaseOf(silent)).counts()],
    [
      'it takes no lease',
      () => coordinationOf(databaseOf(silent)).claim('tick', 'a', at(0), at(9)),
    ],
  ])('%s', async (_, work) => {
    await expect(work()).rejects.toThrow(
      'PostgreSQL answered no row to a statement that always has one.',
    );
  });

  it('it locks fewer than it was asked to, or others have them', async () => {
    const some = async <Row>() => [{ taken: 1 } as Row];

    await expect(new Locks(some).take([1, 2])).rejects.toThrow(
      'Another process holds what this decision needs.',
    );
  });

  function databaseOf(query: Query): Postgres {
    return { query, transaction: (work) => work(query), close: async () => {} };
  }
});

describe('what is wrong with SQLite, and what to do', () => {
  it.each([
    ['SQLITE_FULL', 'the disk is full. Free some space; nothing is accepted until then.'],
    ['SQLITE_READONLY', 'it is read-only. Let the user who runs Quell write the file'],
    ['SQLITE_CANTOPEN', 'it cannot be opened. Check the path, and who may write there.'],
    ['SQLITE_PERM', 'access is denied. Let the user who runs Quell write the file'],
    ['SQLITE_NOTADB', 'it is no database. Move that file away'],
    ['SQLITE_CORRUPT_INDEX', 'it is damaged. Restore a backup.'],
    ['SQLITE_IOERR_FSYNC', 'the disk reports an error. Check the disk and the system log.'],
    ['SQLITE_BUSY', 'another process holds it. Stop that one.'],
    ['SQLITE_NOMEM', 'memory ran out. Give the machine more, or take other programs off it.'],
    ['SQLITE_CONSTRAINT', 'in its words.'],
  ])('is said of %s', (code, words) => {
    const error = new Database.SqliteError('in its words', code);

    const { message } = sqliteFailed('read', 'data/quell.db', error);

    expect(message).toContain(`Quell cannot read the database data/quell.db: ${words}`);
  });
});

it('a copy may have as many of a kind, and other ones', () => {
  const sums = (sum: bigint) => new Map([['incident', { count: 2, sum }]]) as Sums;

  expect(differences(sums(1n), sums(2n))).toEqual(['incidents: as many, but not the same']);
});
