import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { runCommandLine } from '../../src/cli/index.ts';
import { showSandbox } from '../../src/cli/sandbox.ts';
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

    const code = await showSandbox(0, console, async () => {
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

  it.each([
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
