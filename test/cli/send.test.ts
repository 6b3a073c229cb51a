import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCommandLine } from '../../src/cli/index.ts';
import { SENDABLE } from '../../src/cli/send/sendable.ts';
import { systemClock } from '../../src/clock.ts';
import { between } from '../../src/domain/time.ts';
import { EXAMPLES } from '../../src/try/index.ts';
import { API_TOKEN, HttpWorld, INGEST_KEY } from '../http/http-world.ts';
import { KEY as SHOP_KEY, shop } from '../http/sentry-api/sdk-client.ts';
import { answering } from './answering.ts';

const folder = mkdtempSync(join(tmpdir(), 'quell-send-'));
afterAll(() => rmSync(folder, { recursive: true }));

let world: HttpWorld;
let url: string;
beforeEach(async () => {
  world = new HttpWorld();
  // Signatures are of the time at which the command runs.
  world.advance(between(world.now, systemClock.now()));
  url = await world.app.listen({ port: 0, host: '127.0.0.1' });
});
afterEach(async () => {
  await world.app.close();
});

async function quellSend(args: readonly string[], env: Record<string, string> = {}) {
  let [out, err] = ['', ''];
  const code = await runCommandLine(['send', ...args], {
    env: { QUELL_PUBLIC_URL: url, QUELL_INGEST_KEY: INGEST_KEY, ...env },
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
  });
  return { code, out, err };
}

const taken = () => world.taken.flat();

function file(text: string): string {
  const path = join(folder, 'body.json');
  writeFileSync(path, text);
  return path;
}

describe('quell send', () => {
  it('sends a test alert, and says what the door answered', async () => {
    const { code, out, err } = await quellSend([]);

    expect(out).toBe(`Sent to ${url}/hooks/json. 1 alert was taken.
To see its card: /incident list in Slack, or send with QUELL_API_TOKEN set.
`);
    expect(err).toBe('');
    expect(code).toBe(0);
    expect(taken()).toMatchObject([
      { status: 'firing', content: { title: 'Test alert from quell send', severity: 'warning' } },
    ]);
  });

  it('sends the title and the severity that it is told, and then the end', async () => {
    await quellSend(['--title', 'Disk', '--severity', 'critical']);
    await quellSend(['--title', 'Disk', '--resolve']);

    expect(taken()).toMatchObject([
      { status: 'firing', content: { title: 'Disk', severity: 'critical' } },
      { status: 'resolved', content: { title: 'Disk' } },
    ]);
  });

  it.each(SENDABLE.map(({ type }) => type))(
    'sends the example of %s so that it is taken',
    async (type) => {
      const { code, out, err } = await quellSend(['--as', type]);

      expect(err).toBe('');
      expect(out).toMatch(/^Sent to http:\S+\. (?:1 alert was|It was) taken\.\n/);
      expect(code).toBe(0);
      expect(taken()).toMatchObject([{ status: 'firing' }]);
    },
  );

  it.each([
    ['prometheus', '/api/v2/alerts'],
    ['pagerduty-events', '/v2/enqueue'],
    ['opsgenie-alerts', '/v2/alerts'],
    ['grafana', '/hooks/grafana'],
    ['sentry-sdk', '/api/1/envelope/'],
    ['rollbar-sdk', '/api/1/item/'],
  ])('sends the example of %s to %s', async (type, path) => {
    const { out } = await quellSend(['--as', type]);

    expect(out).toContain(`Sent to ${url}${path}. `);
  });

  it.each(['sentry-sdk', 'rollbar-sdk'])(
    'sends an error of its own each time, as %s',
    async (type) => {
      await quellSend(['--as', type]);
      await quellSend(['--as', type]);

      const errors = taken().map(({ event }) => event?.error);
      expect(errors).toMatchObject([{ environment: 'production' }, { environment: 'production' }]);
      expect(new Set(errors.map((error) => error?.id)).size).toBe(2);
    },
  );

  it('sends an error to the project that it is told, with its key', async () => {
    world.configured = [shop()];

    const { code, out } = await quellSend([
      '--as',
      'sentry-sdk',
      '--project',
      '7',
      '--key',
      SHOP_KEY,
    ]);

    expect(out).toContain(`Sent to ${url}/api/7/envelope/. `);
    expect(code).toBe(0);
    expect(taken()).toMatchObject([{ content: { source: 'shop' } }]);
  });

  it.each(['grafana', 'pagerduty-events', 'opsgenie-alerts', 'sentry'])(
    'ends the example of %s',
    async (type) => {
      await quellSend(['--as', type]);
      const { code } = await quellSend(['--as', type, '--resolve']);

      expect(code).toBe(0);
      expect(taken().map(({ status }) => status)).toEqual(['firing', 'resolved']);
    },
  );

  it('says that a vendor tells no end', async () => {
    const { code, err } = await quellSend(['--as', 'graylog', '--resolve']);

    expect(err).toMatch(/^What Graylog sends never tells that something is over/);
    expect(code).toBe(1);
    expect(taken()).toEqual([]);
  });

  it('sends what a file has in the way of a vendor, and says what the source noted', async () => {
    const path = file('{"Name": "Shop", "Status": "Odd", "TestID": "7"}');

    const { code, out } = await quellSend(['--as', 'statuscake', '--file', path]);

    expect(code).toBe(0);
    expect(out).toMatch(/1 alert was taken\.\n.*"Odd"/);
    expect(taken()).toMatchObject([{ content: { source: 'statuscake' } }]);
  });

  it('explains itself in 80 columns', async () => {
    const { out } = await quellSend(['--help']);

    expect(out.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  it('prints every example, and every type with its vendor, and sends nothing', async () => {
    const { code, out } = await quellSend(['--list']);

    const lines = out.trimEnd().split('\n');
    expect(lines).toHaveLength(EXAMPLES.length + SENDABLE.length + 3);
    expect(lines).toContain(
      '  disk-full      DiskFull on 9 hosts (Alertmanager, 14 alerts, one card)',
    );
    expect(lines).toContain('  datadog           Datadog');
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
    expect(code).toBe(0);
    expect(taken()).toEqual([]);
  });
});

describe('quell send, with the API token', () => {
  const env = { QUELL_API_TOKEN: API_TOKEN };

  it('waits for the card, and says where it is', async () => {
    const title = 'Test alert from quell send';
    const incident = { title, status: 'triggered', severity: 'warning', channel: '#alerts' };
    let asked = 0;
    const bot = await answering((path) => {
      if (path.startsWith('/hooks/')) return [202, '{"accepted": 1, "rejected": []}'];
      if (path.startsWith('/api/v1/audit')) {
        const other = { title: 'Other', labels: {}, incident: 8, text: 'It opened INC-8.' };
        const entry = { title, labels: {}, incident: 7, text: 'It opened INC-7.' };
        return [200, JSON.stringify({ entries: [other, entry] })];
      }
      asked += 1;
      const slack = asked > 1 ? { permalink: 'https://x.slack.com/archives/C1/p1' } : null;
      return [200, JSON.stringify({ ...incident, slack })];
    });

    const { code, out } = await quellSend(['--url', bot], env);

    expect(out.split('\n\n')[1]).toBe(
      `It opened INC-7.
  INC-7  Test alert from quell send
  triggered, warning, in #alerts
  https://x.slack.com/archives/C1/p1
`,
    );
    expect(code).toBe(0);
  });

  it.each(['sentry-sdk', 'rollbar-sdk'])('says what became of an error, as %s', async (type) => {
    const { code, out, err } = await quellSend(['--as', type], env);

    expect(err).toBe('');
    expect(out.split('\n\n')[1]).toMatch(/INC-1 {2}.*no price for order 7/);
    expect(code).toBe(0);
  });

  it('says what a rule or a late word made of it', async () => {
    const { out } = await quellSend(['--title', 'Nothing fired', '--resolve'], env);

    expect(out.split('\n\n')[1]).toBe('It resolved something that did not fire.\n');
  });

  it('is well without it where the token is wrong, since the alert was taken', async () => {
    const { code, err } = await quellSend([], { QUELL_API_TOKEN: 'other' });

    expect(err).toBe('QUELL_API_TOKEN is not the API token of this bot.\n');
    expect(code).toBe(0);
  });
});

describe('quell send, where something is wrong', () => {
  it.each([
    [['--as', 'datdog'], 'There is no type "datdog". Did you mean datadog?'],
    [['--as', 'qqqqqqq'], 'There is no type "qqqqqqq". quell send --list prints all.'],
    [['--severity', 'bad'], '--severity is "bad"; it must be one of'],
    [['--as', 'zabbix', '--title', 'x'], '--title and --severity make an alert of the type json'],
    [['--as', 'sentry-sdk', '--project', 'shop'], '--project is "shop"; it must be a number.'],
    [['--project', '7'], '--project is for --as sentry-sdk'],
    [['--file', 'x', '--title', 'x'], '--file is sent as it is, without --title'],
    [['--file', 'x', '--resolve'], '--file is sent as it is: write the end into it'],
    [['--url', 'localhost:3000'], '--url is "localhost:3000"; it must be an address such as'],
    [['--key', 'ä'], '--key must be visible ASCII characters without spaces.'],
    [['--bogus'], "Unknown option '--bogus'. See quell send --help."],
  ])('%j is wrong usage', async (args, sentence) => {
    const { code, out, err } = await quellSend(args);

    expect(err.replaceAll('\n', ' ')).toContain(sentence);
    expect(out).toBe('');
    expect(code).toBe(2);
  });

  it.each([
    'json',
    'github',
    'gitlab',
    'prometheus',
    'pagerduty-events',
    'opsgenie-alerts',
    'sentry-sdk',
    'rollbar-sdk',
  ])('says that the key is another one, as %s', async (type) => {
    const { code, err } = await quellSend(['--as', type, '--key', 'wrong']);

    expect(err).toContain(`The bot at ${url} wants another key.`);
    expect(err.split('\n').filter((line) => line.length > 80)).toEqual([]);
    expect(code).toBe(1);
  });

  it('says how to give it a key', async () => {
    const { code, err } = await quellSend([], { QUELL_INGEST_KEY: '' });

    expect(err).toMatch(/^Pass --key or set QUELL_INGEST_KEY/);
    expect(code).toBe(1);
  });

  it('says that nobody listens there', async () => {
    await world.app.close();

    const { code, err } = await quellSend(['--url', `${url}/`]);

    expect(err).toContain(`Nobody listens at ${url}.`);
    expect(code).toBe(1);
  });

  it.each([
    [404, 'Not here', /answered 404 and no word\s+of Quell/],
    [302, '', /sends on to another address \(302\)/],
    [503, '{"error": {"message": "Please wait."}}', /did not take it \(503\)\. Please\s+wait\./],
  ])('says what a server means that answers %i', async (status, body, sentence) => {
    const other = await answering(() => [status, body]);

    const { code, err } = await quellSend(['--url', other]);

    expect(err).toMatch(sentence);
    expect(code).toBe(1);
  });

  it('says what is wrong with a file', async () => {
    const missing = await quellSend(['--file', join(folder, 'none.json')]);
    const broken = await quellSend(['--file', file('{"title": ')]);
    const strange = await quellSend(['--file', file('{"a": 1}')]);

    expect(missing.err.replaceAll('\n', ' ')).toContain('none.json cannot be read:');
    expect(broken.err.replaceAll('\n', ' ')).toContain('it ends too early at line 1');
    expect(strange.err.replaceAll('\n', ' ')).toContain('"title" is missing');
    expect([missing, broken, strange].map(({ code }) => code)).toEqual([1, 1, 1]);
  });
});
