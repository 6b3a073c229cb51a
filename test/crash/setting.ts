import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { KEPT } from './errors/group-faults.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** A folder with a copy of the built program, so that a build meanwhile does not matter, and its database. */
export interface Setting {
  readonly folder: string;
  readonly main: string;
  readonly database: string;
  readonly config: string;
  readonly logFile: string;
  remove(): void;
}

/** Each incident is to have exactly one card: no storm withholds any, and none is damped. */
const CONFIG = [
  'storm: false',
  'flapping: false',
  'route: { group_interval: 0s }',
  `errors: { keep: ${KEPT} }`,
  '',
].join('\n');

/** Makes the folder; the sentence that says why not where that cannot be. */
export function newSetting(): Setting | { readonly fault: string } {
  const built = join(ROOT, 'dist');
  if (!existsSync(join(built, 'main.js')))
    return { fault: 'There is no dist/main.js: run npm run build first.' };
  const folder = mkdtempSync(join(tmpdir(), 'quell-crash-'));
  const program = join(folder, 'program');
  mkdirSync(program);
  cpSync(built, join(program, 'dist'), { recursive: true });
  cpSync(join(ROOT, 'package.json'), join(program, 'package.json'));
  const config = join(folder, 'quell.yml');
  writeFileSync(config, CONFIG);
  symlinkSync(join(ROOT, 'node_modules'), join(program, 'node_modules'), 'dir');
  return {
    folder,
    main: join(program, 'dist/main.js'),
    config,
    database: join(folder, 'data/quell.db'),
    logFile: join(folder, 'quell.log'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A port that is free now and most likely stays so: the same one at every restart, as monitors expect. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
