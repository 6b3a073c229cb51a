import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runCommandLine } from '../../src/cli/index.ts';
import { emptyFolder, quell, type Serving, serving, settingIn } from './support/process.ts';

const KEYS = { QUELL_INGEST_KEY: 'given-ingest-key', QUELL_API_TOKEN: 'given-api-token' };
const VERSION = JSON.parse(readFileSync('package.json', 'utf8')).version;

const curlOf = ({ said }: Serving) => said.out.split('\n').find((line) => line.startsWith('curl '));
const keysIn = ({ said }: Serving) => [...new Set(said.out.match(/\b[0-9a-f]{32}\b/g))];
const hasCurl = ['/usr/bin/curl', '/bin/curl', '/usr/local/bin/curl'].some(existsSync);

async function incidentsAt(url: string, token: string): Promise<readonly unknown[]> {
  const headers = { authorization: `Bearer ${token}` };
  const answer = await fetch(`${url}/api/v1/incidents`, { headers });
  // What the API promises; its own tests hold it to that.
  return ((await answer.json()) as { incidents: readonly unknown[] }).incidents;
}

describe('a start', () => {
  it('says on standard output, as plain text, where everything is', async () => {
    const { said, folder } = await serving();

    expect(said.out).toContain(`Quell ${VERSION} is ready.`);
    expect(said.out).toMatch(/^ {2}Slack {7}http:\/\/127\.0\.0\.1:\d+ {2}\(a sandbox/m);
    expect(said.out).toMatch(/^ {2}Alerts {6}http:\/\/127\.0\.0\.1:\d+ /m);
    expect(said.out).toContain(join(folder, 'quell.db'));
    expect(said.out).toMatch(/^ {2}Ingest key {2}[0-9a-f]{32}$/m);
    expect(said.out).toMatch(/^ {2}API token {3}[0-9a-f]{32}$/m);
    expect(said.out).toMatch(/^[\n\x20-\x7e…]*$/);
    expect(said.out).not.toContain('"level"');
  });

  it('is ready with the banner: alive, able to store, and its sandbox shows a page', async () => {
    const { said, url } = await serving();
    const [, sandbox = ''] = /Slack\s+(http:\S+)/.exec(said.out) ?? [];

    const answers = await Promise.all(
      [`${url}/healthz`, `${url}/readyz`, `${url}/metrics`, sandbox].map((each) => fetch(each)),
    );

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(await answers[3]?.text()).toContain('<!doctype html>');
  });

  it('makes the keys once, and shows the same ones at the next start', async () => {
    const first = await serving();
    first.signal('SIGTERM');
    await first.ended;

    const second = await serving({}, first.folder);

    expect(keysIn(first).length).toBeGreaterThanOrEqual(2);
    expect(keysIn(second)).toEqual(keysIn(first));
  });

  it('does not show keys that the environment gave', async () => {
    const { said } = await serving(KEYS);

    expect(said.out).not.toContain(KEYS.QUELL_INGEST_KEY);
    expect(said.out).not.toContain(KEYS.QUELL_API_TOKEN);
    expect(said.out).toContain('as QUELL_INGEST_KEY says');
  });

  it('says where people reach it when it listens elsewhere', async () => {
    const { said } = await serving({ QUELL_PUBLIC_URL: 'https://quell.example.com/' });

    expect(said.out).toMatch(/^ {2}Alerts {6}https:\/\/quell\.example\.com {2}/m);
    expect(said.out).toMatch(/^curl .* http:\/\/127\.0\.0\.1:\d+\/hooks\/json$/m);
  });
});

describe.skipIf(!hasCurl)('the line that makes the first incident appear (curl is needed)', () => {
  const paste = (line: string | undefined, env: Record<string, string>) =>
    promisify(execFile)('sh', ['-c', line ?? 'false'], {
      env: { PATH: process.env['PATH'], ...env },
    });

  it('works as it stands and shows the JSON answer', async () => {
    const started = await serving();

    const { stdout, stderr } = await paste(curlOf(started), {});

    expect(JSON.parse(stdout)).toEqual({ accepted: 1, rejected: [] });
    expect(stderr).toBe('');
    expect(await incidentsAt(started.url, keysIn(started)[1] ?? '')).toMatchObject([
      { number: 1, title: 'Disk is almost full on db-01', severity: 'critical' },
    ]);
  });

  it('works with a key of the environment, too', async () => {
    const started = await serving(KEYS);
    const [line] = /(?:npx )?quell send [\s\S]*? --url \S+/.exec(started.said.out) ?? [];

    const { stdout } = await paste(line?.replace(/(?:npx )?quell/, 'node dist/main.js'), KEYS);

    expect(stdout).toContain('INC-1');
  });
});

/** A server that has a port. */
async function takenPort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  return String(typeof address === 'object' && address?.port);
}

/** A database of a later version. */
function newerDatabase(path: string): void {
  const database = new Database(path);
  database.pragma('application_id = 0x5175656c');
  database.pragma('user_version = 9999');
  database.close();
}

/** Starts with this on top of what is right, waits for the end, and answers how it ended. */
function failing(
  env: Record<string, string>,
  folder = emptyFolder(),
  through: readonly string[] = [],
) {
  return quell(['serve'], { ...settingIn(folder), ...env }, folder, through).ended;
}

/** The same with what it says in one line, however wide the terminal is. */
async function refused(...how: Parameters<typeof failing>) {
  const { err, ...rest } = await failing(...how);
  return { ...rest, err: err.replace(/\n(?=.)/g, ' ') };
}

describe('a start that cannot be', () => {
  it('says so when the port is taken, and makes no database', async () => {
    const [PORT, folder] = [await takenPort(), emptyFolder()];

    expect(await refused({ PORT }, folder)).toMatchObject({
      code: 1,
      out: '',
      err: `Port ${PORT} on 127.0.0.1 is taken. Stop the program that has it, or set PORT to another.\n`,
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('says so when the folder of the database cannot be made', async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'file'), '');

    const { code, out, err } = await refused({ DATABASE_URL: 'sqlite:file/quell.db' }, folder);

    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(/^The folder of the database file\/quell\.db cannot be made: .*\.\n$/);
  });

  const isRoot = process.getuid?.() === 0;
  const mayLess = isRoot ? ['setpriv', '--bounding-set=-all'] : [];
  const [tool = 'true', ...less] = mayLess;

  // The super-user may write everywhere until that is taken from it, which some containers do not allow.
  it.skipIf(spawnSync(tool, [...less, 'true']).status !== 0)(
    'says so when it may not write there',
    async () => {
      const folder = emptyFolder();
      chmodSync(folder, 0o500);

      expect(await refused({}, folder, mayLess)).toMatchObject({
        code: 1,
        out: '',
        err: `Quell may not write ${folder}, where its database belongs. Let the user who runs Quell write there, or set DATABASE_URL to another path.\n`,
      });
    },
  );

  it('says so when the database is of a newer version', async () => {
    const folder = emptyFolder();
    newerDatabase(join(folder, 'quell.db'));

    const { code, out, err } = await refused({}, folder);

    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(
      /^The database .* was written by a newer Quell \(schema 9999, .*\)\. .*\n$/,
    );
  });

  it('says so when the file is no database', async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'quell.db'), 'Dear diary, '.repeat(1_000));

    const { code, out, err } = await refused({}, folder);

    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(/^Quell cannot open the database .*: it is no database\. .*\n$/);
  });

  it('says so when another one works on the database, and leaves that one alone', async () => {
    const first = await serving();

    const { code, out, err } = await refused({}, first.folder);

    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(/^The database .* is in use by (?:another process|process \d+), .*\.\n$/);
    expect((await fetch(`${first.url}/readyz`)).status).toBe(200);
  });

  it('names every wrong variable at once, a sentence each, and shows no secret', async () => {
    const ended = await failing({
      PORT: '99999',
      LOG_LEVEL: 'loud',
      DATABASE_URL: 'mysql://root:hunter2@db/quell',
      SLACK_APP_TOKEN: 'xapp-very-secret',
    });

    expect(ended).toMatchObject({ code: 1, out: '' });
    expect(
      ended.err
        .trim()
        .split('\n')
        .filter((line) => !line.startsWith(' '))
        .map((line) => line.split(' ')[0])
        .sort(),
    ).toEqual(['DATABASE_URL', 'LOG_LEVEL', 'PORT', 'SLACK_APP_TOKEN']);
    expect(ended.err).not.toMatch(/hunter2|very-secret|at .*\.js/);
  });

  it('leaves nothing behind: the next start works', async () => {
    const folder = emptyFolder();
    const PORT = await takenPort();
    await failing({ PORT }, folder);

    expect((await fetch(`${(await serving({}, folder)).url}/readyz`)).status).toBe(200);
  });
});

/** What the command line answers, within this process: a start takes a second. */
async function asked(args: readonly string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCommandLine(args, {
    env: {},
    out: (text) => void out.push(text),
    err: (text) => void err.push(text),
  });
  return { code, out: out.join(''), err: err.join('') };
}

describe('the command line', () => {
  it.each([
    ['help', ['--help'], /Usage: quell COMMAND/],
    ['help by its short name', ['-h'], /Usage: quell COMMAND/],
    ['help of a command', ['serve', '--help'], /Usage: quell serve/],
    ['the version', ['--version'], new RegExp(`^quell ${VERSION}\n$`)],
  ])('shows %s on standard output', async (_, args, words) => {
    const { code, out, err } = await asked(args);

    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(words);
  });

  it.each([
    [
      'a command that there is not',
      ['srve'],
      /^quell has no command "srve"\. Did you mean serve\? .*\n$/,
    ],
    [
      'more words than it takes',
      ['serve', 'now'],
      /^quell serve takes no arguments, .*now\. .*\n$/,
    ],
    [
      'an option that there is not',
      ['serve', '--fast'],
      /^quell serve takes no arguments, .*--fast\. .*\n$/,
    ],
  ])('refuses %s with a sentence on standard error', async (_, args, words) => {
    const { code, out, err } = await asked(args);

    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(words);
  });

  it.each([['--help'], ['srve']])('says %s the same as a program', async (word) => {
    expect(await quell([word]).ended).toMatchObject(await asked([word]));
  });

  it('starts by npm, too', () => {
    const help = execFileSync('npm', ['exec', '--no', '--', 'quell', '--version'], {
      encoding: 'utf8',
    });

    expect(help).toBe(`quell ${VERSION}\n`);
  });
});
