import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'quell-core-'));
  for (const name of ['src', 'tools', 'tsconfig.json', 'tsconfig.core.json', 'package.json']) {
    cpSync(join(root, name), join(folder, name), { recursive: true });
  }
  // Without git's ignore file, which Biome only reads in a repository.
  const settings = join(folder, 'biome.json');
  cpSync(join(root, 'biome.json'), settings);
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function plant(text: string): void {
  writeFileSync(join(folder, 'src/engine/planted.ts'), text);
}

function run(program: string, ...args: readonly string[]): string {
  const { stdout, stderr } = spawnSync(join(root, 'node_modules/.bin', program), args, {
    cwd: folder,
  });
  return `${stdout}${stderr}`;
}

describe('the core', () => {
  it.each(['Date.now()', 'new Date()', 'Math.random()', 'performance.now()'])(
    'may not use %s, says the linter',
    (call) => {
      plant(`/** Planted. */\nexport const planted = () => ${call};\n`);

      const said = run('biome', 'lint', '--vcs-enabled=false', 'src/engine/planted.ts');

      expect(said).toContain('The core takes `now` and ids as arguments.');
    },
  );

  it.each(['process', 'fetch', 'setTimeout', 'console'])(
    'does not know %s, says the compiler',
    (name) => {
      plant(`export const planted = ${name};\n`);

      const said = run('tsc', '-p', 'tsconfig.core.json');

      expect(said).toContain(`Cannot find name '${name}'`);
    },
  );
});
