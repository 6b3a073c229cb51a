import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { newFolder, startProgram } from '../../test/programs/support/program.ts';
import { connectedTo } from '../../test/programs/support/quell.ts';
import { freePort } from '../../test/support/servers/free-port.ts';
import type { Closing } from './closing.ts';

/** What a process is started with. */
export interface BotStart {
  readonly slack: Sandbox;
  /** The text of its `quell.yml`. */
  readonly config: string;
  /** Null: SQLite, without Redis. */
  readonly shared: { readonly database: string; readonly redis: string } | null;
  /** Where it finds the Web API, if not at the sandbox itself. */
  readonly apiUrl?: string;
}

/** A process of the built program; it listens on the same port at each start. */
export interface Bot {
  readonly port: number;
  /** Of the process that runs now. */
  pid(): number;
  kill(): Promise<void>;
  start(): Promise<void>;
}

export const KEY = 'bench-key';
const MAIN = resolve('dist/main.js');

/** Starts a process; `npm run build` must have run. */
export async function startBot(setting: BotStart, closing: Closing): Promise<Bot> {
  const folder = newFolder();
  closing.add(folder.remove);
  const port = await freePort();
  const env = environment(setting, folder.path, port);
  writeFileSync(env.QUELL_CONFIG, setting.config);
  const run = () => begin(folder.path, env);
  let running = await run();
  const endToo = () => running.signal('SIGKILL');
  process.once('exit', endToo);
  closing.add(async () => {
    await running.stop();
    process.off('exit', endToo);
  });
  return {
    port,
    pid: () => running.pid,
    async kill() {
      running.signal('SIGKILL');
      await running.stop();
    },
    async start() {
      running = await run();
    },
  };
}

function begin(cwd: string, env: Readonly<Record<string, string>>) {
  const args = [MAIN, 'serve'];
  return startProgram(process.execPath, { args, cwd, env, ready: /is ready/ });
}

function environment({ slack, shared, apiUrl }: BotStart, folder: string, port: number) {
  return {
    HOST: '127.0.0.1',
    PORT: `${port}`,
    DATABASE_URL: shared?.database ?? `sqlite:${join(folder, 'quell.db')}`,
    ...(shared && { REDIS_URL: shared.redis }),
    QUELL_CONFIG: join(folder, 'quell.yml'),
    QUELL_INGEST_KEY: KEY,
    QUELL_API_TOKEN: KEY,
    LOG_LEVEL: 'error',
    ...connectedTo(slack),
    ...(apiUrl !== undefined && { SLACK_API_URL: apiUrl }),
  };
}
