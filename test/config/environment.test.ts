import { describe, expect, it } from 'vitest';
import { databaseName, databaseUrl } from '../../src/config/database.ts';
import { type Environment, readEnvironment } from '../../src/config/environment.ts';

function config(environment: Environment) {
  const reading = readEnvironment(environment);
  if ('faults' in reading) throw new Error(reading.faults.join('\n'));
  return reading.config;
}

function faults(environment: Environment): readonly string[] {
  const reading = readEnvironment(environment);
  return 'faults' in reading ? reading.faults : [];
}

describe('the environment', () => {
  it('needs nothing', () => {
    expect(config({})).toEqual({
      host: '127.0.0.1',
      port: 3000,
      database: { kind: 'sqlite', path: 'data/quell.db' },
      redis: null,
      roles: ['http', 'worker', 'slack'],
      slack: null,
      ingestKey: null,
      apiToken: null,
      publicUrl: null,
      trustProxy: [],
      logLevel: 'info',
      configFile: null,
    });
  });

  it('takes an empty variable for none', () => {
    expect(config({ PORT: '', SLACK_BOT_TOKEN: '', REDIS_URL: '' })).toEqual(config({}));
  });

  it('reads everything', () => {
    const read = config({
      HOST: '0.0.0.0',
      PORT: '0',
      DATABASE_URL: 'sqlite:/var/lib/quell.db',
      QUELL_INGEST_KEY: 'ingest',
      QUELL_API_TOKEN: 'token',
      QUELL_PUBLIC_URL: 'https://quell.example.com/',
      TRUST_PROXY: '10.0.0.0/8, ::1, loopback',
      LOG_LEVEL: 'debug',
      QUELL_CONFIG: '/etc/quell.yml',
    });

    expect(read).toMatchObject({
      host: '0.0.0.0',
      port: 0,
      database: { kind: 'sqlite', path: '/var/lib/quell.db' },
      ingestKey: 'ingest',
      apiToken: 'token',
      publicUrl: 'https://quell.example.com',
      trustProxy: ['10.0.0.0/8', '::1', 'loopback'],
      logLevel: 'debug',
      configFile: '/etc/quell.yml',
    });
  });

  it.each([
    [
      'Socket Mode where there is an app token',
      { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1', SLACK_SIGNING_SECRET: 's' },
      { botToken: 'xoxb-1', apiUrl: null, mode: { kind: 'socket', appToken: 'xapp-1' } },
    ],
    [
      'HTTP mode where there is none',
      { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 's' },
      { botToken: 'xoxb-1', apiUrl: null, mode: { kind: 'http', signingSecret: 's' } },
    ],
    [
      'tokens of any form for another Slack',
      { SLACK_BOT_TOKEN: 'b', SLACK_APP_TOKEN: 'a', SLACK_API_URL: 'http://127.0.0.1:4000/api/' },
      {
        botToken: 'b',
        apiUrl: 'http://127.0.0.1:4000/api/',
        mode: { kind: 'socket', appToken: 'a' },
      },
    ],
  ])('chooses %s', (_, environment, slack) => {
    expect(config(environment).slack).toEqual(slack);
  });
});

describe('a fault of the environment', () => {
  it.each([
    [{ PORT: 'abc' }, 'PORT is "abc": it must be a whole number from 0 to 65535.'],
    [{ PORT: '65536' }, 'PORT is "65536": it must be a whole number from 0 to 65535.'],
    [{ PORT: '-1' }, 'PORT is "-1": it must be a whole number from 0 to 65535.'],
    [{ PORT: '1e3' }, 'PORT is "1e3": it must be a whole number from 0 to 65535.'],
    [{ HOST: 'a b' }, 'HOST is "a b": it must be a host name or an address to listen at.'],
    [
      { DATABASE_URL: 'quell.db' },
      'DATABASE_URL is wrong: it must be sqlite:PATH, such as sqlite:data/quell.db, or postgres://USER:PASSWORD@HOST/NAME.',
    ],
    [
      { DATABASE_URL: 'sqlite:' },
      'DATABASE_URL is wrong: it must be sqlite:PATH, such as sqlite:data/quell.db, or postgres://USER:PASSWORD@HOST/NAME.',
    ],
    [
      { DATABASE_URL: 'sqlite::memory:' },
      'DATABASE_URL is wrong: what is only in memory is lost at the end; write sqlite: and the path of a file.',
    ],
    [
      { DATABASE_URL: 'postgres://user:pass/word@db/quell' },
      'DATABASE_URL is wrong: it is no whole address: it must be like postgres://USER:PASSWORD@HOST/NAME, with what is no letter or digit in a password written as %XX.',
    ],
    [
      { DATABASE_URL: 'postgres://db' },
      'DATABASE_URL is wrong: it is no whole address: it must be like postgres://USER:PASSWORD@HOST/NAME, with what is no letter or digit in a password written as %XX.',
    ],
    [
      { LOG_LEVEL: 'loud' },
      'LOG_LEVEL is "loud": it must be one of trace, debug, info, warn, error, fatal, silent.',
    ],
    [
      { QUELL_PUBLIC_URL: 'quell.example.com' },
      'QUELL_PUBLIC_URL is "quell.example.com": it must be an http or https address without ? and #, such as https://quell.example.com.',
    ],
    [
      { TRUST_PROXY: '10.0.0.0/33' },
      'TRUST_PROXY is "10.0.0.0/33": it must be addresses or networks separated by commas, such as 10.0.0.0/8, or loopback.',
    ],
    [
      { TRUST_PROXY: 'everybody' },
      'TRUST_PROXY is "everybody": it must be addresses or networks separated by commas, such as 10.0.0.0/8, or loopback.',
    ],
    [
      { QUELL_INGEST_KEY: 'two words' },
      'QUELL_INGEST_KEY is wrong: it must be visible ASCII characters without spaces.',
    ],
    [
      { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1', SLACK_API_URL: 'https://slack.com' },
      'SLACK_API_URL is "https://slack.com": it must be an http or https address that ends in /api/, such as http://127.0.0.1:4000/api/.',
    ],
    [
      { SLACK_BOT_TOKEN: 'xoxb-1' },
      'SLACK_BOT_TOKEN is set alone: set SLACK_APP_TOKEN for Socket Mode, or SLACK_SIGNING_SECRET for HTTP mode.',
    ],
    [
      { SLACK_APP_TOKEN: 'xapp-1' },
      'SLACK_APP_TOKEN is set but SLACK_BOT_TOKEN is not: set the bot token too, or unset both for the sandbox.',
    ],
    [
      { SLACK_BOT_TOKEN: 'xapp-1', SLACK_APP_TOKEN: 'xapp-1' },
      'SLACK_BOT_TOKEN is wrong: a bot token begins with xoxb-.',
    ],
    [
      { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xoxb-1' },
      'SLACK_APP_TOKEN is wrong: an app-level token begins with xapp-.',
    ],
    [
      { QUELL_ROLES: 'http,worke' },
      'QUELL_ROLES is "http,worke": there is no role "worke"; write worker.',
    ],
    [
      { QUELL_ROLES: 'postman' },
      'QUELL_ROLES is "postman": there is no role "postman"; use http, worker, slack.',
    ],
    [
      { QUELL_ROLES: ' , ' },
      'QUELL_ROLES is " , ": it must name at least one of http, worker, slack.',
    ],
    [
      { QUELL_ROLES: 'http' },
      'QUELL_ROLES leaves out worker and slack, but with a database in a file one process does everything: unset it, or set DATABASE_URL to postgres://… for several processes.',
    ],
  ])('%j is one clear sentence', (environment, sentence) => {
    expect(faults(environment)).toEqual([sentence]);
  });

  it('comes with all the others', () => {
    const found = faults({
      PORT: 'x',
      LOG_LEVEL: 'x',
      SLACK_BOT_TOKEN: 'x y',
      REDIS_URL: 'redis://',
    });

    expect(found).toHaveLength(6);
  });

  it('never shows a secret', () => {
    const secret = 'hunter2 hunter2';
    const names = [
      'SLACK_BOT_TOKEN',
      'SLACK_APP_TOKEN',
      'SLACK_SIGNING_SECRET',
      'QUELL_INGEST_KEY',
    ];
    const more = ['QUELL_API_TOKEN', 'DATABASE_URL', 'REDIS_URL'];

    const found = faults(Object.fromEntries([...names, ...more].map((name) => [name, secret])));

    expect(found.length).toBeGreaterThan(6);
    expect(found.join()).not.toContain('hunter2');
  });
});

describe('several processes', () => {
  const DATABASE_URL = 'postgres://quell:hunter2@db:5432/quell?sslmode=require';

  it.each([
    ['everything', {}, ['http', 'worker', 'slack']],
    ['any of the roles', { QUELL_ROLES: 'worker' }, ['worker']],
    ['roles in any order and case', { QUELL_ROLES: 'Slack, http' }, ['http', 'slack']],
  ])('do %s', (_, environment, roles) => {
    expect(config({ DATABASE_URL, ...environment }).roles).toEqual(roles);
  });

  it('share a database, which is shown without its secrets', () => {
    const { database } = config({ DATABASE_URL });

    expect(databaseUrl(database)).toBe(DATABASE_URL);
    expect(databaseName(database)).toBe('PostgreSQL at db:5432/quell');
  });

  it('may reach it through a socket', () => {
    const { database } = config({ DATABASE_URL: 'postgresql:///quell?host=/run/postgresql' });

    expect(databaseName(database)).toBe('PostgreSQL at /run/postgresql/quell');
  });

  it('are not told apart where one does everything', () => {
    expect(config({ QUELL_ROLES: 'slack, http,worker' })).toEqual(config({}));
  });
});
