import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { createApp } from '../app.ts';
import { systemClock } from '../clock.ts';
import type { Self } from '../cluster/cluster.ts';
import { databaseUrl } from '../config/database.ts';
import type { EnvironmentConfig, SlackConfig } from '../config/environment.ts';
import { type ErrorLog, errorLog } from '../error-log.ts';
import { createLogger, type Logger } from '../logger.ts';
import { createMetrics, type Metrics } from '../metrics.ts';
import { shownRedis } from '../redis/address.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { StoreUnusable } from '../store/failure.ts';
import { openStoreWhenThere } from '../store/index.ts';
import type { Store } from '../store/store.ts';
import { banner, type Started, WITHOUT_REDIS } from './banner.ts';
import { nameForOthers, reachable } from './bot/address.ts';
import { sentence } from './bot/saying.ts';
import { calledIn, withCalled } from './called.ts';
import { type CliCommand, type Console, EXIT } from './command.ts';
import { type Configured, configured } from './configured.ts';
import { openLines } from './error-file.ts';
import { type FollowedSettings, followedSettings } from './followed-settings.ts';
import { later } from './later.ts';
import { listen, listenForMail, tryDoors, Unstartable } from './listen.ts';
import { startLocalSlack } from './local-slack.ts';
import { lookOf } from './look.ts';
import { holdSandbox, SANDBOX } from './only-sandbox.ts';
import { type WorkParts, workParts } from './shared-parts.ts';
import { shownDatabase } from './shown-database.ts';
import { untilToldToStop } from './signals.ts';
import { stopWithinReason } from './stopping.ts';
import { tryItAt } from './try-it.ts';
import { VERSION } from './version.ts';

/** `quell serve`: the bot. */
export const serve: CliCommand = {
  name: 'serve',
  summary: 'the bot: takes alerts in, and works incidents in Slack',
  help: `Usage: quell serve

Starts the bot. Without SLACK_BOT_TOKEN it starts a sandbox beside it: a local
Slack workspace with a web page. It reads quell.yml, or the file that
QUELL_CONFIG names, where there is one; see quell check. Ctrl+C stops it; once
more, it ends at once.

From the environment:
  SLACK_BOT_TOKEN        of your workspace; without it, the sandbox
  SLACK_APP_TOKEN        for Socket Mode, or else
  SLACK_SIGNING_SECRET   for requests of Slack to /slack/events
  SLACK_API_URL          another Slack API server, ending in /api/
  HOST, PORT             where it listens; else 127.0.0.1 and 3000
  QUELL_PUBLIC_URL       its address as others see it
  TRUST_PROXY            proxies whose headers are believed
  DATABASE_URL           sqlite:PATH or postgres://…; else sqlite:data/quell.db
  REDIS_URL, QUELL_ROLES for several processes, with postgres://…: what each
                         does of http, worker and slack
  QUELL_INGEST_KEY, QUELL_API_TOKEN
                         keys of your own; else they are made and kept
  LOG_LEVEL              trace, debug, info, warn, error, fatal or silent; else
                         info

Exit codes: 0 stopped, 1 a fault, 2 wrong usage.`,
  async run(args, console) {
    if (args.length > 0) {
      console.err(
        sentence(
          `quell serve takes no arguments, but got: ${args.join(' ')}. See quell serve --help.`,
        ),
      );
      return EXIT.usage;
    }
    const start = configured(console);
    if (!start) return EXIT.fault;
    try {
      return await serveWith(start, console);
    } catch (error) {
      if (!(error instanceof Unstartable || error instanceof StoreUnusable)) throw error;
      console.err(sentence(error.message));
      return EXIT.fault;
    }
  },
};

async function serveWith(start: Configured, console: Console): Promise<number> {
  const { config } = start;
  const takesMail = config.roles.includes('http');
  await tryDoors(config, takesMail ? start.loaded.settings.mail : null);
  const log = createLogger({
    level: config.logLevel,
    pretty: process.stderr.isTTY,
    ...lookOf(console, process.stderr.isTTY),
    write: console.err,
  });
  const database = shownDatabase(config.database);
  const store = await openStoreWhenThere(databaseUrl(config.database), log);
  const settings = followedSettings(start, console, log);
  try {
    return await serveFrom({
      config,
      settings,
      database,
      store,
      console,
      log,
      self: selfOf(config),
    });
  } finally {
    settings.unfollow();
    await store.close();
  }
}

function selfOf({ roles }: EnvironmentConfig): Self {
  const [id, startedAt] = [systemClock.newId(), systemClock.now()];
  return { id, host: hostname(), version: VERSION, roles, startedAt };
}

interface Setting {
  readonly config: EnvironmentConfig;
  readonly settings: FollowedSettings;
  readonly database: string;
  readonly store: Store;
  readonly console: Console;
  readonly log: Logger;
  readonly self: Self;
}

async function serveFrom(setting: Setting): Promise<number> {
  const { config, store, self } = setting;
  if (config.slack) return serveWithSlack({ ...setting, slack: config.slack, sandbox: null });
  if (config.database.kind === 'postgres') await holdSandbox(store, self.id, systemClock);
  const sandbox = await startLocalSlack(config);
  try {
    return await serveWithSlack({ ...setting, slack: slackOf(sandbox), sandbox });
  } finally {
    await sandbox.close();
  }
}

interface SlackSetting extends Setting {
  readonly slack: SlackConfig;
  /** Null: that is a real one, or another's. */
  readonly sandbox: Sandbox | null;
}

async function serveWithSlack(setting: SlackSetting): Promise<number> {
  const keeps = setting.sandbox ? [SANDBOX] : [];
  const metrics = createMetrics({ process: true });
  const work = await workParts({ ...setting, keeps, metrics });
  try {
    return await serveWork(setting, work, metrics);
  } finally {
    await work.close();
  }
}

async function serveWork(
  setting: SlackSetting,
  work: WorkParts,
  metrics: Metrics,
): Promise<number> {
  const { config, console, log, sandbox, store } = setting;
  const keys = await keysOf(config, store);
  for (const secret of Object.values(keys)) log.hide(secret);
  const parts = { keys, clock: systemClock, metrics, errorLog: errorLogOf(setting) };
  const app = createApp({ ...setting, ...work, ...parts });
  const port = await listen(app.server, config);
  if (config.roles.includes('http')) await listenForMail(app.mail, setting.settings.current().mail);
  const stop = untilToldToStop();
  if (config.roles.includes('http')) {
    const target = { url: addressHere(config, port), key: keys.ingest, apiToken: keys.apiToken };
    sandbox?.offer(tryItAt(target, { clock: systemClock, store }));
  }
  app.start();
  const text = banner(started(setting, port, keys), lookOf(console, process.stdout.isTTY));
  console.out(withCalled(text, calledIn(process.cwd())));
  await stop;
  await stopWithinReason({ stop: app.stop, log, after: later });
  return EXIT.well;
}

/** The file that `errors.log` names; logrotate moves it away and sends SIGHUP. */
function errorLogOf({ settings, log }: SlackSetting): ErrorLog {
  const errors = errorLog({ path: () => settings.current().errors.log, open: openLines, log });
  settings.onHangup(() => errors.reopen());
  return errors;
}

function addressHere({ host }: EnvironmentConfig, port: number): string {
  return `http://${reachable(host)}:${port}`;
}

function started(setting: SlackSetting, port: number, keys: Started['keys']): Started {
  const { config, sandbox } = setting;
  return {
    version: VERSION,
    url: config.publicUrl ?? `http://${forOthers(config.host)}:${port}`,
    urlHere: addressHere(config, port),
    isGuess: config.publicUrl === null && reachable(config.host, '') === '',
    sandboxUrl: sandbox?.url ?? null,
    slackMode: config.slack?.mode.kind ?? 'socket',
    database: setting.database,
    redis: redisOf(config),
    mail: mailAt(setting),
    roles: config.roles,
    keys,
    shown: { ingest: config.ingestKey === null, apiToken: config.apiToken === null },
  };
}

function redisOf({ redis, database }: EnvironmentConfig): string | null {
  if (redis) return shownRedis(redis);
  return database.kind === 'postgres' ? WITHOUT_REDIS : null;
}

function mailAt({ settings }: SlackSetting): string | null {
  const { mail } = settings.current();
  return mail && `${forOthers(mail.host)}:${mail.port}`;
}

function forOthers(host: string): string {
  return reachable(host, nameForOthers(hostname()));
}

async function keysOf(config: EnvironmentConfig, store: Store) {
  const made = () => randomBytes(16).toString('hex');
  return {
    ingest: config.ingestKey ?? (await store.once('ingest-key', made)),
    apiToken: config.apiToken ?? (await store.once('api-token', made)),
  };
}

function slackOf({ botToken, apiUrl, appToken }: Sandbox): SlackConfig {
  return { botToken, apiUrl, mode: { kind: 'socket', appToken } };
}
