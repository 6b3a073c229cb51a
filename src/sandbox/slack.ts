import type { BotLink } from './delivery.ts';
import type { Events } from './events.ts';
import type { Values } from './model.ts';
import type { Settings } from './options.ts';
import type { ResponseUrls } from './response-urls.ts';
import type { Deferred, Timers } from './signals.ts';
import type { Triggers } from './triggers.ts';
import type { Views } from './views.ts';
import type { Workspace } from './workspace.ts';

/** The parts of a running workspace, for the methods and actions that work on them. */
export interface Slack {
  readonly settings: Settings;
  readonly workspace: Workspace;
  readonly views: Views;
  readonly triggers: Triggers;
  readonly responseUrls: ResponseUrls;
  readonly bot: BotLink;
  readonly events: Events;
  readonly timers: Timers;
  readonly deferred: Deferred;
  readonly tokens: Tokens;
  /** Scopes of the app that it does not have just now. */
  readonly withheld: Set<string>;
  /** What messages' elements hold, by person and message: Slack keeps a choice until its block id changes. */
  readonly choices: Map<string, Values>;
  /** Where the sandbox listens; known once it does. */
  url: string;
  /** A ticket for one Socket Mode connection; refuses in HTTP mode. */
  issueTicket(): string;
}

/** What the bot shows to be let in. */
interface Tokens {
  readonly bot: string;
  readonly app: string;
}
