import type { Tier } from '../rate-limits.ts';
import type { Slack } from '../slack.ts';
import type { Args } from './args.ts';

/** A method of the Web API. */
export interface Method {
  readonly name: string;
  /** Which token it wants; the bot's where not given. */
  readonly token?: 'bot' | 'app' | 'none';
  /** The scope it needs; several where it depends on what is asked for. */
  readonly scope?: string | ((slack: Slack, args: Args) => readonly string[]);
  readonly tier?: Tier;
  /** What it answers beside `ok: true`; refuses by throwing a `Refusal`. */
  run(slack: Slack, args: Args): object;
}

/** The scopes that this call needs, all of them. */
export function scopesFor({ scope }: Method, slack: Slack, args: Args): readonly string[] {
  if (scope === undefined) return [];
  return typeof scope === 'string' ? [scope] : scope(slack, args);
}
