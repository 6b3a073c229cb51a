import { addressOf, environmentOf } from '../bot/address.ts';
import { BotFault } from '../bot/bot-fault.ts';
import type { Console } from '../command.ts';
import type { Asked } from './arguments.ts';

/** The bot that it is sent to. */
export interface Target {
  /** Without a slash at the end. */
  readonly url: string;
  readonly key: string;
  /** Null: what became of it cannot be asked. */
  readonly apiToken: string | null;
}

/** Where the bot is and what it wants, by the arguments and the environment; throws `BotFault`. */
export function targetOf({ url, key }: Asked, console: Pick<Console, 'env'>): Target {
  const config = environmentOf(console);
  const found = key ?? config.ingestKey;
  if (found === null) throw new BotFault(NO_KEY);
  return { url: addressOf(url, config), key: found, apiToken: config.apiToken };
}

const NO_KEY =
  'Pass --key or set QUELL_INGEST_KEY: the start banner shows the key, and the database in which it is kept is locked while the bot runs.';
