import type { Tier } from '../rate-limits.ts';
import type { Slack } from '../slack.ts';
import type { Args } from './args.ts';

/** A method of the Web API. */
export interface Method {
  readonly name: string;
  /** Which token it wants; the bot's where not given. */
  readonly token?: 'bot' | 'app' | 'none';
  /** The scope it needs. */
  readonly scope?: string;
  readonly tier?: Tier;
  /** What it answers beside `ok: true`; refuses by throwing a `Refusal`. */
  run(slack: Slack, args: Args): object;
}
