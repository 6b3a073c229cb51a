import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const depcruise = join(root, 'node_modules/.bin/depcruise');

interface Report {
  readonly summary: {
    readonly totalCruised: number;
    readonly violations: readonly { readonly rule: { readonly name: string } }[];
  };
}

function cruise(folder: string): Report {
  const args = ['src', '--config', '.dependency-cruiser.cjs', '--output-type', 'json'];
  const { stdout } = spawnSync(depcruise, args, { cwd: folder, maxBuffer: 1e9 });
  return JSON.parse(stdout.toString()) as Report;
}

/** A copy of the sources with one more file in it. */
function planted(path: string, text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'quell-layers-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const name of ['src', 'tsconfig.json', '.dependency-cruiser.cjs', 'package.json']) {
    cpSync(join(root, name), join(folder, name), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
  return folder;
}

describe('the layer rules', () => {
  it('see every module and find the sources clean', () => {
    const files = execFileSync('git', ['ls-files', 'src/*.ts'], { cwd: root }).toString();
    const count = files.trim().split('\n').length;

    const { summary } = cruise(root);

    expect(summary.totalCruised).toBeGreaterThanOrEqual(count);
    expect(summary.violations).toEqual([]);
  });

  it.each([
    ['domain-stands-alone', 'src/domain/planted.ts', "import '../engine/decide.ts';"],
    ['engine-is-pure', 'src/engine/planted.ts', "import 'node:fs';"],
    ['engine-is-pure', 'src/engine/planted.ts', "import '../store/store.ts';"],
    ['sources-only-translate', 'src/sources/planted.ts', "import '../store/store.ts';"],
    ['source-files-are-independent', 'src/sources/planted.ts', "import './json.ts';"],
    ['expressions-have-one-place', 'src/sources/planted.ts', "import 'jsonata';"],
    ['mail-has-one-door', 'src/sources/planted.ts', "import 'mailparser';"],
    ['mail-has-one-door', 'src/http/planted.ts', "import 'smtp-server';"],
    ['report-is-pure', 'src/report/planted.ts', "import '../store/store.ts';"],
    ['replay-sees-the-core-only', 'src/replay/planted.ts', "import '../store/store.ts';"],
    ['flow-sees-contracts-only', 'src/flow/planted.ts', "import '../store/memory/index.ts';"],
    ['adapters-do-not-meet', 'src/http/planted.ts', "import '../slack/app.ts';"],
    ['adapters-do-not-meet', 'src/slack/planted.ts', "import '../store/memory/index.ts';"],
    ['adapters-do-not-meet', 'src/mail-in/planted.ts', "import '../http/server.ts';"],
    ['adapters-do-not-meet', 'src/http/planted.ts', "import '../mail-in/door.ts';"],
    ['adapters-do-not-meet', 'src/budgets/planted.ts', "import '../queue/embedded.ts';"],
    ['adapters-do-not-meet', 'src/slack/planted.ts', "import '../cluster/many.ts';"],
    ['cluster-sees-contracts-only', 'src/cluster/planted.ts', "import '../queue/embedded.ts';"],
    ['cluster-sees-contracts-only', 'src/cluster/planted.ts', "import '../budgets/local.ts';"],
    ['redis-is-a-connection', 'src/redis/planted.ts', "import '../queue/embedded.ts';"],
    ['only-the-outside-imports-app', 'src/http/planted.ts', "import '../app.ts';"],
    ['src-ignores-test', 'src/flow/planted.ts', "import '../../test/architecture/layers.test.ts';"],
    ['no-cycles', 'src/domain/planted.ts', "import './planted2.ts';"],
  ])('%s bites in %s', (rule, path, text) => {
    const folder = planted(path, text);
    writeFileSync(join(folder, 'src/domain/planted2.ts'), "import './planted.ts';");
    mkdirSync(join(folder, 'test/architecture'), { recursive: true });
    writeFileSync(join(folder, 'test/architecture/layers.test.ts'), 'export {};');

    const names = cruise(folder).summary.violations.map((violation) => violation.rule.name);

    expect(names).toContain(rule);
  });
});
