import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { runCommandLine } from '../../src/cli/index.ts';
import { type Asked, requestUrlOf } from '../../src/cli/sandbox/arguments.ts';
import { showSandbox } from '../../src/cli/sandbox.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { freePort, look } from './doctor/looking.ts';

const ASKED: Asked = { port: null, requestUrl: null, keep: null, name: null };

function listening() {
  const said = { out: '', err: '' };
  const console = {
    env: {},
    out: (text: string) => {
      said.out += text;
    },
    err: (text: string) => {
      said.err += text;
    },
  };
  return { said, console };
}

describe('quell sandbox', () => {
  it('prints lines of .env that its local Slack takes, and stops when told to', async () => {
    const { said, console } = listening();
    let rehearsed: readonly unknown[] = [];

    const code = await showSandbox({ ...ASKED, port: 0 }, console, async () => {
      // What is printed is read once it is there.
      await new Promise(setImmediate);
      const env = parseEnv((said.out.match(/^SLACK_.*$/gm) ?? []).join('\n'));
      rehearsed = [...(await look('bot token', env)), ...(await look('app token', env))];
    });

    expect(code).toBe(0);
    expect(rehearsed).toMatchObject([
      { status: 'well', detail: '@quell in the workspace Sandbox' },
      { status: 'well' },
    ]);
    const [url = ''] = /http:\/\/127\.0\.0\.1:\d+(?=,)/.exec(said.out) ?? [];
    await expect(fetch(url)).rejects.toThrow();
  });

  it('says so where the port that it was given is taken', async () => {
    const { said, console } = listening();
    const inTheWay = await startSandbox();
    const { port } = new URL(inTheWay.url);

    await showSandbox({ ...ASKED, port: Number(port) }, console, async () => {});
    await inTheWay.close();

    expect(said.err).toBe(`Port ${port} is taken: it is at the next free one behind it.\n`);
    expect(said.out).not.toContain(`${inTheWay.url},`);
  });

  describe('with --keep', () => {
    /** Runs it with a file of a folder of its own; answers what is printed, and what .env is to have. */
    const keepingIn =
      (keep: string) =>
      async (asked: Partial<Asked> = {}) => {
        const { said, console } = listening();
        const code = await showSandbox({ ...ASKED, keep, ...asked }, console, async () => {
          await new Promise(setImmediate);
        });
        return { ...said, code, env: parseEnv((said.out.match(/^SLACK_.*$/gm) ?? []).join('\n')) };
      };

    it('goes on as the same workspace, at the same place', async () => {
      const file = join(temporaryFolder(), 'acme.json');
      const run = keepingIn(file);

      const first = await run({ port: Number(await freePort()), name: 'Acme' });
      const second = await run();
      const moved = await run({ port: Number(await freePort()) });

      expect(first.out).toContain('A local Slack, Acme, is at ');
      expect(first.out).toContain('It is kept in acme.json, tokens included');
      expect(statSync(file).mode & 0o777).toBe(0o600);
      expect(second.env).toEqual(first.env);
      expect(second.out).toContain('It goes on as acme.json has it: .env stays as it is.');
      expect(moved.env).toEqual({ ...first.env, SLACK_API_URL: moved.env['SLACK_API_URL'] });
      expect(moved.out).toContain('has it: of .env, SLACK_API_URL alone changes.');
    });

    it('does not go elsewhere by itself: .env says where it is', async () => {
      const file = join(temporaryFolder(), 'acme.json');
      const port = Number(await freePort());
      await keepingIn(file)({ port });
      const inTheWay = await startSandbox({ port });
      const before = readFileSync(file, 'utf8');

      const refused = await keepingIn(file)();
      await inTheWay.close();

      expect(refused.code).toBe(1);
      expect(refused.err.replaceAll('\n', ' ')).toContain(
        `Port ${port}, where the workspace of ${file} is to be, is taken: perhaps it runs already.`,
      );
      expect(readFileSync(file, 'utf8')).toBe(before);
    });

    it.each([
      ['holds something else', 'notes.txt', 'holds something else than a workspace'],
      ['cannot be read', '.', 'is there, but cannot be read (EISDIR). Let the user who runs this'],
      ['cannot be written', 'no/such.json', 'cannot be written (ENOENT)'],
    ])('says so where the file %s', async (_, name, words) => {
      const folder = temporaryFolder();
      writeFileSync(join(folder, 'notes.txt'), 'Buy milk');

      const { code, err, out } = await keepingIn(join(folder, name))({ port: 0 });

      expect(code).toBe(1);
      expect(err.replaceAll('\n', ' ')).toContain(words);
      expect(out).toBe('');
      expect(readFileSync(join(folder, 'notes.txt'), 'utf8')).toBe('Buy milk');
    });
  });

  it.each([
    ['an address alone', 'http://127.0.0.1:3000', 'http://127.0.0.1:3000/slack/events'],
    ['a whole one', 'https://a.example/q/slack/events', 'https://a.example/q/slack/events'],
  ])('rehearses HTTP mode with the bot at %s', async (_, given, sentTo) => {
    const { said, console } = listening();
    const requestUrl = requestUrlOf(given) ?? null;

    await showSandbox({ ...ASKED, port: 0, requestUrl }, console, () => new Promise(setImmediate));

    expect(said.out).toContain(`sends them to ${sentTo}.\n`);
    expect(said.out).toMatch(/^SLACK_SIGNING_SECRET=[0-9a-f]{32}$/m);
    expect(said.out).not.toContain('SLACK_APP_TOKEN=');
  });

  it.each([
    [
      'an address of a bot that is none',
      ['--requests', '127.0.0.1:3000'],
      '--requests is "127.0.0.1:3000"; it must be where the bot is, such as http://127.0.0.1:3000.',
    ],
    ['a port that is none', ['--port', 'x'], '--port is "x"; it must be a number from 0 to 65535.'],
    ['a file without a name', ['--keep', ''], '--keep is empty; it must be a file'],
    ['a name without letters', ['--name', ' '], '--name must be one line of 1 to 80 characters'],
    ['an option that it does not know', ['--prot', '1'], "Unknown option '--prot'"],
  ])('refuses %s with 2', async (_, args, words) => {
    const { said, console } = listening();

    const code = await runCommandLine(['sandbox', ...args], console);

    expect(code).toBe(2);
    const told = said.err.replaceAll('\n', ' ');
    expect(told).toContain(words);
    expect(told).toContain('See quell sandbox --help.');
  });
});

describe('quell help', () => {
  it.each(['init', 'sandbox'])('of a command is what %s --help prints', async (name) => {
    const [asked, helped] = [listening(), listening()];

    await runCommandLine(['help', name], asked.console);
    await runCommandLine([name, '--help'], helped.console);

    expect(asked.said.out).toBe(helped.said.out);
    expect(asked.said.out).toContain(`Usage: quell ${name}`);
  });

  it('of nothing is the list of all commands', async () => {
    const { said, console } = listening();

    await runCommandLine(['help'], console);

    expect(said.out).toContain('Usage: quell COMMAND');
  });
});
