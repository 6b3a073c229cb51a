import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const depcruise = join(root, 'node_modules/.bin/depcruise');

interface Report {
  readonly summary: {
    readonly totalCruised: number;
    readonly violations: readonly {
      readonly from: string;
      readonly rule: { readonly name: string };
    }[];
  };
}

/** A rule, a folder, and an import that the rule forbids to any file there. */
const RULES = [
  ['domain-stands-alone', 'src/domain', "import '../engine/decide.ts';"],
  ['engine-is-pure', 'src/engine', "import 'node:fs';"],
  ['engine-is-pure', 'src/engine', "import '../store/store.ts';"],
  ['sources-only-translate', 'src/sources', "import '../store/store.ts';"],
  ['source-files-are-independent', 'src/sources', "import './json.ts';"],
  ['expressions-have-one-place', 'src/sources', "import 'jsonata';"],
  ['mail-has-one-door', 'src/sources', "import 'mailparser';"],
  ['mail-has-one-door', 'src/http', "import 'smtp-server';"],
  ['examples-are-data', 'src/try', "import '../sources/index.ts';"],
  ['report-is-pure', 'src/report', "import '../store/store.ts';"],
  ['replay-sees-the-core-only', 'src/replay', "import '../store/store.ts';"],
  ['flow-sees-contracts-only', 'src/flow', "import '../store/memory/index.ts';"],
  ['adapters-do-not-meet', 'src/http', "import '../slack/app.ts';"],
  ['adapters-do-not-meet', 'src/slack', "import '../store/memory/index.ts';"],
  ['adapters-do-not-meet', 'src/mail-in', "import '../http/server.ts';"],
  ['adapters-do-not-meet', 'src/http', "import '../mail-in/door.ts';"],
  ['adapters-do-not-meet', 'src/budgets', "import '../queue/embedded.ts';"],
  ['adapters-do-not-meet', 'src/slack', "import '../cluster/many.ts';"],
  ['cluster-sees-contracts-only', 'src/cluster', "import '../queue/embedded.ts';"],
  ['cluster-sees-contracts-only', 'src/cluster', "import '../budgets/local.ts';"],
  ['redis-is-a-connection', 'src/redis', "import '../queue/embedded.ts';"],
  ['only-the-outside-imports-app', 'src/http', "import '../app.ts';"],
  ['src-ignores-test', 'src/flow', "import '../../test/planted.ts';"],
  ['no-cycles', 'src/domain', "import './planted-back.ts';"],
] as const;

const planted = RULES.map(([rule, folder, text], index) => {
  return { rule, path: `${folder}/planted-${index}.ts`, text };
});
/** The other half of the last row's cycle. */
const BACK = 'src/domain/planted-back.ts';

/** Of a copy of the sources with all those files in it: one look for all, since starting costs more than looking. */
let report: Report;
const folder = mkdtempSync(join(tmpdir(), 'quell-layers-'));

beforeAll(() => {
  for (const name of ['src', 'tsconfig.json', '.dependency-cruiser.cjs', 'package.json']) {
    cpSync(join(root, name), join(folder, name), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const { path, text } of planted) plant(path, text);
  plant('test/planted.ts', 'export {};');
  plant(BACK, `import './planted-${RULES.length - 1}.ts';`);
  report = cruise();
});
afterAll(() => rmSync(folder, { recursive: true }));

function plant(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function cruise(): Report {
  const args = ['src', '--config', '.dependency-cruiser.cjs', '--output-type', 'json'];
  const { stdout } = spawnSync(depcruise, args, { cwd: folder, maxBuffer: 1e9 });
  return JSON.parse(stdout.toString()) as Report;
}

/** The names of the rules that a file breaks. */
function brokenBy(path: string): readonly string[] {
  return report.summary.violations.filter(({ from }) => from === path).map(({ rule }) => rule.name);
}

describe('the layer rules', () => {
  it('see every module and find the sources clean', () => {
    const files = execFileSync('git', ['ls-files', 'src/*.ts'], { cwd: root }).toString();
    const count = files.trim().split('\n').length;
    const isPlanted = new Set([BACK, ...planted.map(({ path }) => path)]);

    const { totalCruised, violations } = report.summary;

    expect(totalCruised).toBeGreaterThanOrEqual(count + isPlanted.size);
    expect(violations.filter(({ from }) => !isPlanted.has(from))).toEqual([]);
  });

  it.each(planted)('$rule bites where $path says $text', ({ rule, path }) => {
    expect(brokenBy(path)).toContain(rule);
  });
});
