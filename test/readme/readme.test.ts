import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { cardWith, readBanner, WHOLE_BANNER } from '../packages/support/card.ts';
import { type Installed, installPackage } from '../packages/support/installed.ts';
import { newFolder, type Running, run, startProgram } from '../programs/support/program.ts';
import { freePort } from '../support/servers/free-port.ts';
import { commandsIn, fencesIn } from './support/commands.ts';

const page = readFileSync('README.md', 'utf8');

/** What is not run as it stands, and why. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'npm ci': 'it installs for minutes: .ci/run begins with it, and npm run first-card times it',
  'npm start': 'it runs until it is stopped: it is the bot of these tests',
  'npx quell init': 'it asks at a terminal: with --yes it is run before these tests',
  'docker compose up -d --build': 'there may be no Docker: test/deploy checks the file',
};
const commands = commandsIn(page);

const Keys = z.record(z.string(), z.string());

const { path: parent, remove } = newFolder();
let environment: Record<string, string> = {};
let keys: Record<string, string> = {};
/** What npm packs, installed: if anything were missing in it, a command would not go well. */
let installed: Installed;
let bot: Running;

/** Has a shell do it in the folder of the package; npx is left out, whose own test is with the other programs. */
function shell(command: string) {
  const { home, program } = installed;
  return run('/bin/sh', ['-c', command.replace(/^(npx )?quell/, program)], environment, home);
}

/** With the keys that `quell init` made, and the port that is free here. */
function filledIn(command: string): string {
  return command
    .replaceAll('INGEST_KEY', keys['QUELL_INGEST_KEY'] ?? '')
    .replaceAll('API_TOKEN', keys['QUELL_API_TOKEN'] ?? '')
    .replaceAll('127.0.0.1:3000', `127.0.0.1:${environment['PORT']}`);
}

beforeAll(async () => {
  installed = installPackage(parent);
  const { home } = installed;
  environment = { PATH: process.env['PATH'] ?? '', HOME: parent, PORT: String(await freePort()) };
  expect(await shell('npx quell init --yes')).toMatchObject({ code: 0 });
  keys = Keys.parse(parseEnv(readFileSync(join(home, '.env'), 'utf8')));
  cpSync(join(home, 'quell.yml'), join(home, 'new.yml'));
  bot = await startProgram('npm', {
    args: ['start'],
    env: environment,
    cwd: home,
    isGroup: true,
    ready: WHOLE_BANNER,
  });
}, 60_000);
afterAll(async () => {
  await bot?.stop();
  remove();
});

describe('the README, followed with the package that npm makes', () => {
  it('is short', () => {
    expect(page.trimEnd().split('\n').length).toBeLessThanOrEqual(120);
  });

  it('has commands, among them all that are run elsewhere', () => {
    expect(commands).toEqual(expect.arrayContaining(Object.keys(ELSEWHERE)));
    expect(commands.length).toBeGreaterThan(8);
  });

  const here = commands.filter((command) => !(command in ELSEWHERE));
  it.each(here)('has a command that goes well: %s', async (command) => {
    const { code, out, err } = await shell(filledIn(command));

    expect(code, `${out}\n${err}`).toBe(0);
    expect(out).not.toMatch(/"error"|"rejected":\[[^\]]/);
  });

  it('leads from the line of the banner to a card in the sandbox', async () => {
    const { first, sandboxUrl } = readBanner(bot.ready[0]);

    const { code, err } = await shell(first);

    expect(code, err).toBe(0);
    expect(await cardWith('Disk is almost full', sandboxUrl)).toContain('INC-');
  });

  it('has Prometheus send to the doors, with the key', () => {
    const [yaml] = fencesIn(page).filter(({ language }) => language === 'yaml');
    const { alerting } = Alerting.parse(parse(yaml?.text ?? ''));

    expect(alerting.alertmanagers).toEqual([
      {
        authorization: { credentials: 'INGEST_KEY' },
        static_configs: [{ targets: ['127.0.0.1:3000'] }],
      },
    ]);
  });

  it('has Django send to a DSN of the form that the banner shows', () => {
    const [, dsn = ''] = /dsn="(.*?)"/.exec(page) ?? [];
    const shown = filledIn(dsn).replace(/\/\/.*@/, '//KEY@');

    expect(bot.ready[0]).toContain(shown);
  });

  it('keeps its data where it says', () => {
    expect(readdirSync(join(installed.home, 'data'))).toContain('quell.db');
  });
});

const Alerting = z.object({ alerting: z.object({ alertmanagers: z.array(z.unknown()) }) });
