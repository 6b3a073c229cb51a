// Compiles src to dist: the program and the sandbox's page each with their own settings, then copies what isn't code.
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, renameSync, rmSync } from 'node:fs';

const FRESH = 'dist.new';
const STALE = 'dist.old';

/** Compiles one project into the fresh folder; its faults are on the terminal already when this ends the build. */
function compile(project, folder) {
  const args = ['node_modules/typescript/bin/tsc', '-p', project, '--outDir', folder];
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  if (status !== 0) process.exit(1);
}

rmSync(FRESH, { recursive: true, force: true });
compile('tsconfig.build.json', FRESH);
compile('tsconfig.page.json', `${FRESH}/sandbox`);
cpSync('src', FRESH, { recursive: true, filter: (path) => !path.endsWith('.ts') });
// npm runs it by its name.
chmodSync(`${FRESH}/main.js`, 0o755);
// Both at once: npm builds again where it runs a local package, and other programs may start from here just then.
rmSync(STALE, { recursive: true, force: true });
if (existsSync('dist')) renameSync('dist', STALE);
renameSync(FRESH, 'dist');
rmSync(STALE, { recursive: true, force: true });
