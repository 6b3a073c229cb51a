// The whole test suite: checks, tests, and the short forms of the crash test and the chaos run. Ends with one plain line: N passed, N failed.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installPrograms } from './programs.mjs';

const totals = { passed: 0, failed: 0 };

/** Runs a command in sight; answers whether it went well. */
function run(command, args, env = {}) {
  const { status } = spawnSync(command, args, {
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  return status === 0;
}

function step(name, ok) {
  console.log(`${ok ? 'passed' : 'FAILED'}: ${name}`);
  totals[ok ? 'passed' : 'failed'] += 1;
}

function vitest() {
  const folder = mkdtempSync(join(tmpdir(), 'quell-test-'));
  const file = join(folder, 'results.json');
  const ok = run('npx', [
    'vitest',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]);
  const results = readResults(file);
  rmSync(folder, { recursive: true });
  totals.passed += results.numPassedTests;
  totals.failed += results.numFailedTests;
  if (!ok && results.numFailedTests === 0) step('vitest', false);
}

function readResults(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { numPassedTests: 0, numFailedTests: 0 };
  }
}

installPrograms();
step('types, core types, lint, layers, unused code', run('npm', ['run', '--silent', 'check:fast']));
step('build', run('npm', ['run', '--silent', 'build']));
vitest();
step('crash test', run('npm', ['run', '--silent', 'test:crash', '--', '--kills', '3']));
step('chaos run', run('npm', ['run', '--silent', 'test:chaos', '--', '--minutes', '0.5']));
console.log(`${totals.passed} passed, ${totals.failed} failed`);
process.exit(totals.failed === 0 ? 0 : 1);
