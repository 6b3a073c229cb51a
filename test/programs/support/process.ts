import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';
import { newFolder } from './program.ts';

/** How a process ended. */
interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** All that it said. */
  readonly out: string;
  readonly err: string;
}

/** A process that is ended with the test, if it did not end before. */
export interface Process {
  /** What it said so far, each stream by itself. */
  readonly said: { readonly out: string; readonly err: string };
  /** Resolves once a stream says this; rejects when the process ends before. */
  says(stream: 'out' | 'err', words: RegExp): Promise<RegExpExecArray>;
  signal(name: NodeJS.Signals): void;
  /** Resolves when it has ended and all that it said was heard. */
  readonly ended: Promise<Ended>;
}

const MAIN = resolve('dist/main.js');

/** Starts `quell` with these words and this environment, in an empty folder, `through` another program if need be; `npm run build` must have run. */
export function quell(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  cwd: string = emptyFolder(),
  through: readonly string[] = [],
): Process {
  const [command = '', ...words] = [...through, process.execPath, MAIN, ...args];
  const child = spawn(command, words, {
    cwd,
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { out: '', err: '' };
  const listeners = new Set<() => void>();
  const hear = (stream: 'out' | 'err') => (chunk: Buffer) => {
    said[stream] += chunk.toString();
    for (const listener of [...listeners]) listener();
  };
  child.stdout.on('data', hear('out'));
  child.stderr.on('data', hear('err'));
  const ended = new Promise<Ended>((done) => {
    child.once('close', (code, signal) => done({ code, signal, ...said }));
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
    return ended.then(() => {});
  });
  return {
    said,
    ended,
    signal: (name) => void child.kill(name),
    says: (stream, words) =>
      new Promise((found, fail) => {
        const look = () => {
          const match = words.exec(said[stream]);
          if (!match) return;
          listeners.delete(look);
          found(match);
        };
        listeners.add(look);
        look();
        void ended.then((end) =>
          fail(new Error(`Ended with ${end.code ?? end.signal}:\n${end.out}\n${end.err}`)),
        );
      }),
  };
}

/** A new folder that is removed with the test. */
export function emptyFolder(): string {
  const { path, remove } = newFolder();
  onTestFinished(remove);
  return path;
}

/** Quell that is ready. */
export interface Serving extends Process {
  /** Where it listens. */
  readonly url: string;
  /** Where its database is. */
  readonly folder: string;
}

/** The last line of the start banner. */
const READY = /Ctrl\+C stops Quell\.\n/;

/** Starts `quell serve` on a free port and waits until it is ready. */
export async function serving(
  env: Readonly<Record<string, string>> = {},
  folder: string = emptyFolder(),
): Promise<Serving> {
  const process = quell(['serve'], { ...settingIn(folder), ...env }, folder);
  await process.says('out', READY);
  const [, url = ''] = await process.says('out', /Alerts\s+(https?:\/\/\S+)/);
  return { ...process, url, folder };
}

/** A free port, and a database in the folder. */
export function settingIn(folder: string): Record<string, string> {
  return { PORT: '0', DATABASE_URL: `sqlite:${join(folder, 'quell.db')}` };
}
