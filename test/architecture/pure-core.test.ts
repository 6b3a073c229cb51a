import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

const CALLS = ['Date.now()', 'new Date()', 'Math.random()', 'performance.now()'].map(
  (text, index) => ({ text, path: `src/engine/call-${index}.ts` }),
);
const GLOBALS = ['process', 'fetch', 'setTimeout', 'console'].map((text, index) => {
  return { text, path: `src/engine/global-${index}.ts` };
});

const folder = mkdtempSync(join(tmpdir(), 'quell-core-'));
/** What they say of all those files at once, since starting costs more than looking. */
const said = { linter: '', compiler: '' };

beforeAll(() => {
  for (const name of ['src', 'tools', 'tsconfig.json', 'tsconfig.core.json', 'package.json']) {
    cpSync(join(root, name), join(folder, name), { recursive: true });
  }
  // Without git's ignore file, which Biome only reads in a repository.
  cpSync(join(root, 'biome.json'), join(folder, 'biome.json'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const { path, text } of [...CALLS, ...GLOBALS]) {
    writeFileSync(join(folder, path), `/** Planted. */\nexport const planted = ${text};\n`);
  }
  const paths = CALLS.map(({ path }) => path);
  said.linter = run('biome', 'lint', '--vcs-enabled=false', '--reporter=github', ...paths);
  said.compiler = run('tsc', '-p', 'tsconfig.core.json');
});
afterAll(() => rmSync(folder, { recursive: true }));

function run(program: string, ...args: readonly string[]): string {
  const { stdout, stderr } = spawnSync(join(root, 'node_modules/.bin', program), args, {
    cwd: folder,
  });
  return `${stdout}${stderr}`;
}

/** Each of their complaints is one line. */
function linesAbout(path: string, text: string): string {
  return text
    .split('\n')
    .filter((line) => line.includes(path))
    .join('\n');
}

describe('the core', () => {
  it.each(CALLS)('may not use $text, says the linter', ({ path }) => {
    expect(linesAbout(path, said.linter)).toContain('The core takes `now` and ids as arguments.');
  });

  it.each(GLOBALS)('does not know $text, says the compiler', ({ path, text }) => {
    expect(linesAbout(path, said.compiler)).toContain(`Cannot find name '${text}'`);
  });
});
