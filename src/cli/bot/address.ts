import { type EnvironmentConfig, readEnvironment } from '../../config/environment.ts';
import type { Console } from '../command.ts';
import { BotFault } from './bot-fault.ts';

/** What the environment says of the bot; throws `BotFault` where it is wrong. */
export function environmentOf({ env }: Pick<Console, 'env'>): EnvironmentConfig {
  const reading = readEnvironment(env);
  if ('faults' in reading) throw new BotFault(reading.faults.join('\n'));
  return reading.config;
}

/** Where the bot is, without a slash at the end: at the address given, else where the environment says. */
export function addressOf(
  given: string | null,
  { publicUrl, host, port }: EnvironmentConfig,
): string {
  if (given !== null) return given.replace(/\/+$/, '');
  if (publicUrl !== null) return publicUrl;
  if (port === 0)
    throw new BotFault('PORT is 0, which is any port: say with --url where the bot is.');
  return `http://${reachable(host)}:${port}`;
}

/** The host of an address that leads here: where all addresses are listened at, this machine's own is one, and so is its name. */
export function reachable(host: string, everywhere = '127.0.0.1'): string {
  if (host === '0.0.0.0' || host === '::') return everywhere;
  return host.includes(':') ? `[${host}]` : host;
}

/** The name by which other machines may know this one; a container's own, which nobody knows, and none that an address cannot have. */
export function nameForOthers(name: string): string | undefined {
  const isContainer = /^[0-9a-f]{12}$/.test(name);
  return /^[\w.-]+$/.test(name) && !isContainer ? name : undefined;
}

/** What is wrong with an address that somebody gave; null: nothing. */
export function urlFault(url: string | null): string | null {
  if (url === null || (/^https?:\/\//i.test(url) && URL.canParse(url))) return null;
  return `--url is "${url}"; it must be an address such as http://127.0.0.1:3000.`;
}
