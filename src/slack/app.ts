import { App } from '@slack/bolt';
import type { Logger } from '@slack/web-api';
import type { SlackAdapter, SlackDeps } from './adapter.ts';
import { channelsOf } from './channels.ts';
import { clientOptions, clientThatTriesOnce } from './clients.ts';
import type { Desk } from './desk.ts';
import { directoryOf } from './directory.ts';
import { handlingWith } from './handling.ts';
import { homesOf } from './home.ts';
import { httpTransport } from './http-transport.ts';
import { type Identity, identityOf, permalinkOf } from './identity.ts';
import { libraryLog } from './library-log.ts';
import { listen } from './listeners.ts';
import { mentionsOf } from './mentions.ts';
import { modalsOf } from './modals.ts';
import { slackNotifier } from './notifier.ts';
import { renderWith } from './render.ts';
import { socketTransport } from './socket-transport.ts';
import type { Transport } from './transport.ts';

/** Deliveries can wait, and an answer that is late is an outcome that nobody knows. */
const DELIVERY_TIMEOUT = 10_000;
/** A person waits, and Slack takes a modal within 3 s of the click only. */
const PERSON_TIMEOUT = 2_500;
/** What a person wants is to be durable before it must be acknowledged, after 2 s: a name may not hold it up so long. */
const NAME_TIMEOUT = 1_500;

/** Builds the Slack side of the program: a Bolt app with every button, modal, command and event, and the notifier. */
export function slackApp(deps: SlackDeps): SlackAdapter {
  const logger = libraryLog(deps.log);
  const web = clientThatTriesOnce(deps, PERSON_TIMEOUT, logger);
  const posting = clientThatTriesOnce(deps, DELIVERY_TIMEOUT, logger);
  const identity = identityOf(posting);
  const names = clientThatTriesOnce(deps, NAME_TIMEOUT, logger);
  const directory = directoryOf(names, deps.clock, deps.log);
  const parts = { web, identity, directory, modals: modalsOf(web) };
  const desk: Desk = { ...deps, ...parts, ...homesOf({ ...deps, ...parts }) };
  const handling = handlingWith(deps.log);
  const transport = transportFor(deps, identity, logger);
  listen(boltWith(deps, { transport, identity, logger }), desk, handling);
  const permalink = (channelId: string, ts: string) => permalinkOf(identity, channelId, ts);
  const channels = channelsOf(posting);
  const named = { channels, directory: directoryOf(posting, deps.clock, deps.log) };
  const mentions = mentionsOf({ ...deps, ...named, web: posting });
  const render = renderWith({ ...deps, mentions, permalink });
  let opened: Promise<void> | undefined;
  const open = () => (opened ??= transport.open());
  return {
    homes: desk.homes,
    notifier: slackNotifier({
      web: posting,
      identity,
      channels,
      render,
      log: deps.log,
      failed: () => transport.doubt(),
      taken: () => transport.heard(),
    }),
    requestListener: transport.requestListener,
    start: () => void open(),
    keepSockets: (count) => transport.keep(count),
    connected: open,
    permalink,
    person: (user) => directory.find(user),
    state: () => stateOf(deps, transport, identity),
    async stop() {
      await transport.close();
      await handling.idle();
    },
  };
}

function stateOf({ mode }: SlackDeps, transport: Transport, identity: Identity) {
  return {
    connected: transport.isUp(),
    mode: mode.type,
    workspace: identity.known()?.workspace ?? null,
    fault: transport.fault(),
    requestFault: transport.requestFault(),
  };
}

function transportFor(deps: SlackDeps, identity: Identity, logger: Logger): Transport {
  const { mode } = deps;
  return mode.type === 'socket'
    ? socketTransport({ ...deps, appToken: mode.appToken, identity, logger })
    : httpTransport({ ...deps, signingSecret: mode.signingSecret, identity, logger });
}

function boltWith(
  { botToken, apiUrl, log }: SlackDeps,
  parts: { readonly transport: Transport; readonly identity: Identity; readonly logger: Logger },
): App {
  const { transport, identity, logger } = parts;
  const [receiver, ...others] = transport.receivers;
  const app = new App({
    receiver,
    logger,
    // Not Bolt's own, which waits for `auth.test` before it acknowledges anything.
    authorize: async () => authorization(botToken, identity),
    convoStore: false,
    clientOptions: { ...clientOptions(apiUrl, logger), fetch: fetchInTime },
  });
  for (const other of others) other.init(app);
  app.error(async (error) => log.error({ error }, 'a request of Slack failed'));
  return app;
}

function authorization(botToken: string, identity: Identity) {
  const self = identity.known();
  return self ? { botToken, botId: self.botId, botUserId: self.userId } : { botToken };
}

/** Answers to a `response_url` go through this; the default would wait for ever. */
const fetchInTime: typeof fetch = (url, init) =>
  fetch(url, { ...init, signal: AbortSignal.timeout(PERSON_TIMEOUT) });
