/** A local Slack workspace: for people without a token, and for tests. The bot cannot tell it from Slack. */
import { assemble, type Parts } from './assemble.ts';
import type { Offer } from './control/try.ts';
import { ChannelHandle } from './driver/channel-handle.ts';
import { channelByWords, personByWords } from './driver/finding.ts';
import { type DriverParts, PersonDriver } from './driver/person-driver.ts';
import { createUntil, type Until } from './driver/until.ts';
import type { Faults } from './faults.ts';
import { type Listening, listen } from './http/server.ts';
import type { Conversation, Person } from './model.ts';
import { type ChannelSeed, type RateLimit, type SandboxOptions, settle } from './options.ts';
import type { RequestLog } from './request-log.ts';
import { routesOf } from './routes.ts';
import { addChannel } from './workspace.ts';

/** How long a driver waits for what the bot is about to do. */
const PATIENCE_MS = 3000;

/** The Socket Mode connections of the bot. */
interface Connections {
  count(): number;
  /** Asks for new connections, as Slack does every few hours. */
  refresh(which?: 'oldest' | 'all'): void;
  /** Cuts all of them. */
  drop(): void;
}

/** A running workspace. */
export interface Sandbox {
  /** Where its page is. */
  readonly url: string;
  /** For `slackApiUrl`; ends in `/api/`. */
  readonly apiUrl: string;
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
  readonly teamId: string;
  readonly teamName: string;
  /** User id of the bot. */
  readonly botUser: string;
  readonly people: readonly Person[];
  readonly faults: Faults;
  /** Every request between bot and sandbox. */
  readonly requests: RequestLog;
  readonly connections: Connections;
  /** Somebody at their Slack, by handle. */
  as(person: string): PersonDriver;
  /** A channel, by name. */
  channel(name: string): ChannelHandle;
  createChannel(channel: ChannelSeed): ChannelHandle;
  /** Waits until something holds, looking again whenever the workspace changes. */
  until: Until;
  /** Resolves when a bot is connected (Socket Mode) or its address is known (HTTP). */
  connected(): Promise<void>;
  /** HTTP mode: tells where the bot listens, after asking it for the challenge. */
  useRequestUrl(url: string): Promise<void>;
  /** Other limits of rate from now on. */
  limitRate(limit: RateLimit): void;
  /** From now on Slack refuses blocks of these types, as it does on older plans. */
  refuseBlocks(...types: readonly string[]): void;
  /** From now on the page has examples to send. */
  offer(offer: Offer): void;
  /** Keeps it from now on, where it was told where; a program that cannot start after all keeps nothing. False: it cannot be kept. */
  keep(): boolean;
  close(): Promise<void>;
}

/** Starts a workspace of its own; nothing of it outlives `close`. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const settings = settle(options);
  const parts = assemble(settings);
  const listening = await listen(routesOf(parts), settings);
  parts.slack.url = listening.url;
  listening.server.on('upgrade', (request, socket, head) => {
    parts.links.sockets.upgrade(request, socket, head);
  });
  return {
    ...facts(parts),
    ...drivers(parts),
    ...controls(parts),
    close: () => close(parts, listening),
  };
}

function facts({ slack, signingSecret, faults, log }: Parts) {
  const { workspace, url, tokens } = slack;
  return {
    url,
    apiUrl: `${url}/api/`,
    botToken: tokens.bot,
    appToken: tokens.app,
    signingSecret,
    teamId: workspace.team.id,
    teamName: workspace.team.name,
    botUser: workspace.app.user,
    people: [...workspace.people.values()].filter((person) => !person.isBot),
    faults,
    requests: log,
  };
}

function drivers({ slack, links }: Parts) {
  const { workspace } = slack;
  const until = createUntil(workspace.bell, PATIENCE_MS);
  const parts: DriverParts = { slack, until, as };
  return {
    as,
    until,
    channel: (name: string) => handle(channelByWords(workspace, name)),
    createChannel: (channel: ChannelSeed) => handle(addChannel(workspace, channel)),
    connected: async () =>
      void (await until(() => links.inUse.isConnected(), 'a connection of the bot')),
  };

  function as(name: string): PersonDriver {
    return new PersonDriver(parts, personByWords(workspace, name));
  }

  function handle(conversation: Conversation): ChannelHandle {
    return new ChannelHandle(slack, conversation, as);
  }
}

function controls({ slack, links, limits, tryIt, keeper }: Parts) {
  return {
    keep: () => keeper.begin(),
    offer: (offer: Offer) => tryIt.offer(offer),
    connections: {
      count: () => links.sockets.count(),
      refresh: (which: 'oldest' | 'all' = 'all') => links.sockets.refresh(which),
      drop: () => links.sockets.drop(),
    },
    useRequestUrl: (url: string) => links.http.verify(url),
    limitRate: (limit: RateLimit) => limits.change(limit),
    refuseBlocks: (...types: readonly string[]) => {
      for (const type of types) slack.views.refused.add(type);
    },
  };
}

async function close({ slack, links, tryIt, keeper }: Parts, listening: Listening): Promise<void> {
  slack.timers.clear();
  keeper.end();
  tryIt.close();
  await Promise.all([links.sockets.close(), links.http.close()]);
  await listening.close();
}
