import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const SOURCE = join(ROOT, 'src/sandbox/page');

/** Compiles the page into a temporary folder, beside its files that need no compiling. */
export function buildPage(): string {
  const out = mkdtempSync(join(tmpdir(), 'quell-page-'));
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
  const where = ['--rootDir', join(ROOT, 'src/sandbox'), '--outDir', out];
  execFileSync(process.execPath, [tsc, '-p', 'tsconfig.page.json', ...where], { cwd: ROOT });
  for (const file of readdirSync(SOURCE)) {
    if (['.html', '.css', '.svg'].includes(extname(file))) {
      cpSync(join(SOURCE, file), join(out, 'page', file));
    }
  }
  return join(out, 'page');
}
