import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHECKS } from '../../../src/cli/doctor/index.ts';
import { reportTo } from '../../../src/cli/doctor/report.ts';
import { type Sandbox, startSandbox } from '../../../src/sandbox/sandbox.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { type Env, freePort, quell, tokensOf } from './looking.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

async function healthy(): Promise<Env> {
  const database = `sqlite:${join(temporaryFolder(), 'quell.db')}`;
  return { ...tokensOf(sandbox), DATABASE_URL: database, PORT: await freePort() };
}

describe('quell doctor', () => {
  it('finds nothing to do where all is well, posts nothing and joins no channel', async () => {
    const { code, out, err } = await quell(['doctor'], await healthy());

    expect(out).toMatch(/\n\d+ well\. Nothing to do\.\n$/);
    expect(err).toBe('');
    expect(code).toBe(0);
    expect(new Set(sandbox.requests.all.map(({ name }) => name))).toEqual(
      new Set([
        'auth.test',
        'apps.connections.open',
        'bots.info',
        'conversations.list',
        'conversations.info',
        'blocks.validate',
      ]),
    );
  });

  it('has a line for each thing in 80 columns, without colours where it is no terminal', async () => {
    const { out } = await quell(['doctor'], await healthy());

    expect(out.split('\n').filter((line) => line.length > 80)).toEqual([]);
    expect(out).not.toContain('\u001b');
    expect(out).toMatch(/^ {2}✓ bot token {7}@quell in the workspace Sandbox$/m);
  });

  it('prints a list as JSON, and ends with 1 where there is a fault', async () => {
    const env = { ...(await healthy()), SLACK_BOT_TOKEN: 'xoxb-of-another-workspace' };

    const { code, out } = await quell(['doctor', '--json'], env);

    const findings = JSON.parse(out);
    expect(findings).toContainEqual({
      check: 'bot token',
      status: 'fault',
      detail: expect.stringContaining('(invalid_auth)'),
      remedy: expect.stringContaining('Install App'),
    });
    expect(findings).toContainEqual({
      check: 'channels',
      status: 'skipped',
      detail: 'the bot token comes first',
      remedy: null,
    });
    expect(code).toBe(1);
  });

  it('says without a token that there will be a sandbox, and what to do for a real Slack', async () => {
    const { SLACK_API_URL, SLACK_BOT_TOKEN, SLACK_APP_TOKEN, ...env } = await healthy();

    const { code, out } = await quell(['doctor'], env);

    expect(out).toMatch(
      /quell serve starts a sandbox[\s\S]*→ For a real Slack, run npx quell init/,
    );
    expect(out).not.toMatch(/channels|scopes|not tried/);
    expect(code).toBe(0);
  });

  it('does not find nothing to do where .env has lines without a value', async () => {
    const env = {
      ...(await healthy()),
      SLACK_API_URL: '',
      SLACK_BOT_TOKEN: '',
      SLACK_APP_TOKEN: '',
    };

    const { code, out } = await quell(['doctor'], env);

    expect(out).toMatch(/\n2 warnings, \d+ well\.\n$/);
    expect(code).toBe(0);
  });

  it('shows no secret', async () => {
    const { out } = await quell(['doctor'], await healthy());

    expect(out).not.toContain(sandbox.botToken);
    expect(out).not.toContain(sandbox.appToken);
  });

  it.each([[['doctor', 'now']], [['doctor', '--jsn']]])('refuses %j with 2', async (args) => {
    const { code, err } = await quell(args, {});

    expect(err).toMatch(/See quell doctor --help\.\n$/);
    expect(code).toBe(2);
  });
});

describe('the checks', () => {
  it('are all in the list, under names of their own', () => {
    const files = readdirSync(resolve(import.meta.dirname, '../../../src/cli/doctor/checks'));

    expect(CHECKS).toHaveLength(files.length);
    expect(new Set(CHECKS.map(({ name }) => name)).size).toBe(files.length);
  });
});

describe('the report', () => {
  it.each([false, true])('shows each remedy below its fault (colours: %s)', async (colours) => {
    let text = '';
    const report = reportTo({ out: (part) => (text += part) }, { colours });
    const remedy =
      'Make it in Slack, or name another one in the configuration. If it is private: /invite @Quell there.';

    report.add('Settings', [finding('environment', 'well', 'well')]);
    report.add('Slack', []);
    report.add('Slack', [
      finding('channels', 'well', '#alerts is public, with the bot in it'),
      finding('channels', 'fault', '#incident: the bot sees no such channel.', remedy),
      finding('channels', 'warning', 'A name that steers \u001b[2Ja terminal.', 'Do this.'),
    ]);
    report.add('Slack', [finding('mentions', 'skipped', 'the configuration comes first')]);
    report.add('Slack', [finding('card', 'skipped', 'the configuration comes first')]);
    report.add('This machine', [finding('clock', 'well', `${'a'.repeat(70)} is wide`)]);
    report.end();

    await expect(text).toMatchFileSnapshot(`golden/report-${colours ? 'colours' : 'plain'}.txt`);
  });
});

it('the report says only of what was tried that there is nothing to do', () => {
  let text = '';
  const report = reportTo({ out: (part) => (text += part) }, { colours: false });

  report.add('Slack', [finding('first cards', 'skipped', 'the database is to be read first')]);
  report.end();

  expect(text).toMatch(/\n0 well, 1 not tried\. Nothing to do about what was tried\.\n$/);
});

type Status = 'well' | 'warning' | 'fault' | 'skipped';

function finding(check: string, status: Status, detail: string, remedy: string | null = null) {
  return { check, status, detail, remedy };
}
