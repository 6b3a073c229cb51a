import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A program that runs beside the test. */
export interface Running {
  /** What its output said when it was ready. */
  readonly ready: RegExpExecArray;
  readonly pid: number;
  signal(name: NodeJS.Signals): void;
  /** Ends it gently, and by force where that takes too long; answers its exit code, null after force. */
  stop(): Promise<number | null>;
}

/** How a program is started. */
export interface Start {
  readonly args: readonly string[];
  /** All of its environment but `PATH`. */
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Whether it starts others, as npm does, that are to end with it. */
  readonly isGroup?: boolean;
  /** What it says, on whichever stream, once it is ready. */
  readonly ready: RegExp;
}

const READY_WITHIN_MS = 30_000;
const STOPPED_WITHIN_MS = 15_000;
const OUTPUT_KEPT = 10_000;

/** Starts a program, and resolves once it says that it is ready. */
export async function startProgram(
  file: string,
  { args, env = {}, cwd, isGroup = false, ready }: Start,
): Promise<Running> {
  const child = spawn(file, args, {
    env: { PATH: process.env['PATH'], ...env },
    cwd,
    detached: isGroup,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const kill = (name: NodeJS.Signals) => {
    const isOver = child.exitCode !== null || child.signalCode !== null;
    if (isGroup && child.pid && !isOver) process.kill(-child.pid, name);
    else child.kill(name);
  };
  const ended = new Promise<number | null>((resolve) => {
    child.once('exit', (code) => resolve(code));
    child.once('error', () => resolve(null));
  });
  return {
    ready: await saying(child, ready),
    pid: child.pid ?? 0,
    signal: kill,
    async stop() {
      const force = setTimeout(() => kill('SIGKILL'), STOPPED_WITHIN_MS);
      kill('SIGTERM');
      const code = await ended;
      clearTimeout(force);
      return code;
    },
  };
}

function saying(child: ReturnType<typeof spawn>, ready: RegExp): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    let output = '';
    const fail = (why: string) =>
      reject(new Error(`${child.spawnfile} ${why}. It said:\n${output}`));
    const late = setTimeout(() => {
      child.kill('SIGKILL');
      fail(`was not ready within ${READY_WITHIN_MS / 1_000} s`);
    }, READY_WITHIN_MS);
    const hear = (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-OUTPUT_KEPT);
      const found = ready.exec(output);
      if (!found) return;
      clearTimeout(late);
      resolve(found);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('error', (error) => fail(`cannot be started: ${error.message}`));
    child.once('exit', (code) => {
      clearTimeout(late);
      fail(`ended with ${code} before it was ready`);
    });
  });
}

/** What a program that ended said. */
export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a program to its end, with this environment and no other. */
export function run(
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  cwd?: string,
): Promise<Said> {
  return new Promise((resolve) => {
    execFile(file, args, { env, cwd }, (error, out, err) => {
      const code = typeof error?.code === 'number' ? error.code : error ? -1 : 0;
      resolve({ code, out, err });
    });
  });
}

/** A new folder that lasts as long as the tests of a file want. */
export function newFolder(): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'quell-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
