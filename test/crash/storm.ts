import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { Bot } from './bot.ts';
import { type ErrorLoad, prepareErrors } from './errors/load.ts';
import { askOne, type Door, sendToOne } from './errors/ways.ts';
import { Troubles } from './faults.ts';
import { Ledger } from './ledger.ts';
import type { CrashOptions } from './options.ts';
import { pause, within } from './pause.ts';
import { Colleague } from './people.ts';
import { type Random, randomFrom } from './random.ts';
import { Sender } from './sender.ts';
import { freePort, type Setting } from './setting.ts';

/** All that took part. */
export interface Storm {
  readonly sandbox: Sandbox;
  readonly bot: Bot;
  readonly ledger: Ledger;
  readonly troubles: Troubles;
  readonly colleagues: readonly Colleague[];
  readonly errors: ErrorLoad;
  readonly door: Door;
}

const CONNECTIONS = 6;
/** How long the load and the troubles of Slack go on after the last start, so that late messages meet a living Quell too. */
const AFTERMATH = 3_000;
/** Meanwhile come the late messages of Slack. */
const TRICKLE = 20_000;
const KEY = 'crash-ingest-key';
const API_TOKEN = 'crash-api-token';
/** How long a program rests between two errors. */
const ERRORS_REST = [10, 150] as const;
/** The workspace survives the bot, so it is always the same one. */
const TEAM = 'TCRASH';

/** Puts the parts together; nothing runs yet. */
export async function prepare(setting: Setting, random: Random): Promise<Storm> {
  const sandbox = await startSandbox({ teamId: TEAM, eventRetries: [0, 2_000, 5_000] });
  const port = await freePort();
  const bot = new Bot({ ...setting, env: environment(sandbox, setting, port) });
  const door = { bot, url: `http://127.0.0.1:${port}`, ingestKey: KEY, apiToken: API_TOKEN };
  const people = ['ann', 'bob', 'cara'];
  return {
    sandbox,
    bot,
    ledger: new Ledger(),
    troubles: new Troubles(sandbox, random.fork('troubles')),
    colleagues: people.map((name) => new Colleague(sandbox, name, random.fork(name))),
    errors: prepareErrors({
      random: random.fork('errors'),
      ask: askOne(door),
      send: (happening) => sendToOne(door, happening),
      rest: ERRORS_REST,
    }),
    door,
  };
}

function environment(sandbox: Sandbox, { database, config }: Setting, port: number) {
  return {
    PORT: String(port),
    DATABASE_URL: `sqlite:${database}`,
    QUELL_CONFIG: config,
    SLACK_BOT_TOKEN: sandbox.botToken,
    SLACK_APP_TOKEN: sandbox.appToken,
    SLACK_API_URL: sandbox.apiUrl,
    QUELL_INGEST_KEY: KEY,
    QUELL_API_TOKEN: API_TOKEN,
    LOG_LEVEL: 'info',
  };
}

/** Kills and restarts it under load, and leaves it running with nothing more to do than to catch up. */
export async function rage(storm: Storm, { kills, seed }: CrashOptions): Promise<void> {
  const { bot, ledger, door, troubles, colleagues, errors } = storm;
  const random = randomFrom(seed);
  const senders = Array.from({ length: CONNECTIONS }, (_, n) => {
    const name = `c${n}`;
    return new Sender({ bot, ledger, url: door.url, key: KEY, name, random: random.fork(name) });
  });
  const load = [...senders, ...colleagues, errors].map((each) => each.run());
  await killAgainAndAgain(storm, kills, random.fork('kills'));
  await bot.start();
  await pause(AFTERMATH);
  for (const each of [...senders, ...colleagues, errors]) each.stop();
  await Promise.all(load);
  troubles.end();
  await errors.trickle(TRICKLE);
}

async function killAgainAndAgain(storm: Storm, kills: number, random: Random): Promise<void> {
  for (let n = 0; n < kills; n += 1) {
    const ready = storm.bot.start();
    await momentToDie(storm, ready, random);
    await storm.bot.kill();
  }
}

/** While it starts, soon after, later, while it saves, or when Slack has something that it has not noted yet. */
async function momentToDie(
  { sandbox, ledger }: Storm,
  ready: Promise<boolean>,
  random: Random,
): Promise<void> {
  const draw = random.next();
  if (draw < 0.1) return void (await Promise.race([ready, pause(random.int(50, 700))]));
  await ready;
  if (draw < 0.4) return pause(random.int(10, 1_000));
  if (draw < 0.55) return pause(random.int(1_000, 3_000));
  if (draw < 0.7) return ledger.next().then(() => pause(random.int(0, 8)));
  await nextOf(sandbox, random.pick(['chat.postMessage', 'chat.postMessage', 'chat.update']));
  return pause(random.int(0, 20));
}

/** Resolves with the next call of this method, or after a few seconds in which none came. */
async function nextOf({ requests, until }: Sandbox, method: string): Promise<void> {
  const before = requests.count(method);
  await until(() => requests.count(method) > before).catch(() => undefined);
}

/** By then the card of an error shows its last event: counts follow within half a minute. */
const DRAWN_WITHIN = 36_000;
/** Enough for all rechecks of late messages, and a backlog at one message a second. */
const CAUGHT_UP_WITHIN = 240_000;

/** Waits until Slack shows everything and nothing late can come any more; answers whether that came to be. */
export function caughtUp({ door, errors, troubles }: Storm): Promise<boolean> {
  const drawn = Math.max(0, ...errors.sent().map(({ at }) => at)) + DRAWN_WITHIN;
  return within(
    CAUGHT_UP_WITHIN,
    async () => troubles.isOver() && Date.now() > drawn && (await pendingAt(door.url)) === 0,
  );
}

async function pendingAt(url: string): Promise<number> {
  const answer = await fetch(`${url}/metrics`);
  const value = /^quell_deliveries_pending (\d+)$/m.exec(await answer.text())?.[1];
  if (value === undefined) throw new Error('The metrics do not tell how much is pending.');
  return Number(value);
}
