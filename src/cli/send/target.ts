import { type EnvironmentConfig, readEnvironment } from '../../config/environment.ts';
import type { Console } from '../command.ts';
import type { Asked } from './arguments.ts';
import { NotSent } from './not-sent.ts';

/** The bot that it is sent to. */
export interface Target {
  /** Without a slash at the end. */
  readonly url: string;
  readonly key: string;
  /** Null: what became of it cannot be asked. */
  readonly apiToken: string | null;
}

/** Where the bot is and what it wants, by the arguments and the environment; throws `NotSent`. */
export function targetOf({ url, key }: Asked, { env }: Pick<Console, 'env'>): Target {
  const reading = readEnvironment(env);
  if ('faults' in reading) throw new NotSent(reading.faults.join('\n'));
  const { config } = reading;
  const found = key ?? config.ingestKey;
  if (found === null) throw new NotSent(NO_KEY);
  return {
    url: url?.replace(/\/+$/, '') ?? addressOf(config),
    key: found,
    apiToken: config.apiToken,
  };
}

const NO_KEY =
  'Pass --key or set QUELL_INGEST_KEY: the start banner shows the key, and the database in which it is kept is locked while the bot runs.';

function addressOf({ publicUrl, host, port }: EnvironmentConfig): string {
  if (publicUrl !== null) return publicUrl;
  if (port === 0)
    throw new NotSent('PORT is 0, which is any port: say with --url where the bot is.');
  return `http://${reachable(host)}:${port}`;
}

/** Where all addresses are listened at, this machine's own is one. */
function reachable(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}
