import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { newSetting, type Setting } from '../crash/setting.ts';
import { type Bot, prepareBot, type Shared } from './bots.ts';
import { configuration } from './groups.ts';
import type { ChaosOptions } from './options.ts';
import {
  createDatabase,
  missingServers,
  privatePostgres,
  privateRedis,
  type ServerPlace,
} from './servers.ts';

/** All that runs. */
export interface Scene {
  readonly sandbox: Sandbox;
  readonly bots: readonly Bot[];
  readonly servers: Shared['servers'];
  readonly logs: string;
  readonly faults: readonly string[];
  /** Ends everything. */
  close(): Promise<void>;
  /** Forgets the data and the logs. */
  remove(): void;
}

/** Slack's limits, but for the first words of a process, of which there are many here. */
const RATES = {
  postsPerSecond: 1,
  burst: 5,
  tiers: true,
  perMinute: { 'apps.connections.open': 600, 'auth.test': 600 },
} as const;

/** Starts everything and waits until all bots are ready; the sentence that says why not where that cannot be. */
export async function openScene(
  options: ChaosOptions,
): Promise<Scene | { readonly fault: string }> {
  const missing = options.alone ? null : missingServers();
  if (missing !== null) return { fault: missing };
  const setting = newSetting();
  if ('fault' in setting) return setting;
  writeFileSync(setting.config, configuration());
  const logs = join(setting.folder, 'logs');
  mkdirSync(logs);
  const sandbox = await startSandbox({
    teamId: 'TCHAOS',
    rateLimit: RATES,
    eventRetries: [0, 2_000, 5_000],
    keepRequests: 500_000,
  });
  return peopled(options, { setting, logs, sandbox });
}

async function peopled(
  options: ChaosOptions,
  { setting, logs, sandbox }: Omit<Shared, 'servers'>,
): Promise<Scene> {
  const faults: string[] = [];
  const folder = serverFolder();
  const died = (sentence: string) => void faults.push(sentence);
  const servers = options.alone ? null : await startServers({ folder, logs, died });
  const shared = { setting, logs, sandbox, servers };
  const indices = Array.from({ length: options.bots }, (_, index) => index);
  const bots = await Promise.all(indices.map((index) => prepareBot(index, shared)));
  let closing: Promise<void> | undefined;
  return {
    sandbox,
    bots,
    servers,
    logs,
    faults,
    close() {
      closing ??= closeAll({ bots, servers, sandbox });
      return closing;
    },
    remove: () => removed(setting, folder),
  };
}

async function closeAll({ bots, servers, sandbox }: Pick<Scene, 'bots' | 'servers' | 'sandbox'>) {
  await Promise.all(bots.map((bot) => bot.close()));
  await servers?.redis.program.kill();
  await servers?.postgres.program.kill();
  await sandbox.close();
}

/** Readable for the user that PostgreSQL runs as. */
function serverFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'quell-chaos-'));
  chmodSync(folder, 0o755);
  return folder;
}

async function startServers(place: ServerPlace): Promise<NonNullable<Shared['servers']>> {
  const [postgres, redis] = [await privatePostgres(place), await privateRedis(place)];
  await Promise.all([postgres.program.start(), redis.program.start()]);
  await createDatabase(postgres.port);
  return { postgres, redis };
}

function removed(setting: Setting, folder: string): void {
  setting.remove();
  rmSync(folder, { recursive: true, force: true });
}
