import { describe, expect, it } from 'vitest';
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
      { DATABASE_URL: 'postgres://user:secret@db/quell' },
      'DATABASE_URL is wrong: this version keeps its data in SQLite only; write sqlite:PATH.',
    ],
    [
      { DATABASE_URL: 'quell.db' },
      'DATABASE_URL is wrong: it must be sqlite:PATH, such as sqlite:data/quell.db.',
    ],
    [
      { DATABASE_URL: 'sqlite:' },
      'DATABASE_URL is wrong: it must be sqlite:PATH, such as sqlite:data/quell.db.',
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
      { REDIS_URL: 'redis://:secret@redis' },
      'REDIS_URL is set: this version runs as one process without Redis; unset it.',
    ],
    [
      { QUELL_ROLES: 'http' },
      'QUELL_ROLES is set: this version does all its jobs in one process; unset it.',
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

it('accepts the roles where they are all', () => {
  expect(faults({ QUELL_ROLES: 'slack, http,worker' })).toEqual([]);
});
