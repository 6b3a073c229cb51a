import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../src/cli/migrate.ts';
import { openStore } from '../../src/store/index.ts';
import { postgresStore } from '../../src/store/postgres/index.ts';
import { sqliteStore } from '../../src/store/sqlite/index.ts';
import { put, save } from '../support/saving.ts';
import { describeWith } from '../support/servers/needed.ts';
import { postgresServer } from '../support/servers/postgres.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

async function run(...args: readonly string[]) {
  const said = { out: '', err: '' };
  const code = await migrate.run(args, {
    env: {},
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
  });
  return { code, ...said };
}

async function aDatabase(): Promise<string> {
  const path = join(temporaryFolder(), 'quell.db');
  const store = sqliteStore(path);
  await save(store, put.incident(), put.alert(), put.recorded());
  await store.close();
  return path;
}

describe('quell migrate', () => {
  it.each<[string, readonly string[], RegExp]>([
    ['nothing at all', [], /--from must be sqlite:/],
    ['a word that it does not know', ['--force', 'yes'], /takes --from URL and --to URL/],
    ['an option without a value', ['--from'], /--from needs a URL. See quell migrate --help/],
    ['a source that is no file', ['--from', 'postgres://h/d', '--to', 'postgres://h/d'], /--from/],
    [
      'a target that is a file',
      ['--from', 'sqlite:a', '--to', 'sqlite:b'],
      /--to must be postgres:\/\/…\./,
    ],
  ])('refuses %s', async (_, args, words) => {
    const { code, err } = await run(...args);

    expect(code).toBe(2);
    expect(err).toMatch(words);
  });

  it('makes no file where there is none to copy from', async () => {
    const path = join(temporaryFolder(), 'missing.db');

    const { code, err } = await run('--from', `sqlite:${path}`, '--to', 'postgres://127.0.0.1:1/d');

    expect([code, existsSync(path)]).toEqual([1, false]);
    expect(err.replaceAll('\n', ' ')).toContain(
      `There is no database ${path} to copy from. Check the path after sqlite:.`,
    );
  });

  it('says why the second database cannot be opened, without its password', async () => {
    const to = 'postgres://quell:secret@127.0.0.1:1/quell';

    const { code, err } = await run('--from', `sqlite:${await aDatabase()}`, '--to', to);

    expect(code).toBe(1);
    expect(err.replaceAll('\n', ' ')).toMatch(
      /cannot reach the database 127\.0\.0\.1:1\/quell.*server runs/,
    );
    expect(err).not.toContain('secret');
  });
});

describeWith('quell migrate to a server', postgresServer(), (server) => {
  it('copies, says how much, and leaves a database that the bot works with', async () => {
    const to = await server.empty();

    const { code, out, err } = await run('--from', `sqlite:${await aDatabase()}`, '--to', to);

    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/Copied and compared:\n {2}incidents +1\n/);
    const store = await openStore(to);
    expect((await store.counts()).triggered).toBe(1);
    await store.close();
  });

  it('keeps the bot from a database to which the copy was interrupted', async () => {
    const to = await server.empty();
    await halfCopied(to);

    await expect(openStore(to)).rejects.toThrow(/quell migrate was interrupted.*Run it again/);
  });
});

async function halfCopied(url: string): Promise<void> {
  const store = await postgresStore(url);
  await store.restore([{ type: 'setting', name: 'copying', value: 'some source' }]);
  await store.close();
}
