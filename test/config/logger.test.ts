import { describe, expect, it } from 'vitest';
import { createLogger, type LoggerOptions } from '../../src/logger.ts';

function recorder(options: Partial<LoggerOptions> = {}) {
  const lines: string[] = [];
  const write = (line: string) => void lines.push(line);
  const log = createLogger({ level: 'debug', pretty: false, write, ...options });
  return { log, lines };
}

describe('the log', () => {
  it('writes one JSON object a line', () => {
    const { log, lines } = recorder();

    log.warn({ incident: 12, channel: '#alerts' }, 'delivery failed');

    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toEqual({
      level: 'warn',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      incident: 12,
      channel: '#alerts',
      msg: 'delivery failed',
    });
    expect(lines[0]?.endsWith('}\n')).toBe(true);
  });

  it('leaves out what is below its level', () => {
    const { log, lines } = recorder({ level: 'warn' });

    log.debug({}, 'a');
    log.info({}, 'b');
    log.warn({}, 'c');
    log.error({}, 'd');

    expect(lines).toHaveLength(2);
  });

  it('tells an error with its causes, under any field', () => {
    const { log, lines } = recorder();

    log.error({ fault: new Error('outer', { cause: new TypeError('inner') }) }, 'failed');

    expect(JSON.parse(lines[0] ?? '').fault).toMatchObject({
      message: 'outer',
      stack: expect.stringContaining('logger.test.ts'),
      cause: { message: 'inner' },
    });
  });

  it('warns of an error with what it says and why, and without its stack', () => {
    const { log, lines } = recorder();

    log.warn({ error: new Error('outer', { cause: new TypeError('inner') }) }, 'not taken');

    expect(JSON.parse(lines[0] ?? '').error).toBe('outer: inner');
  });

  it('sets a cause apart from the sentences before it', () => {
    const { log, lines } = recorder();

    log.warn({ error: new Error('It is away. Wait.', { cause: new Error('gone') }) }, 'away');

    expect(JSON.parse(lines[0] ?? '').error).toBe('It is away. Wait. Cause: gone');
  });

  it('survives what JSON cannot hold', () => {
    const { log, lines } = recorder();
    const loop: Record<string, unknown> = { big: 12n };
    loop['self'] = loop;

    log.info({ loop }, 'odd');

    expect(JSON.parse(lines[0] ?? '').msg).toBe('odd');
  });
});

describe('a secret', () => {
  const bot = 'xoxb-123456789012-123456789012-abcDEF';

  it.each([
    ['a bot token', { token: bot }, bot],
    ['a token within a text', { text: `token ${bot} refused` }, bot],
    ['an app token', { text: 'xapp-1-A012-345-abcdef' }, 'A012'],
    ['a token that is rotated', { text: 'xoxe.xoxb-1-abcdef' }, 'abcdef'],
    ['a token in an error', { error: new Error(`invalid ${bot}`) }, bot],
    ['a bearer header', { headers: { authorization: 'Bearer abc' } }, 'abc'],
    ['a bearer token within a text', { text: 'sent "Bearer abcdef123"' }, 'abcdef123'],
    ['a Basic password', { text: 'Basic cHJvbTpzZWNyZXQ=' }, 'cHJvbTpzZWNyZXQ'],
    ['a key in an address', { url: 'http://h/hooks/json?a=b&key=topsecret&c=d' }, 'topsecret'],
    ['a key header', { 'x-quell-key': 'top"secret' }, 'secret"'],
    ['a password in an address', { url: 'postgres://quell:topsecret@db/quell' }, 'topsecret'],
    [
      'an incoming webhook',
      { url: 'https://hooks.slack.com/services/T0/B0/topsecret' },
      'topsecret',
    ],
    ['a field by its name', { signingSecret: 'topsecret', apiToken: 'topsecret' }, 'topsecret'],
  ])('is not shown: %s', (_, fields, secret) => {
    for (const pretty of [false, true]) {
      const { log, lines } = recorder({ pretty });

      log.info(fields, 'something');

      expect(lines.join()).not.toContain(secret);
      expect(lines.join()).toContain('[secret]');
      if (!pretty) expect(JSON.parse(lines[0] ?? '').msg).toBe('something');
    }
  });

  it('is hidden wherever it stands once it is known', () => {
    const { log, lines } = recorder();
    log.hide('p"ass\\word');

    log.info({ text: 'it was p"ass\\word, really' }, 'something');

    expect(JSON.parse(lines[0] ?? '').text).toBe('it was [secret], really');
  });

  it('leaves other texts alone', () => {
    const { log, lines } = recorder();
    const fields = { alertKey: 1, text: 'Basic auth; see key=, http://h:80/a?b=c', monkey: 1 };

    log.info(fields, 'something');

    expect(JSON.parse(lines[0] ?? '')).toMatchObject(fields);
  });
});

describe('on a terminal', () => {
  it('a line is for people', () => {
    const { log, lines } = recorder({ pretty: true });

    log.warn({ incident: 12, channel: '#alerts', text: 'two words' }, 'delivery failed');

    expect(lines[0]).toMatch(
      /^\d\d:\d\d:\d\d WARN {2}delivery failed {2}incident=12 {2}channel=#alerts {2}text="two words"\n$/,
    );
  });

  it('shows the time of the clock on the wall', () => {
    const { log, lines } = recorder({ pretty: true });
    const wall = (at: number) => new Date(at).toTimeString().slice(0, 8);
    const before = Date.now();

    log.info({}, 'something');

    expect([wall(before), wall(Date.now())]).toContain(lines[0]?.slice(0, 8));
  });

  it('an error has its stack below, and no text plays tricks', () => {
    const { log, lines } = recorder({ pretty: true });

    log.error({ error: new Error('\u001b[2J gone'), name: '\u001b]0;x\u0007' }, 'failed');

    expect(lines[0]).toMatch(/^\S+ ERROR failed .*\n {0,4}Error: .*\n {4}at /);
    expect(lines[0]).not.toContain('\u001b');
  });
});
