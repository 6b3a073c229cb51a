import { randomInt } from 'node:crypto';
import type { Memory } from './keeping/kept.ts';

/** Somebody who is in the workspace from the start. */
interface PersonSeed {
  /** The handle, without `@`. */
  readonly name: string;
  readonly realName: string;
  /** IANA name. */
  readonly tz: string;
}

/** A channel that is there from the start, public where nothing else is said; everybody is in it, the bot only if said so. */
export interface ChannelSeed {
  /** Without `#`. */
  readonly name: string;
  readonly topic?: string;
  readonly botIsMember?: boolean;
  /** The bot sees it as a member only, and cannot join. */
  readonly isPrivate?: boolean;
  /** The bot may read, and not post. */
  readonly isReadOnly?: boolean;
}

/** A user group such as `@leads`. */
interface UserGroupSeed {
  readonly handle: string;
  readonly name: string;
  /** Handles of its members. */
  readonly people: readonly string[];
}

/** How the workspace begins. */
interface Seed {
  readonly people: readonly PersonSeed[];
  readonly channels: readonly ChannelSeed[];
  readonly userGroups: readonly UserGroupSeed[];
}

/** A slash command that the app has registered. */
interface CommandSeed {
  readonly command: string;
  readonly usage_hint: string;
  /** Whether Slack turns names in the words into `<@U…|name>` and `<#C…|name>`. */
  readonly should_escape?: boolean;
}

/** A shortcut that the app has registered: in the menu of a message, or everywhere. */
interface ShortcutSeed {
  readonly callback_id: string;
  readonly name: string;
  readonly type: 'message' | 'global';
}

/** What the app's manifest would say. */
export interface AppSeed {
  /** Name of the bot user. */
  readonly name: string;
  readonly commands: readonly CommandSeed[];
  readonly shortcuts: readonly ShortcutSeed[];
  /** Scopes of the bot token; a method that needs another one answers `missing_scope`. */
  readonly scopes: readonly string[];
  /** Events that the app hears, in the words of the manifest (`message.channels`, `app_mention` …). */
  readonly events: readonly string[];
}

/** Slack's limits of rate; a part that is left out does not limit. */
export interface RateLimit {
  /** Messages a second in one channel, with short bursts. */
  readonly postsPerSecond?: number;
  /** How many messages may come at once; 1 where not given. */
  readonly burst?: number;
  /** Slack's tier of each method (20, 50, 100 a minute and so on). */
  readonly tiers?: boolean;
  /** Calls a minute by method name; wins over the tier. */
  readonly perMinute?: Readonly<Record<string, number>>;
}

/** How the bot hears of what people do. */
type Mode =
  | { readonly kind: 'socket' }
  | {
      readonly kind: 'http';
      /** Where the bot listens; may be told later with `useRequestUrl`. */
      readonly requestUrl?: string;
      readonly signingSecret?: string;
    };

/** All that can be chosen when the sandbox starts. */
export interface SandboxOptions {
  /** Where it listens; the loopback address where not given. */
  readonly host?: string;
  /** 0 takes a free port; else this one, or the first free one of those behind it. */
  readonly port?: number;
  /** Milliseconds since 1970; message times, expiry of triggers and rate limits follow it. */
  readonly now?: () => number;
  readonly mode?: Mode;
  readonly rateLimit?: RateLimit;
  /** Where it is kept over restarts; null, and where not given: nowhere. */
  readonly memory?: Memory | null;
  /** As it was kept, or random: messages that are not kept do not outlive it. */
  readonly teamId?: string;
  /** As it was kept where not given. */
  readonly teamName?: string;
  readonly seed?: Partial<Seed>;
  readonly app?: Partial<AppSeed>;
  /** How long the bot has to acknowledge, in milliseconds; Slack's 3,000 where not given. */
  readonly ackWithin?: number;
  /** When an unacknowledged event is sent again, in milliseconds; Slack's: at once, 1 min, 5 min. */
  readonly eventRetries?: readonly number[];
  /** Seconds after which a Socket Mode connection is refreshed. */
  readonly connectionTime?: number;
  /** How many requests are kept for inspection. */
  readonly keepRequests?: number;
}

/** Options with everything decided. */
export type Settings = Required<Omit<SandboxOptions, 'seed' | 'app'>> & {
  readonly seed: Seed;
  readonly app: AppSeed;
};

const SEED: Seed = {
  people: [
    { name: 'ann', realName: 'Ann Lee', tz: 'Europe/London' },
    { name: 'bob', realName: 'Bob Ortiz', tz: 'America/New_York' },
    { name: 'cara', realName: 'Cara Novak', tz: 'Europe/Prague' },
  ],
  channels: [
    { name: 'alerts', topic: 'What the monitors say', botIsMember: true },
    { name: 'incidents', topic: 'What needs somebody now' },
    { name: 'general', topic: 'Everything else' },
  ],
  userGroups: [
    { handle: 'leads', name: 'Leads', people: ['cara'] },
    { handle: 'oncall', name: 'On call', people: ['ann'] },
  ],
};

const APP: AppSeed = {
  name: 'quell',
  commands: [
    {
      command: '/incident',
      usage_hint: '[help | list | new | show N | ack N | mute N 2h | resolve N …]',
      should_escape: true,
    },
  ],
  shortcuts: [{ callback_id: 'incident.new', name: 'New incident', type: 'message' }],
  scopes: [
    'app_mentions:read',
    'channels:history',
    'channels:join',
    'channels:read',
    'chat:write',
    'commands',
    'files:write',
    'groups:history',
    'groups:read',
    'im:history',
    'im:read',
    'im:write',
    'reactions:read',
    'reactions:write',
    'team:read',
    'usergroups:read',
    'users:read',
    'users:read.email',
    'users.profile:read',
  ],
  events: [
    'app_home_opened',
    'app_mention',
    'channel_archive',
    'channel_deleted',
    'channel_rename',
    'channel_unarchive',
    'member_joined_channel',
    'member_left_channel',
    'message.channels',
    'message.groups',
    'message.im',
    'reaction_added',
    'reaction_removed',
  ],
};

const DEFAULTS = {
  host: '127.0.0.1',
  port: 0,
  now: Date.now,
  mode: { kind: 'socket' },
  rateLimit: {},
  memory: null,
  ackWithin: 3000,
  eventRetries: [0, 60_000, 300_000],
  connectionTime: 18_060,
  keepRequests: 5000,
} as const;

/** Fills what was not chosen. */
export function settle(options: SandboxOptions): Settings {
  const kept = options.memory?.kept;
  return {
    ...DEFAULTS,
    teamId: kept?.team.id ?? randomId('T'),
    teamName: kept?.team.name ?? 'Sandbox',
    ...options,
    seed: { ...SEED, ...options.seed },
    app: { ...APP, ...options.app },
  };
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** An id as Slack makes them: a letter for the kind, then ten letters and digits. */
export function randomId(prefix: string): string {
  return prefix + Array.from({ length: 10 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
}
