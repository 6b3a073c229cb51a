import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { freePort } from '../crash/setting.ts';
import { installedPostgres } from '../support/servers/installed-postgres.ts';
import { Program } from './program.ts';

/** A server that all bots share, always on the same port. */
export interface SharedServer {
  readonly port: number;
  readonly program: Program;
  /** What it knew is gone; it must not run. */
  empty(): void;
}

/** Where the servers keep their data and logs. */
export interface ServerPlace {
  readonly folder: string;
  readonly logs: string;
  /** Told when a server ended and nobody had asked for that. */
  readonly died: (sentence: string) => void;
}

const HOST = '127.0.0.1';

/** What is missing for a run with many bots, a sentence; null: nothing. */
export function missingServers(): string | null {
  if ('missing' in installedPostgres()) {
    return "There is no PostgreSQL: install Debian's postgresql.";
  }
  return existsSync('/usr/bin/redis-server')
    ? null
    : "There is no redis-server: install Debian's redis-server.";
}

function folderOfPostgres(): string {
  const found = installedPostgres();
  if ('missing' in found) throw new Error(found.missing);
  return found.there;
}

/** A private PostgreSQL with an empty database `quell`, not started yet. It writes through to the disk, since it is killed. */
export async function privatePostgres({ folder, logs, died }: ServerPlace): Promise<SharedServer> {
  const port = await freePort();
  const programs = folderOfPostgres();
  const data = join(folder, 'postgres');
  const user = userOfPostgres();
  mkdirSync(data);
  if (user) chownSync(data, user.uid, user.gid);
  const args = ['-D', data, '-U', 'quell', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'];
  execFileSync(join(programs, 'initdb'), args, { stdio: 'pipe', cwd: '/', ...user });
  const sets = { listen_addresses: HOST, unix_socket_directories: '', max_connections: '200' };
  const program = new Program({
    name: 'postgres',
    command: join(programs, 'postgres'),
    args: ['-D', data, '-p', `${port}`, ...Object.entries(sets).flatMap(setting)],
    env: {},
    folder: '/',
    logFile: join(logs, 'postgres.log'),
    ...(user && { user }),
    isReady: () => answersQuery(port),
    died: (how) => died(`PostgreSQL: ${how}.`),
  });
  return { port, program, empty: () => {} };
}

function setting([name, value]: readonly [string, string]): readonly string[] {
  return ['-c', `${name}=${value}`];
}

/** PostgreSQL refuses to run as root. */
function userOfPostgres(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (what: string) => Number(execFileSync('id', [what, 'postgres']).toString());
  return { uid: id('-u'), gid: id('-g') };
}

/** The address of the database as seen through this port. */
export function postgresUrl(port: number, database = 'quell'): string {
  return `postgres://quell@${HOST}:${port}/${database}`;
}

/** Makes the database that the bots use. */
export async function createDatabase(port: number): Promise<void> {
  await query(port, 'create database quell');
}

async function query(port: number, text: string): Promise<void> {
  const connectionString = postgresUrl(port, 'postgres');
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 1_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query(text);
  } finally {
    await client.end();
  }
}

async function answersQuery(port: number): Promise<boolean> {
  try {
    await query(port, 'select 1');
    return true;
  } catch {
    // Not yet.
    return false;
  }
}

/** A private Redis that appends all it hears to a file, not started yet. */
export async function privateRedis({ folder, logs, died }: ServerPlace): Promise<SharedServer> {
  const port = await freePort();
  const data = join(folder, 'redis');
  mkdirSync(data);
  const program = new Program({
    name: 'redis',
    command: 'redis-server',
    args: ['--port', `${port}`, '--bind', HOST, '--dir', data, ...REDIS_ARGS],
    env: {},
    folder: data,
    logFile: join(logs, 'redis.log'),
    isReady: () => answersPing(port),
    died: (how) => died(`Redis: ${how}.`),
  });
  return {
    port,
    program,
    empty: () => rmSync(join(data, 'appendonlydir'), { recursive: true, force: true }),
  };
}

const REDIS_ARGS = ['--appendonly', 'yes', '--save', '', '--maxmemory-policy', 'noeviction'];

function answersPing(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, HOST, () => socket.write('PING\r\n'));
    const done = (isWell: boolean) => {
      socket.destroy();
      resolve(isWell);
    };
    socket.setTimeout(1_000, () => done(false));
    socket.once('error', () => done(false));
    socket.once('data', (chunk) => done(chunk.toString().startsWith('+PONG')));
  });
}
