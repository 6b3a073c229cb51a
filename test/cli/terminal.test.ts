import { describe, expect, it } from 'vitest';
import { banner, type Started } from '../../src/cli/banner.ts';
import { runCommandLine } from '../../src/cli/index.ts';
import { progressOn, readable } from '../../src/cli/progress.ts';
import { createLogger } from '../../src/logger.ts';
import { started } from './started.ts';

async function quell(...words: readonly string[]) {
  const said = { out: '', err: '' };
  const code = await runCommandLine(words, {
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

const wide = (text: string) =>
  text.split('\n').filter((line) => line.length > 80 && !/^(curl| +http)/.test(line));

const ESCAPE = '\u001b';

const COLOUR = new RegExp(`${ESCAPE}\\[(\\d+)m`, 'g');

const overview = (await quell('--help')).out;
const names = [...overview.matchAll(/^ {2}([a-z]+) {2,}/gm)].map(([, name = '']) => name);

describe('help', () => {
  it('lists the commands, each in a line', () => {
    expect(names).toEqual(expect.arrayContaining(['serve', 'check', 'send', 'replay', 'migrate']));
    expect(wide(overview)).toEqual([]);
  });

  it.each(names)(
    'of %s begins with its usage, tells its exit codes, and fits 80 columns',
    async (name) => {
      const { code, out, err } = await quell(name, '--help');

      expect([code, err]).toEqual([0, '']);
      expect(out).toMatch(new RegExp(`^Usage: quell ${name}\\b`));
      expect(out.replaceAll('\n', ' ')).toMatch(
        /Exit codes: 0 .+, 1 .+, 2 wrong usage\.|[;,] 2 wrong usage\./,
      );
      expect(wide(out)).toEqual([]);
    },
  );

  it.each(names)('is named where %s is used in a wrong way, in 80 columns', async (name) => {
    const { code, out, err } = await quell(name, '--no-such-option', 'x', 'y', 'z');

    expect([code, out]).toEqual([2, '']);
    expect(err.replaceAll('\n', ' ')).toContain(`See quell ${name} --help.`);
    expect(wide(err)).toEqual([]);
  });

  it('names the command that was meant', async () => {
    expect((await quell('sned')).err).toBe(
      'quell has no command "sned". Did you mean send? See quell --help.\n',
    );
  });
});

const SHARED = { database: 'PostgreSQL at db/quell', redis: 'redis://cache:6379' };

describe('the start banner', () => {
  it.each<[string, Partial<Started>]>([
    ['sandbox', {}],
    ['socket-mode', { sandboxUrl: null, mail: '127.0.0.1:2525' }],
    [
      'http-mode',
      {
        sandboxUrl: null,
        slackMode: 'http',
        url: 'https://quell.operations.example.com',
        shown: { ingest: false, apiToken: false },
      },
    ],
    ['worker', { ...SHARED, sandboxUrl: null, roles: ['worker'] }],
    ['door', { ...SHARED, sandboxUrl: null, roles: ['http', 'worker'] }],
  ])('is as reviewed, and fits 80 columns: %s', async (name, change) => {
    const text = banner({ ...started, ...change });

    await expect(text).toMatchFileSnapshot(`golden/banner-${name}.txt`);
    expect(wide(text)).toEqual([]);
  });

  it('is the same with colours, each of which ends', () => {
    const text = banner(started, { colours: true });

    expect(text.replace(COLOUR, '')).toBe(banner(started));
    const codes = [...text.matchAll(COLOUR)].map(([, code]) => code);
    expect(codes.length).toBeGreaterThan(4);
    expect(codes.filter((_, index) => index % 2 === 1).every((code) => code === '0')).toBe(true);
  });
});

describe('how far something long is', () => {
  function told(isTerminal: boolean, end?: string): string {
    let text = '';
    const err = (more: string) => {
      text += more;
    };
    const progress = progressOn({ err }, isTerminal);
    progress.tell('1,000 of many');
    progress.tell('2,000');
    progress.end(end);
    return text;
  }

  it('is one line of a terminal, written anew', () => {
    expect(told(true, 'All.')).toBe('\r1,000 of many\u001b[K\r2,000\u001b[K\rAll.\u001b[K\n');
    expect(told(true).endsWith('\r\u001b[K')).toBe(true);
  });

  it('is nothing for pipes and logs', () => {
    expect(told(false, 'All.')).toBe('');
  });

  it('counts as people read', () => {
    expect([999, 1_250_000].map(readable)).toEqual(['999', '1,250,000']);
  });
});

describe('the log on a terminal', () => {
  it.each([
    [true, `${ESCAPE}[33mWARN ${ESCAPE}[0m Redis is away  ${ESCAPE}[90mredis=cache${ESCAPE}[0m`],
    [false, 'WARN  Redis is away  redis=cache'],
  ])('has colours: %s', (colours, text) => {
    const lines: string[] = [];
    const write = (line: string) => void lines.push(line);
    const log = createLogger({ level: 'info', pretty: true, colours, write });

    log.warn({ redis: 'cache' }, 'Redis is away');

    expect(lines[0]?.slice('12:03:04 '.length)).toBe(`${text}\n`);
  });
});
