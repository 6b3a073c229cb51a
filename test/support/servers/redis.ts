import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { Redis } from 'ioredis';
import { type Running, startProgram } from '../../programs/support/program.ts';
import { freePort } from './free-port.ts';
import type { Needed } from './needed.ts';

/** Where a program is that the shell would find; null: nowhere. */
export function programOnPath(name: string): string | null {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.map((folder) => join(folder, name)).find((file) => existsSync(file)) ?? null;
}

/** The program `redis-server`, for servers of a test's own. */
export function installedRedis(): Needed<string> {
  const found = programOnPath('redis-server');
  if (found !== null) return { there: found };
  return { missing: 'set REDIS_URL, or install Redis, on Debian by `apt install redis-server`' };
}

/** A Redis for tests that leave it as it is. */
export interface SharedRedis {
  readonly url: string;
  close(): Promise<void>;
}

/** Opens the Redis of `REDIS_URL`, or a private one; where there is neither, what to install. */
export function redisForTests(): Needed<() => Promise<SharedRedis>> {
  const given = process.env['REDIS_URL'];
  if (given) return { there: async () => ({ url: given, close: async () => {} }) };
  const installed = installedRedis();
  if ('missing' in installed) return installed;
  return {
    there: async () => {
      const server = await startRedis({ file: installed.there });
      return { url: server.url, close: () => server.stop() };
    },
  };
}

/** A prefix for keys that nobody else uses. */
export const randomPrefix = (): string => `{quell-test-${randomUUID()}}`;

/** How a private server is started. */
export interface RedisStart {
  readonly file: string;
  /** Keeps what it is told, over its death too; without it, it begins empty whenever it is started. */
  readonly isDurable?: boolean;
  /** More of its options, such as `--cluster-enabled yes`. */
  readonly args?: readonly string[];
}

/** A Redis that nobody else uses, and that may be ill-treated. */
export interface PrivateRedis {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Does something on it, such as `CONFIG SET min-replicas-to-write 1`, which makes it refuse to write. */
  command(name: string, ...args: readonly string[]): Promise<unknown>;
  /** It stops answering, as if it hung, until `resume`. */
  pause(): void;
  resume(): void;
  /** Ends it at once. */
  kill(): Promise<void>;
  /** Starts it again on the same port, after `kill` or in its place. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

const READY = /Ready to accept connections/;

/** Starts a private server on a free port of the loopback address. */
export async function startRedis(start: RedisStart): Promise<PrivateRedis> {
  const folder = mkdtempSync(join(tmpdir(), 'quell-redis-'));
  const port = await freePort();
  const run = () => begin(start, port, folder);
  let running = await run();
  const kill = async () => {
    running.signal('SIGCONT');
    running.signal('SIGKILL');
    await running.stop();
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    get pid() {
      return running.pid;
    },
    command: (name, ...args) => command(port, name, args),
    pause: () => running.signal('SIGSTOP'),
    resume: () => running.signal('SIGCONT'),
    kill,
    async restart() {
      await kill();
      running = await run();
    },
    async stop() {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function begin(start: RedisStart, port: number, folder: string): Promise<Running> {
  const saved = start.isDurable
    ? ['--appendonly', 'yes', '--appendfsync', 'always']
    : ['--appendonly', 'no'];
  return startProgram(start.file, {
    args: [
      ...(start.args ?? []),
      ...['--port', `${port}`, '--bind', '127.0.0.1', '--dir', folder, '--save', ''],
      ...saved,
    ],
    cwd: folder,
    ready: READY,
  });
}

async function command(port: number, name: string, args: readonly string[]): Promise<unknown> {
  const client = new Redis(port, '127.0.0.1');
  try {
    return await client.call(name, ...args);
  } finally {
    client.disconnect();
  }
}
