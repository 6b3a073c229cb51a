import { randomBytes } from 'node:crypto';
import { createApp } from '../app.ts';
import { systemClock } from '../clock.ts';
import type { EnvironmentConfig, SlackConfig } from '../config/environment.ts';
import type { LiveSettings } from '../config/live.ts';
import { createLogger, type Logger } from '../logger.ts';
import { createMetrics } from '../metrics.ts';
import { embeddedQueue } from '../queue/embedded.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { openStore } from '../store/index.ts';
import { StoreUnusable } from '../store/sqlite/failure.ts';
import type { Store } from '../store/store.ts';
import { banner } from './banner.ts';
import { type CliCommand, type Console, EXIT } from './command.ts';
import { type Configured, configured } from './configured.ts';
import { followedSettings } from './followed-settings.ts';
import { listen, Unstartable } from './listen.ts';
import { startLocalSlack } from './local-slack.ts';
import { untilToldToStop } from './signals.ts';
import { VERSION } from './version.ts';

/** `quell serve`: the bot. */
export const serve: CliCommand = {
  name: 'serve',
  summary: 'the bot: takes alerts in, and works incidents in Slack',
  help: `Usage: quell serve

Starts the bot. Without SLACK_BOT_TOKEN it starts a sandbox beside it: a local Slack workspace with a web page.
It reads quell.yml, or the file that QUELL_CONFIG names, where there is one; see quell check.
What else it reads from the environment: HOST, PORT, DATABASE_URL, SLACK_BOT_TOKEN, SLACK_APP_TOKEN, SLACK_SIGNING_SECRET,
SLACK_API_URL, QUELL_INGEST_KEY, QUELL_API_TOKEN, QUELL_PUBLIC_URL, TRUST_PROXY, LOG_LEVEL.`,
  async run(args, console) {
    if (args.length > 0) {
      console.err(`quell serve takes no arguments, but got: ${args.join(' ')}\n`);
      return EXIT.usage;
    }
    const start = configured(console);
    if (!start) return EXIT.fault;
    try {
      return await serveWith(start, console);
    } catch (error) {
      if (!(error instanceof Unstartable || error instanceof StoreUnusable)) throw error;
      console.err(`${error.message}\n`);
      return EXIT.fault;
    }
  },
};

async function serveWith(start: Configured, console: Console): Promise<number> {
  const { config } = start;
  const store = await openStore(`sqlite:${config.database.path}`);
  const log = createLogger({
    level: config.logLevel,
    pretty: process.stderr.isTTY,
    write: console.err,
  });
  const settings = followedSettings(start, console, log);
  try {
    return await serveFrom(store, { config, settings, console, log });
  } finally {
    settings.unfollow();
    await store.close();
  }
}

interface Setting {
  readonly config: EnvironmentConfig;
  readonly settings: LiveSettings;
  readonly console: Console;
  readonly log: Logger;
}

async function serveFrom(store: Store, setting: Setting): Promise<number> {
  const sandbox = setting.config.slack ? null : await startLocalSlack(setting.config);
  try {
    return await serveWithSlack(store, { ...setting, sandbox });
  } finally {
    await sandbox?.close();
  }
}

async function serveWithSlack(
  store: Store,
  { config, settings, console, log, sandbox }: Setting & { readonly sandbox: Sandbox | null },
): Promise<number> {
  const keys = await keysOf(config, store);
  for (const secret of Object.values(keys)) log.hide(secret);
  const app = createApp({
    config,
    settings,
    slack: config.slack ?? slackOf(sandbox),
    keys,
    store,
    queue: embeddedQueue(systemClock, log),
    clock: systemClock,
    log,
    metrics: createMetrics({ process: true }),
  });
  const address = await listen(app.server, config);
  const stop = untilToldToStop();
  app.start();
  console.out(
    banner({
      version: VERSION,
      url: config.publicUrl ?? address,
      sandboxUrl: sandbox?.url ?? null,
      slackMode: config.slack?.mode.kind ?? 'socket',
      database: config.database.path,
      keys,
      shown: { ingest: config.ingestKey === null, apiToken: config.apiToken === null },
    }),
  );
  await stop;
  log.info({}, 'stopping');
  await withinReason(app.stop(), log);
  return EXIT.well;
}

/** What does not finish by then is safe in the store, and goes on at the next start. */
const STOP_WITHIN = 8_000;

async function withinReason(stopping: Promise<void>, log: Logger): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(() => {
      log.warn({}, 'stopped before all was finished; the rest goes on at the next start');
      resolve();
    }, STOP_WITHIN);
  });
  await Promise.race([stopping, late]);
  clearTimeout(timer);
}

async function keysOf(config: EnvironmentConfig, store: Store) {
  const made = () => randomBytes(16).toString('hex');
  return {
    ingest: config.ingestKey ?? (await store.once('ingest-key', made)),
    apiToken: config.apiToken ?? (await store.once('api-token', made)),
  };
}

function slackOf(sandbox: Sandbox | null): SlackConfig {
  if (!sandbox) throw new Error('There is neither a Slack nor a sandbox.');
  const { botToken, apiUrl, appToken } = sandbox;
  return { botToken, apiUrl, mode: { kind: 'socket', appToken } };
}
