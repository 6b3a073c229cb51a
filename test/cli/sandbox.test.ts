import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { runCommandLine } from '../../src/cli/index.ts';
import { requestUrlOf, showSandbox } from '../../src/cli/sandbox.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { look } from './doctor/looking.ts';

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

    const code = await showSandbox({ port: 0, requestUrl: null }, console, async () => {
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

    await showSandbox({ port: Number(port), requestUrl: null }, console, async () => {});
    await inTheWay.close();

    expect(said.err).toBe(`Port ${port} is taken: it is at the next free one behind it.\n`);
    expect(said.out).not.toContain(`${inTheWay.url},`);
  });

  it.each([
    ['an address alone', 'http://127.0.0.1:3000', 'http://127.0.0.1:3000/slack/events'],
    ['a whole one', 'https://a.example/q/slack/events', 'https://a.example/q/slack/events'],
  ])('rehearses HTTP mode with the bot at %s', async (_, given, sentTo) => {
    const { said, console } = listening();
    const requestUrl = requestUrlOf(given) ?? null;

    await showSandbox({ port: 0, requestUrl }, console, () => new Promise(setImmediate));

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
    ['an option that it does not know', ['--prot', '1'], "Unknown option '--prot'"],
  ])('refuses %s with 2', async (_, args, words) => {
    const { said, console } = listening();

    const code = await runCommandLine(['sandbox', ...args], console);

    expect(code).toBe(2);
    expect(said.err.replaceAll('\n', ' ')).toContain(words);
    expect(said.err).toContain('See quell sandbox --help.');
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
