import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Running, startProgram } from '../../programs/support/program.ts';
import { freePort } from './free-port.ts';
import { asUser, postgresUser } from './installed-postgres.ts';

/** How a private server is started. */
export interface PostgresStart {
  /** The folder of its programs. */
  readonly bin: string;
  /** Where it keeps its data: a folder of before goes on; a new one where this is left out, removed at the end. */
  readonly folder?: string;
  /** The one of before, for a server that comes back. */
  readonly port?: number;
  /** Whether what it says is saved survives a power cut: slow, and of no use to most tests. */
  readonly isDurable?: boolean;
}

/** A PostgreSQL that nobody else uses. */
export interface PrivatePostgres extends Pick<Running, 'pid' | 'signal'> {
  /** Of its database `postgres`. */
  readonly url: string;
  readonly port: number;
  readonly folder: string;
  stop(): Promise<void>;
}

const READY = /database system is ready to accept connections/;
const ENVIRONMENT = { LC_ALL: 'C', TZ: 'UTC' };

/** Starts a private server on a free loopback port, and resolves once it accepts connections. */
export async function startPostgres(start: PostgresStart): Promise<PrivatePostgres> {
  const folder = start.folder ?? mkdtempSync(join(tmpdir(), 'quell-postgres-'));
  makeCluster(start.bin, folder);
  const port = start.port ?? (await freePort());
  const [file = '', ...args] = asUser(postgresUser(), join(start.bin, 'postgres'), [
    ...['-D', join(folder, 'data'), '-p', `${port}`],
    ...settings(start.isDurable ?? false).flatMap((setting) => ['-c', setting]),
  ]);
  const running = await startProgram(file, { args, env: ENVIRONMENT, ready: READY });
  // At once: nobody needs what it holds once the tests are gone.
  const endToo = () => running.signal('SIGQUIT');
  process.once('exit', endToo);
  return {
    pid: running.pid,
    signal: running.signal,
    url: `postgres://quell@127.0.0.1:${port}/postgres`,
    port,
    folder,
    async stop() {
      process.off('exit', endToo);
      // Fast: connections that are open do not keep it.
      running.signal('SIGINT');
      await running.stop();
      if (start.folder === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}

function settings(isDurable: boolean): readonly string[] {
  const quick = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];
  return [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
    ...(isDurable ? [] : quick),
  ];
}

/** Makes the folders where there are none, as the user who will run the server. */
function makeCluster(bin: string, folder: string): void {
  const data = join(folder, 'data');
  if (existsSync(join(data, 'PG_VERSION'))) return;
  const user = postgresUser();
  if (user) chownSync(folder, user.uid, user.gid);
  const [file = '', ...args] = asUser(user, join(bin, 'initdb'), [
    ...['-D', data, '-U', 'quell', '-E', 'UTF8', '--auth=trust', '--no-sync', '--locale=C'],
    // A company's server orders texts as its people do, not by their bytes: what relies on an order has to say so.
    ...['--locale-provider=icu', '--icu-locale=en-US'],
  ]);
  execFileSync(file, args, { stdio: ['ignore', 'ignore', 'inherit'] });
}
