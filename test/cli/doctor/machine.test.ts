import { readFileSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { WebAPIPlatformError } from '@slack/web-api';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { lookInto } from '../../../src/cli/doctor/database/postgres.ts';
import { spaceSaid } from '../../../src/cli/doctor/database/space.ts';
import { connectionFault } from '../../../src/slack/connection-fault.ts';
import { connect } from '../../../src/store/sqlite/connection.ts';
import { sqliteStore } from '../../../src/store/sqlite/index.ts';
import { API_TOKEN, HttpWorld } from '../../http/http-world.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { configured, freePort, look, textOf } from './looking.ts';

const MIB = 1024 ** 2;

const REFUSED = new WebAPIPlatformError({
  ok: false,
  error: 'invalid_auth',
  response_metadata: {},
});

function databaseFile(): string {
  return join(temporaryFolder(), 'quell.db');
}

async function madeDatabase(): Promise<string> {
  const path = databaseFile();
  await sqliteStore(path).close();
  return path;
}

/** A bot, or what else may have its port. */
async function runningBot(world = new HttpWorld()): Promise<HttpWorld & { port: string }> {
  await world.app.listen({ port: 0, host: '127.0.0.1' });
  onTestFinished(() => world.app.close());
  return Object.assign(world, { port: portOf(world.app.server) });
}

function portOf(server: Pick<Server, 'address'>): string {
  return String((server.address() as AddressInfo).port);
}

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return portOf(server);
}

describe('the database in a file', () => {
  it('may be yet to be made, and is not made by looking', async () => {
    const path = databaseFile();

    const found = await look('database', { DATABASE_URL: `sqlite:${path}` });

    expect(found).toMatchObject([
      { status: 'well', detail: `${path} will be made at the first start` },
    ]);
    expect(() => connect(path, 0).db.close()).not.toThrow();
  });

  it('cannot be made where nobody may write', async () => {
    const file = databaseFile();
    writeFileSync(file, '');

    const found = await look('database', { DATABASE_URL: `sqlite:${file}/below/quell.db` });

    expect(found).toMatchObject([
      {
        status: 'fault',
        detail: expect.stringContaining('cannot be made: Quell may not write'),
        remedy: expect.stringContaining('Let the user who runs Quell write there, or set'),
      },
    ]);
  });

  it('can be written, and says its schema', async () => {
    const found = await look('database', { DATABASE_URL: `sqlite:${await madeDatabase()}` });

    expect(found).toMatchObject([
      { status: 'well', detail: expect.stringMatching(/can be written: \d+ kB, schema \d+$/) },
    ]);
  });

  it.each([
    ['a newer Quell', 99, 'fault', /written by a newer Quell: schema 99.*restore a backup/],
    ['an older Quell', 1, 'well', /schema 1, to be brought to \d+ at the next start/],
  ])('may be of %s, and stays as it is', async (_, version, status, words) => {
    const path = await madeDatabase();
    inDatabase(path, (db) => db.pragma(`user_version = ${version}`));

    const found = await look('database', { DATABASE_URL: `sqlite:${path}` });

    expect(found).toMatchObject([{ status }]);
    expect(textOf(found)).toMatch(words);
    inDatabase(path, (db) => expect(db.pragma('user_version', { simple: true })).toBe(version));
  });

  it('may be of another program', async () => {
    const path = databaseFile();
    inDatabase(path, (db) => db.exec('CREATE TABLE other (x)'));

    expect(textOf(await look('database', { DATABASE_URL: `sqlite:${path}` }))).toMatch(
      /belongs to another program\. Set DATABASE_URL to another path/,
    );
  });

  it('may be none', async () => {
    const path = databaseFile();
    writeFileSync(path, 'This is a letter to my aunt. '.repeat(100));

    expect(textOf(await look('database', { DATABASE_URL: `sqlite:${path}` }))).toMatch(
      /it is no database/,
    );
  });

  it('may be in a format that nobody here knows', async () => {
    const path = await madeDatabase();
    // The number of the schema's format, of which there are four: https://www.sqlite.org/fileformat.html
    const bytes = readFileSync(path);
    bytes.writeUInt32BE(9, 44);
    writeFileSync(path, bytes);

    expect(textOf(await look('database', { DATABASE_URL: `sqlite:${path}` }))).toMatch(
      /: unsupported file format\. Set DATABASE_URL to a database of its own\./,
    );
  });

  it('is in use by the bot that runs', async () => {
    const { port } = await runningBot();
    const path = await locked();

    const found = await look('database', { DATABASE_URL: `sqlite:${path}`, PORT: port });

    expect(found).toMatchObject([
      { status: 'well', detail: `${path} is in use by the bot that runs here` },
    ]);
  });

  it('is not in use by a bot that runs there and has other keys', async () => {
    const { port } = await runningBot();
    const keys = { PORT: port, QUELL_API_TOKEN: 'api-token-of-this-folder' };

    const found = await look('database', { DATABASE_URL: `sqlite:${await locked()}`, ...keys });

    expect(textOf(found)).toMatch(/in use by (another )?process/);
  });

  it('may be that of a bot that cannot store', async () => {
    const world = await runningBot();
    world.broken = new Error('The disk is full.');
    const path = await locked();

    const found = await look('database', { DATABASE_URL: `sqlite:${path}`, PORT: world.port });

    expect(textOf(found)).toMatch(/cannot store: The disk is full\. See its log\./);
  });

  it('may be in use by nobody knows whom', async () => {
    const env = { DATABASE_URL: `sqlite:${await locked()}`, PORT: await freePort() };

    expect(textOf(await look('database', env))).toMatch(
      /in use by (another )?process.*Stop that one/,
    );
  });
});

async function locked(): Promise<string> {
  const path = await madeDatabase();
  const { db } = connect(path, 0);
  onTestFinished(() => void db.close());
  return path;
}

function inDatabase(path: string, work: (db: Database.Database) => unknown): void {
  const db = new Database(path);
  work(db);
  db.close();
}

describe('the disk', () => {
  it.each([
    [60 * MIB, 'fault', '60 MB of disk are free: soon nothing can be stored.'],
    [500 * MIB, 'warning', '500 MB of disk are free.'],
    [3.4 * 1024 * MIB, 'well', '3.4 GB of disk are free'],
    [70 * 1024 * MIB, 'well', '70 GB of disk are free'],
  ])('with %d free bytes is a %s', (free, status, detail) => {
    const remedy = status === 'well' ? null : expect.stringContaining('Free some space where the');
    expect(spaceSaid(free)).toEqual({ status, detail, remedy });
  });

  it('is that of the database, made or not', async () => {
    const found = await look('disk', { DATABASE_URL: `sqlite:${temporaryFolder()}/a/b/quell.db` });

    expect(found).toHaveLength(1);
  });
});

describe('the database of a server', () => {
  const healthy = { version: '16.2', standby: false, creates: true };

  it.each([
    ['is of today', healthy, { version: 2, works_with: 1 }, /can be written: schema 2/],
    [
      'is to be brought up to date',
      healthy,
      { version: 1, works_with: 1 },
      /schema 1, to be brought to 2/,
    ],
    [
      'is of a newer Quell',
      healthy,
      { version: 9, works_with: 9 },
      /written by a newer Quell: schema 9.*Start that version, or restore a backup\./,
    ],
    [
      'is a standby',
      { ...healthy, standby: true },
      null,
      /is a standby, which takes no writes\..*takes writes/,
    ],
    ['is of others', { ...healthy, creates: false }, null, /may make no tables.*own the database/],
  ])('%s', async (_, server, schema, words) => {
    const said = await lookInto(
      answering([[server], [{ there: true }], [schema]]),
      'PostgreSQL at db/quell',
    );

    expect(textOf([said])).toMatch(words);
  });

  it('may not be there', async () => {
    const DATABASE_URL = `postgres://quell:hush@127.0.0.1:${await freePort()}/quell`;

    const found = await look('database', { DATABASE_URL });

    expect(textOf(found)).toMatch(
      /PostgreSQL at 127\.0\.0\.1:\d+\/quell cannot be reached\. Check that the server runs/,
    );
    expect(textOf(found)).not.toContain('hush');
  });
});

/** A database that answers each question with the next of these. */
function answering(answers: readonly (readonly unknown[])[]) {
  const left = [...answers];
  const query = async <Row extends object>() => (left.shift() ?? []) as readonly Row[];
  return {
    query,
    transaction: <T>(work: (of: typeof query) => Promise<T>) => work(query),
    close: async () => {},
  };
}

describe('redis', () => {
  it('is not looked at where there is to be none', async () => {
    expect(await look('redis', {})).toEqual([]);
  });

  it('may not answer', async () => {
    const port = await freePort();

    const found = await look('redis', { REDIS_URL: `redis://:hush@127.0.0.1:${port}` });

    expect(found).toMatchObject([
      { status: 'fault', detail: expect.stringContaining(`127.0.0.1:${port} does not answer`) },
    ]);
    expect(textOf(found)).toContain('Check that it runs, its password and its maxmemory.');
    expect(textOf(found)).not.toContain('hush');
  });
});

describe('the address', () => {
  it('is free', async () => {
    expect(textOf(await look('address', { PORT: await freePort() }))).toMatch(
      /is free; no bot runs there yet/,
    );
  });

  it('is that of a bot that is well', async () => {
    const { port } = await runningBot();

    expect(await look('address', { PORT: port })).toMatchObject([
      {
        status: 'well',
        detail: `a bot runs at http://127.0.0.1:${port} (Slack: connected)`,
      },
    ]);
  });

  it.each([
    ['has the keys of this folder', API_TOKEN, 'well', /a bot runs at/],
    ['has other keys', 'api-token-of-this-folder', 'warning', /has other keys.*in that folder/],
  ])('is that of a bot that %s', async (_, QUELL_API_TOKEN, status, words) => {
    const { port } = await runningBot();

    const found = await look('address', { PORT: port, QUELL_API_TOKEN });

    expect(found).toMatchObject([{ status }]);
    expect(textOf(found)).toMatch(words);
  });

  it('is that of a bot with a fault', async () => {
    const slackState = () => ({
      state: 'not connected',
      workspace: null,
      detail: 'Slack refuses it.',
    });
    const world = await runningBot(new HttpWorld((deps) => ({ ...deps, slackState })));
    world.broken = new Error('The disk is full.');

    expect(await look('address', { PORT: world.port })).toMatchObject([
      {
        status: 'fault',
        detail: expect.stringContaining('cannot store: The disk is full.'),
        remedy: 'See its log, and the database above.',
      },
      {
        status: 'warning',
        detail: 'It says of Slack: Slack refuses it.',
        remedy: 'What is said of Slack above may tell why; the bot tries again by itself.',
      },
    ]);
  });

  it('is that of a bot whose token Slack refuses: it reads another one at its start', async () => {
    const detail = connectionFault(REFUSED, 'SLACK_BOT_TOKEN');
    const slackState = () => ({ state: 'not connected', workspace: null, detail });
    const world = await runningBot(new HttpWorld((deps) => ({ ...deps, slackState })));

    const [, found] = await look('address', { PORT: world.port });

    expect(found?.detail).toContain('Slack refuses SLACK_BOT_TOKEN');
    expect(found?.remedy).toMatch(
      /^Set it right in \.env and restart the bot, which reads that at its start alone\./,
    );
  });

  it('is another program’s, which speaks HTTP', async () => {
    const port = await listening(createHttpServer((_, response) => response.end('Hello')));

    expect(textOf(await look('address', { PORT: port }))).toMatch(
      /is another program's\. Stop the program that has it, or set PORT to another\./,
    );
  });

  it('is another program’s, which does not', async () => {
    const port = await listening(createServer((socket) => socket.destroy()));

    expect(textOf(await look('address', { PORT: port }))).toMatch(
      /^Port \d+ on 127\.0\.0\.1 is taken\. Stop/,
    );
  });

  it('is none of this machine', async () => {
    const env = { HOST: '203.0.113.1', PORT: await freePort() };

    expect(textOf(await look('address', env))).toMatch(/which is no address of this machine/);
  }, 20_000);
});

describe('the public address', () => {
  const http = { SLACK_BOT_TOKEN: 'xoxb-123456789012-abc', SLACK_SIGNING_SECRET: '0'.repeat(32) };

  it.each([
    ['is not needed in Socket Mode', {}, []],
    [
      'is needed in HTTP mode',
      http,
      [
        {
          status: 'fault',
          detail: expect.stringContaining('is not set'),
          remedy: expect.stringMatching(
            /^Set QUELL_PUBLIC_URL to the https address .*SLACK_APP_TOKEN/,
          ),
        },
      ],
    ],
    [
      'must be reached by Slack',
      { ...http, QUELL_PUBLIC_URL: 'https://localhost' },
      [{ status: 'fault', detail: 'Slack cannot reach https://localhost.' }],
    ],
    [
      'must be https for Slack',
      { ...http, QUELL_PUBLIC_URL: 'http://q.example.com' },
      [{ status: 'fault' }],
    ],
    [
      'is asked only when a bot runs',
      { QUELL_PUBLIC_URL: 'https://q.example.com' },
      [{ status: 'well' }],
    ],
  ])('%s', async (_, env, found) => {
    expect(await look('public address', { PORT: await freePort(), ...env })).toMatchObject(found);
  });

  it('leads to the bot', async () => {
    const { port } = await runningBot();
    const env = { PORT: port, QUELL_PUBLIC_URL: `http://localhost:${port}` };

    expect(textOf(await look('public address', env))).toMatch(/leads to a bot/);
  });

  it.each([
    ['nowhere', undefined, /does not lead here.*Check the proxy/],
    ['elsewhere', 404, /answers 404, and no bot/],
  ])('leads %s', async (_, status, words) => {
    const { port } = await runningBot();
    const other = createHttpServer((_request, response) => response.writeHead(status ?? 500).end());
    const there = status === undefined ? await freePort() : await listening(other);
    const env = { PORT: port, QUELL_PUBLIC_URL: `http://127.0.0.1:${there}` };

    expect(textOf(await look('public address', env))).toMatch(words);
  });
});

describe('the settings', () => {
  it.each([
    ['a variable', 'environment', { PORT: 'many' }, /^PORT is "many"\. It must be a whole number/],
    [
      'a token without the other',
      'environment',
      { SLACK_APP_TOKEN: 'xapp-1-A1-123456789' },
      /SLACK_BOT_TOKEN is not\. Set the bot token too/,
    ],
    [
      'what its sentence says all of',
      'environment',
      { REDIS_URL: 'redis://:50%@redis:6379' },
      /^REDIS_URL has a % .* Set it otherwise, in the environment or in \.env\./,
    ],
    ['nothing', 'environment', {}, /are well/],
    [
      'the file',
      'configuration',
      configuredLater('route: { channle: "#a" }\nstorm: 7'),
      /2 faults; the first: line 1: .*quell check/,
    ],
    ['nothing in it', 'configuration', configuredLater('timezone: UTC'), /is well/],
    [
      'what may be',
      'configuration',
      configuredLater('escalations: [{name: night, steps: [{after: 0s, notify: "@a"}]}]'),
      /line 1: No route refers/,
    ],
    [
      'a file that is not there',
      'configuration',
      { QUELL_CONFIG: '/nowhere/quell.yml' },
      /There is no configuration file/,
    ],
  ])('may have a fault: %s', async (_, check, given, words) => {
    const env = typeof given === 'function' ? given() : given;

    expect(textOf(await look(check, { DATABASE_URL: 'sqlite:x.db', ...env }))).toMatch(words);
  });

  it('of the environment are told once: a token of a wrong form is no fault of them', async () => {
    const env = { SLACK_BOT_TOKEN: 'xapp-1-A1-123456789', SLACK_APP_TOKEN: 'xoxb-1-1234567890' };

    expect(await look('environment', env)).toMatchObject([{ status: 'well' }]);
  });

  it('of Slack do not keep the machine from being looked at', async () => {
    const env = { SLACK_BOT_TOKEN: 'xoxb-123456789012-abc', PORT: await freePort() };

    expect(await look('environment', env)).toMatchObject([{ status: 'fault' }]);
    expect(await look('address', env)).toMatchObject([{ status: 'well' }]);
  });

  it.each(['database', 'address'])('keep the %s from being looked at', async (check) => {
    expect(await look(check, { PORT: 'many' })).toMatchObject([
      { status: 'skipped', detail: 'the environment comes first' },
    ]);
  });
});

/** The file is made within the test. */
function configuredLater(text: string) {
  return () => configured(text);
}
