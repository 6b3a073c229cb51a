// Compiles src to dist: the program and the sandbox's page each with their own settings, then copies what isn't code.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, rmSync } from 'node:fs';

const tsc = (project) =>
  execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', project], {
    stdio: 'inherit',
  });

rmSync('dist', { recursive: true, force: true });
tsc('tsconfig.build.json');
if (existsSync('src/sandbox/page')) tsc('tsconfig.page.json');
cpSync('src', 'dist', {
  recursive: true,
  filter: (path) => !path.endsWith('.ts'),
});
