import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { tryExamples } from '../../src/cli/check/examples.ts';
import { runCommandLine } from '../../src/cli/index.ts';
import { lookOf } from '../../src/cli/look.ts';
import type { Settings, SourceSettings } from '../../src/config/settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'quell-check-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(text: string): string {
  const path = join(folder, 'quell.yml');
  writeFileSync(path, text);
  return path;
}

async function quell(args: readonly string[], env: Record<string, string> = {}) {
  let [out, err] = ['', ''];
  const code = await runCommandLine(args, {
    env,
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
  });
  return { code, out, err };
}

describe('quell check', () => {
  it('says what a file means', async () => {
    const { code, out, err } = await quell(['check', 'examples/quell.yml']);

    await expect(out).toMatchFileSnapshot('golden/check-example.txt');
    expect(err).toBe('');
    expect(code).toBe(0);
  });

  it('shows no secret that a variable filled in', async () => {
    const path = file(`sources: [{ name: prom, type: alertmanager, key: "\${PROM_KEY}" }]\n`);

    const { code, out } = await quell(['check', path], { PROM_KEY: 'hunter2' });

    expect(code).toBe(0);
    expect(out).toContain('prom');
    expect(out).not.toContain('hunter2');
  });

  it('shows the meaning in 80 columns', async () => {
    const { out } = await quell(['check', 'examples/quell.yml']);

    expect(out.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  it('shows every fault, and ends with 1', async () => {
    const path = file('route:\n  group_wiat: 30s\nstorm: 7\n');

    const { code, out, err } = await quell(['check', path]);

    expect(code).toBe(1);
    expect(out).toBe('');
    expect(err).toContain(`${path}:2:3  route.group_wiat\n`);
    expect(err).toContain(`${path}:3:8  storm\n`);
    expect(err).toMatch(/\n2 faults\.\n$/);
  });

  it('only warns of what may be', async () => {
    const night = 'escalations: [{name: night, steps: [{after: 0s, notify: "@a"}]}]';

    const { code, out, err } = await quell(['check', file(night)]);

    expect(code).toBe(0);
    expect(err).toMatch(/No route refers to "night"\.[\s\S]*Only warnings: the file holds\./);
    expect(out).toContain('is well');
  });

  it('takes the file that QUELL_CONFIG names', async () => {
    const { code, err } = await quell(['check'], { QUELL_CONFIG: file('route: 1') });

    expect(code).toBe(1);
    expect(err).toContain('quell.yml:1:8  route');
  });

  it('takes the file that --config names, as quell replay does', async () => {
    const { code, err } = await quell(['check', '--config', file('route: 1')]);

    expect(code).toBe(1);
    expect(err).toContain('quell.yml:1:8  route');
  });

  it('tells of the defaults where there is no file', async () => {
    const { code, out } = await quell(['check']);

    expect(code).toBe(0);
    expect(out).toMatch(/^There is no quell\.yml here: the built-in defaults hold\./);
  });

  it('says in one sentence why a file cannot be read', async () => {
    const { code, err } = await quell(['check', join(folder, 'nowhere.yml')]);

    expect(code).toBe(1);
    expect(err.replaceAll('\n', ' ')).toMatch(
      /^There is no file .*nowhere\.yml\. Correct the path: it begins at the folder in which quell runs\. $/,
    );
  });

  it('says of a folder that it is none', async () => {
    const { err } = await quell(['check', folder]);

    expect(err.replaceAll('\n', ' ')).toMatch(
      / is a folder\. +Name a file, such as .*quell\.yml\./,
    );
  });

  it('speaks of QUELL_CONFIG only where that names the file', async () => {
    const { err } = await quell(['check'], { QUELL_CONFIG: join(folder, 'nowhere.yml') });

    expect(err.replaceAll('\n', ' ')).toMatch(
      /^There is no configuration file .*nowhere\.yml\. Create it, or unset QUELL_CONFIG/,
    );
  });

  it.each([
    ['two files', ['a.yml', 'b.yml'], 'quell check takes one file'],
    ['a file twice', ['a.yml', '--config', 'b.yml'], 'quell check takes one file'],
    ['an unknown option', ['--jsn'], "Unknown option '--jsn'"],
    ['an option with a value', ['--json=1'], "Option '--json' does not take an argument"],
  ])('is wrong usage with %s', async (_, args, sentence) => {
    const { code, err } = await quell(['check', ...args]);

    expect(code).toBe(2);
    expect(err).toContain(sentence);
    expect(err).toMatch(/See quell check --help\.\n$/);
  });

  it.each(['serve', 'check', 'send', 'replay', 'export', 'migrate', ''])(
    'quell %s --help fits into 80 columns',
    async (command) => {
      const { code, out } = await quell([command, '--help'].filter(Boolean));

      expect(code).toBe(0);
      expect(out.split('\n').filter((line) => line.length > 80)).toEqual([]);
    },
  );

  it('explains itself', async () => {
    const { code, out } = await quell(['check', '--help']);

    expect(code).toBe(0);
    expect(out).toMatch(/^Usage: quell check \[FILE\] \[--json\]/);
  });
});

describe('quell check --json', () => {
  const answer = async (args: readonly string[]) => {
    const { code, out } = await quell(['check', '--json', ...args]);
    return { code, answer: JSON.parse(out) };
  };

  it('gives faults by line', async () => {
    const path = file('route:\n  group_wiat: 30s\n');

    expect(await answer([path])).toEqual({
      code: 1,
      answer: {
        file: path,
        ok: false,
        faults: [
          {
            line: 2,
            column: 3,
            path: 'route.group_wiat',
            message: expect.stringContaining('Did you mean group_wait?'),
            expected: expect.stringContaining('one of channel'),
            example: 'group_wait: 30s',
          },
        ],
        warnings: [],
      },
    });
  });

  it('gives the policy of a file that is well', async () => {
    expect(await answer([file('route: {channel: "#a"}')])).toMatchObject({
      code: 0,
      answer: { ok: true, faults: [], warnings: [], policy: { route: { channel: '#a' } } },
    });
  });

  it('gives the sentence of a file that cannot be read', async () => {
    expect(await answer([folder])).toMatchObject({
      code: 1,
      answer: { ok: false, faults: [{ message: expect.stringContaining('is a folder') }] },
    });
  });
});

describe('colours', () => {
  it.each([
    ['on a terminal', {}, true, true],
    ['not in a pipe', {}, false, false],
    ['not where people want none', { NO_COLOR: '1' }, true, false],
    ['anywhere where they are forced', { FORCE_COLOR: '1', NO_COLOR: '1' }, false, true],
    ['nowhere where that is forced', { FORCE_COLOR: '0' }, true, false],
    ['where NO_COLOR is empty', { NO_COLOR: '' }, true, true],
    ['not on a terminal that knows none', { TERM: 'dumb' }, true, false],
  ])('are shown %s', (_, env, isTerminal, colours) => {
    expect(lookOf({ env }, isTerminal)).toEqual({ colours });
  });
});

describe('quell serve', () => {
  it('does not start with faults, and tells those of the environment and of the file', async () => {
    const env = { PORT: 'abc', QUELL_CONFIG: file('route:\n  group_wiat: 30s\n') };

    const { code, out, err } = await quell(['serve'], env);

    expect(code).toBe(1);
    expect(out).toBe('');
    expect(err).toContain('PORT is "abc"');
    expect(err).toContain('quell.yml:2:3  route.group_wiat');
    expect(err.replaceAll('\n', ' ')).toMatch(/1 fault\. quell check \S+ shows the same\. $/);
  });

  it('does not start where the named file is missing', async () => {
    const { code, err } = await quell(['serve'], { QUELL_CONFIG: join(folder, 'nowhere.yml') });

    expect(code).toBe(1);
    expect(err.replaceAll('\n', ' ')).toMatch(/^There is no configuration file .*\. Create it, /);
  });
});

describe('quell check of a mapping', () => {
  const MAPPED = (title: string, example: string) => `
sources:
  - name: nightly-jobs
    type: json
    map:
      title: '${title}'
      severity: 'level = 50 ? "critical" : "warning"'
      dedup_key: job
      labels: {team: owner.team}
    example: ${example}
`;
  const BODY = '{job: backup, level: 50, owner: {team: db}}';

  it('shows what it makes of its example', async () => {
    const { code, out } = await quell(['check', file(MAPPED('job & " failed"', BODY))]);

    expect(code).toBe(0);
    expect(out).toContain(`
The example of nightly-jobs becomes
  backup failed
    status       firing
    severity     critical
    dedup key    backup
    labels       alertname=backup, team=db
`);
  });

  it('has a source that there is', async () => {
    const map = { title: 'job' } as unknown as SourceSettings['map'];
    const source = { name: 'jobs', type: 'telegraph', map, example: {} } as const;
    const settings = { sources: [source] } as unknown as Settings;

    await expect(tryExamples(settings, 'quell.yml')).rejects.toThrow(
      'The source jobs has no mapping.',
    );
  });

  it('takes the example from a file beside the configuration', async () => {
    writeFileSync(join(folder, 'job.json'), '[{"job": "a"}, {"job": "b", "owner": {"team": {}}}]');

    const { code, out } = await quell(['check', file(MAPPED('job', 'job.json'))]);

    expect(code).toBe(0);
    expect(out).toContain('becomes\n  Entry 0:\n    a\n');
    expect(out).toContain('\n  Entry 1:\n    b\n');
    expect(out).toContain('labels.team gives an object: it is taken as JSON.');
  });

  it('says of each entry of a list what becomes of it, and at which it fails', async () => {
    const list = '[{job: "1"}, {job: b}, boom]';

    const { code, err } = await quell(['check', file(MAPPED('$number(job) & " failed"', list))]);

    expect(code).toBe(1);
    expect(err).toContain('  Entry 0:\n    1 failed\n');
    expect(err.replace(/\n +/g, ' ')).toMatch(
      /Entry 1: The mapping cannot read it.*"b".* Entry 2: .*It is a string, and no object\./,
    );
  });

  it('says of a list that is too long that no mapping takes it', async () => {
    writeFileSync(join(folder, 'job.json'), JSON.stringify(Array(1_001).fill({ job: 'a' })));

    const { err } = await quell(['check', file(MAPPED('job', 'job.json'))]);

    expect(err).toContain('There are 1001 entries');
    expect(err).not.toContain('Entry 0');
  });

  it('of which an expression is wrong says nothing of its example', async () => {
    const { err } = await quell(['check', file(MAPPED('job &', BODY))]);

    expect(err).toContain('sources[0].map.title');
    expect(err).toMatch(/\n1 fault\.\n$/);
  });

  it.each([
    ['it fails', MAPPED('$number(job)', BODY), /cannot read it.*title: Unable to cast value/],
    ['it gives no title', MAPPED('name', BODY), /title: It gives nothing/],
    [
      'there is no such file',
      MAPPED('job', 'none.json'),
      /The example .*none\.json cannot be read/,
    ],
  ])('is a fault where %s', async (_, text, message) => {
    const { code, out, err } = await quell(['check', file(text)]);

    expect(code).toBe(1);
    expect(out).toBe('');
    expect(err).toContain('The mapping of nightly-jobs fails on its example.');
    expect(err.replace(/\n +/g, ' ')).toMatch(message);
  });

  it('is as docs/sources.md has it', async () => {
    const docs = readFileSync('docs/sources.md', 'utf8');
    const [, example = ''] = /```yaml\n([^`]*\n {4}map:[^`]*)```/.exec(docs) ?? [];

    const { code, out } = await quell(['check', file(example)]);

    expect(code).toBe(0);
    expect(out).toContain('backup failed');
    expect(out.replace(/\s+/g, ' ')).toContain('host=db-1, service=shop, team=db');
  });

  it('is in the JSON too', async () => {
    const well = await quell(['check', '--json', file(MAPPED('job', BODY))]);
    const wrong = await quell(['check', '--json', file(MAPPED('$number(job)', BODY))]);

    expect(JSON.parse(well.out)).toMatchObject({
      ok: true,
      examples: [
        {
          source: 'nightly-jobs',
          isWell: true,
          entries: [{ index: null, alerts: [{ dedupKey: 'backup' }] }],
        },
      ],
    });
    expect(well.code).toBe(0);
    expect(JSON.parse(wrong.out)).toMatchObject({ ok: false, examples: [{ isWell: false }] });
    expect(wrong.code).toBe(1);
  });
});
