import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';

const Said = z.array(
  z.object({ filename: z.string(), files: z.array(z.object({ path: z.string() })) }),
);
const Described = z.object({
  dependencies: z.record(z.string(), z.string()),
  bin: z.record(z.string(), z.string()),
});

/** What npm makes a package of. */
interface Packed {
  readonly archive: string;
  readonly files: readonly string[];
}

/** Packs what is built. */
export function pack(...options: readonly string[]): Packed {
  const args = ['pack', '--ignore-scripts', '--json', ...options];
  const said = execFileSync('npm', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const [packed] = Said.parse(JSON.parse(said));
  if (!packed) throw new Error('npm packed nothing.');
  return { archive: packed.filename, files: packed.files.map(({ path }) => path) };
}

/** The package where npm has put it. */
export interface Installed {
  /** Its own folder. */
  readonly home: string;
  /** What npm makes of `bin`. */
  readonly program: string;
}

/** Packs it, and installs it as npm does; what it depends on are links to what is installed here, and nothing else is. */
export function installPackage(folder: string): Installed {
  const archive = join(folder, pack('--pack-destination', folder).archive);
  const modules = join(folder, 'node_modules');
  const home = join(modules, 'quell');
  mkdirSync(home, { recursive: true });
  execFileSync('tar', ['-xzf', archive, '-C', home, '--strip-components=1']);
  const described = Described.parse(JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')));
  for (const name of Object.keys(described.dependencies)) {
    link(resolve('node_modules', name), join(modules, name));
  }
  const program = join(modules, '.bin/quell');
  link(join(home, described.bin['quell'] ?? ''), program);
  return { home, program };
}

function link(target: string, path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(target, path);
}
