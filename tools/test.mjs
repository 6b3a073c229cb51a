// The whole test suite: checks, tests, and the short forms of the crash test and the chaos run. Ends with one plain line: N passed, N failed.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installPrograms } from './programs.mjs';

const totals = { passed: 0, failed: 0 };

/** Runs a command; answers whether it went well. In sight, or with what it says shown when it has ended. */
async function run(command, args, { inSight }) {
  const child = spawn(command, args, { stdio: inSight ? 'inherit' : ['ignore', 'pipe', 'pipe'] });
  const said = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => said.push(chunk));
  }
  const [status] = await once(child, 'close');
  process.stdout.write(Buffer.concat(said));
  return status === 0;
}

function count(name, ok) {
  console.log(`${ok ? 'passed' : 'FAILED'}: ${name}`);
  totals[ok ? 'passed' : 'failed'] += 1;
}

/** One of npm's scripts, beside others. */
async function step(name, ...script) {
  count(name, await run('npm', ['run', '--silent', ...script], { inSight: false }));
}

async function vitest() {
  const folder = mkdtempSync(join(tmpdir(), 'quell-test-'));
  const file = join(folder, 'results.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const ok = await run('npx', ['vitest', 'run', ...reporters], { inSight: true });
  const results = readResults(file);
  rmSync(folder, { recursive: true });
  totals.passed += results.numPassedTests;
  totals.failed += results.numFailedTests;
  if (!ok && results.numFailedTests === 0) count('vitest', false);
}

function readResults(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { numPassedTests: 0, numFailedTests: 0 };
  }
}

installPrograms();
await Promise.all([
  step('types, core types, lint, layers, unused code', 'check:fast'),
  step('build', 'build'),
]);
await vitest();
// Both wait most of their time for what takes its time.
await Promise.all([
  step('crash test', 'test:crash', '--', '--kills', '3'),
  step('chaos run', 'test:chaos', '--', '--minutes', '0.5'),
]);
console.log(`${totals.passed} passed, ${totals.failed} failed`);
process.exit(totals.failed === 0 ? 0 : 1);
