import { join } from 'node:path';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { pause } from '../crash/pause.ts';
import { freePort, type Setting } from '../crash/setting.ts';
import type { Evidence } from './evidence.ts';
import { Program } from './program.ts';

import { postgresUrl, type SharedServer } from './servers.ts';
import { openWay, type Way } from './way.ts';

/** What all bots share. */
export interface Shared {
  readonly setting: Setting;
  readonly logs: string;
  readonly sandbox: Sandbox;
  /** Null: SQLite, and no Redis. */
  readonly servers: { readonly postgres: SharedServer; readonly redis: SharedServer } | null;
}

/** One bot, and its own ways to all that it needs. */
export interface Bot {
  readonly index: number;
  readonly url: string;
  readonly program: Program;
  readonly ways: {
    readonly slack: Way;
    readonly postgres: Way | null;
    readonly redis: Way | null;
  };
  readonly starts: number[];
  readonly deaths: Evidence['deaths'][number][];
  /** Starts it, and again where it gives up, until it is ready, or ended by `down`. */
  up(): Promise<void>;
  /** Kills it; it stays so until `up`. */
  down(): Promise<void>;
  close(): Promise<void>;
}

export const KEYS = { ingest: 'chaos-ingest-key', api: 'chaos-api-token' } as const;

const GIVEN_UP_FOR = 1_000;

/** Prepares a bot; it does not run yet. */
export async function prepareBot(index: number, shared: Shared): Promise<Bot> {
  const { servers, sandbox } = shared;
  const port = await freePort();
  const ways = {
    slack: await openWay(Number(new URL(sandbox.url).port)),
    postgres: servers && (await openWay(servers.postgres.port)),
    redis: servers && (await openWay(servers.redis.port)),
  };
  const starts: number[] = [];
  const deaths: Evidence['deaths'][number][] = [];
  const program = new Program({
    name: `bot ${index}`,
    command: process.execPath,
    args: [shared.setting.main, 'serve'],
    env: environment(port, shared, ways),
    folder: shared.setting.folder,
    logFile: join(shared.logs, `bot-${index}.log`),
    isReady: (said) => said.includes('is ready'),
    died: (how) => void deaths.push({ bot: index, at: Date.now(), how }),
  });
  const kept = keeper(program, () => void starts.push(Date.now()));
  return {
    index,
    url: `http://127.0.0.1:${port}`,
    program,
    ways,
    starts,
    deaths,
    ...kept,
    async close() {
      await kept.down();
      for (const way of Object.values(ways)) await way?.close();
    },
  };
}

/** Sees to it that it runs while it is to run, and never twice. */
function keeper(program: Program, started: () => void): Pick<Bot, 'up' | 'down'> {
  let isWanted = false;
  let rising: Promise<void> | null = null;
  async function rise(): Promise<void> {
    while (isWanted && !(await program.start())) await pause(GIVEN_UP_FOR);
    if (isWanted) started();
  }
  return {
    async up() {
      isWanted = true;
      if (rising === null && program.isRunning) return;
      rising ??= rise().finally(() => {
        rising = null;
      });
      await rising;
    },
    async down() {
      isWanted = false;
      await program.kill();
    },
  };
}

function environment(
  port: number,
  { setting, sandbox }: Shared,
  { slack, postgres, redis }: Bot['ways'],
): Readonly<Record<string, string>> {
  return {
    HOST: '127.0.0.1',
    PORT: String(port),
    DATABASE_URL: postgres ? postgresUrl(postgres.port) : `sqlite:${setting.database}`,
    ...(redis && { REDIS_URL: `redis://127.0.0.1:${redis.port}` }),
    QUELL_CONFIG: setting.config,
    SLACK_BOT_TOKEN: sandbox.botToken,
    SLACK_APP_TOKEN: sandbox.appToken,
    SLACK_API_URL: `http://127.0.0.1:${slack.port}/api/`,
    QUELL_INGEST_KEY: KEYS.ingest,
    QUELL_API_TOKEN: KEYS.api,
    LOG_LEVEL: 'info',
  };
}
