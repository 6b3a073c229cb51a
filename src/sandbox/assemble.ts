import { randomBytes } from 'node:crypto';
import { createTryIt, type TryIt } from './control/try.ts';
import { type BotLink, logged } from './delivery.ts';
import { createEvents } from './events.ts';
import { createFaults, type Faults } from './faults.ts';
import { createKeeper, type Keeper } from './keeping/keeper.ts';
import type { Settings } from './options.ts';
import { createRateLimits, type RateLimits } from './rate-limits.ts';
import { Refusal } from './refusal.ts';
import { createRequestLog, type RequestLog } from './request-log.ts';
import { createResponseUrls } from './response-urls.ts';
import { createDeferred, createTimers } from './signals.ts';
import { createSignedRequests, type SignedRequests } from './signed-requests.ts';
import type { Slack } from './slack.ts';
import { Sockets } from './sockets.ts';
import { createTriggers } from './triggers.ts';
import { createViews } from './views.ts';
import { createWorkspace, type Workspace } from './workspace.ts';

/** The ways to the bot, of which one is in use. */
interface Links {
  readonly sockets: Sockets;
  readonly http: SignedRequests;
  readonly inUse: BotLink;
}

/** Everything that a sandbox is made of, before it listens. */
export interface Parts {
  readonly slack: Slack;
  readonly links: Links;
  readonly faults: Faults;
  readonly log: RequestLog;
  readonly limits: RateLimits;
  readonly tryIt: TryIt;
  readonly signingSecret: string;
  readonly keeper: Keeper;
}

/** Puts the parts of a sandbox together. */
export function assemble(settings: Settings): Parts {
  const workspace = createWorkspace(settings);
  const log = createRequestLog(settings.now, settings.keepRequests);
  const kept = settings.memory?.kept;
  const signingSecret = signingSecretOf(settings) ?? kept?.signingSecret ?? hex(16);
  const timers = createTimers();
  const links = createLinks(settings, { workspace, signingSecret, timers });
  const bot = logged(links.inUse, log, () => workspace.bell.ring());
  const { app, eventRetries: retries } = settings;
  const events = createEvents(workspace, bot, { app, retries, timers });
  const views = createViews();
  const slack: Slack = {
    settings,
    workspace,
    views,
    triggers: createTriggers(workspace),
    responseUrls: createResponseUrls(workspace, views, events),
    bot,
    events,
    timers,
    deferred: createDeferred(settings.now, timers),
    tokens: kept?.tokens ?? newTokens(workspace),
    withheld: new Set(kept?.withheldScopes),
    choices: new Map(),
    url: '',
    issueTicket: () => ticket(settings, links),
  };
  const limits = createRateLimits(settings.now, settings.rateLimit);
  const tryIt = createTryIt({ bell: workspace.bell, timers, now: settings.now });
  const keeper = createKeeper(slack, signingSecret);
  return { slack, links, faults: createFaults(), log, limits, tryIt, signingSecret, keeper };
}

function createLinks(
  settings: Settings,
  given: { workspace: Workspace; signingSecret: string; timers: Slack['timers'] },
): Links {
  const { mode, ackWithin, connectionTime } = settings;
  const { workspace, signingSecret, timers } = given;
  const appId = workspace.app.id;
  const sockets = new Sockets({ appId, ackWithin, connectionTime, timers }, workspace.bell);
  const requestUrl = mode.kind === 'http' ? mode.requestUrl : undefined;
  const http = createSignedRequests({ requestUrl, signingSecret, ackWithin });
  return { sockets, http, inUse: mode.kind === 'http' ? http : sockets };
}

function ticket(settings: Settings, links: Links): string {
  if (settings.mode.kind === 'http') throw new Refusal('socket_mode_not_enabled');
  return links.sockets.issueTicket();
}

function signingSecretOf({ mode }: Settings): string | undefined {
  return mode.kind === 'http' ? mode.signingSecret : undefined;
}

function newTokens({ app }: Workspace): Slack['tokens'] {
  return { bot: `xoxb-${hex(12)}`, app: `xapp-1-${app.id}-${hex(12)}` };
}

function hex(bytes: number): string {
  return randomBytes(bytes).toString('hex');
}
