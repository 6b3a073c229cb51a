import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { replayBy } from '../../src/cli/replay.ts';
import type { Recording } from '../../src/domain/recording.ts';
import { hours, plus } from '../../src/domain/time.ts';
import { NO_ROWS } from '../../src/engine/scope.ts';
import { openStore } from '../../src/store/index.ts';
import type { Store } from '../../src/store/store.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { aWeek, MONDAY } from './fixture.ts';

const SUNDAY = plus(MONDAY, hours(7 * 24));
const STRICTER = `
rules:
  - { match: ['alertname="ServiceDown"'], action: ignore }
`;

let folder: string;
let store: Store;
let path: string;

beforeEach(async () => {
  folder = temporaryFolder();
  vi.stubEnv('TMPDIR', folder);
  path = join(folder, 'quell.db');
  store = await openStore(`sqlite:${path}`);
  await save(aWeek());
});

afterEach(async () => {
  await store.close();
  vi.unstubAllEnvs();
});

async function save(recordings: readonly Recording[]): Promise<void> {
  const changes = recordings.map((recording) => ({ type: 'recorded', recording }) as const);
  await store.update(
    () => NO_ROWS,
    () => ({ changes, outcomes: [] }),
  );
}

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

async function run(...args: readonly string[]) {
  const said = { out: '', err: '' };
  const code = await replayBy({ now: () => SUNDAY }).run(args, {
    env: { DATABASE_URL: `sqlite:${path}` },
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
  });
  return { code, ...said };
}

describe('quell replay', () => {
  it('reads the recordings of a bot that runs, and leaves nothing behind', async () => {
    const { code, out } = await run('--config', file('new.yml', STRICTER));

    expect(code).toBe(0);
    expect(out).toContain('Missed: 1;');
    expect(out).toContain('ignored by the rule at new.yml line 3');
    expect(readdirSync(folder).filter((name) => name.startsWith('quell-replay'))).toEqual([]);
  });

  it('counts only what arrived in the time that is asked for', async () => {
    const config = file('new.yml', STRICTER);

    const { out } = await run('--config', config, '--since', '24h', '--json');

    expect(JSON.parse(out)).toMatchObject({ alerts: 2, missed: [], really_told: 0 });
  });

  it.each([
    ['critical', 1],
    ['error', 1],
  ])('ends with 1 when a critical incident is missed and %s is asked for', async (asked, code) => {
    const config = file('new.yml', STRICTER);

    const answer = await run('--config', config, '--fail-if-missed', asked);

    expect(answer.code).toBe(code);
    expect(answer.err).toBe(`1 missed incident is ${asked} or worse.\n`);
  });

  it('ends with 0 when only milder incidents are missed', async () => {
    const mild = `rules: [{ match: ['alertname="HighCPU"'], action: ignore }]\n`;

    const { code, out } = await run('--config', file('new.yml', mild), '--fail-if-missed=critical');

    expect(code).toBe(0);
    expect(out).toContain('Missed: 1;');
  });

  it('compares with the file that --against names', async () => {
    const config = file('new.yml', STRICTER);

    const { out } = await run('--config', config, '--against', config);

    expect(out).toContain('Missed: none.');
  });

  it('tells every fault of a configuration and ends with 1', async () => {
    const { code, err, out } = await run('--config', file('new.yml', 'rout: {}\nstorms: 1\n'));

    expect(code).toBe(1);
    expect(out).toBe('');
    expect(err).toContain('new.yml:1:1');
    expect(err).toContain('new.yml:2:1');
  });

  it.each([
    ['no configuration', [], 'quell replay needs --config FILE.'],
    ['an unknown option', ['--confg', 'x'], "Unknown option '--confg'."],
    ['a wrong length of time', ['--config', 'x', '--since', 'week'], '--since is "week"'],
    ['a wrong severity', ['--config', 'x', '--fail-if-missed', 'bad'], 'must be one of critical'],
  ])('ends with 2 for %s', async (_, args, sentence) => {
    const { code, err } = await run(...args);

    expect(code).toBe(2);
    expect(err).toContain(sentence);
    expect(err.replaceAll('\n', ' ')).toContain('See quell replay --help.');
  });

  it('says what to do when there is no database, and makes none', async () => {
    path = join(folder, 'none.db');

    const { code, err } = await run('--config', file('new.yml', STRICTER));

    expect(code).toBe(1);
    expect(err.replaceAll('\n', ' ')).toBe(
      `There is no database ${path} to read recordings from. Set DATABASE_URL as the bot has it. `,
    );
    expect(existsSync(path)).toBe(false);
  });
});
