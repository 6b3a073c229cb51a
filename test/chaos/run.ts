import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorsSeen } from '../crash/errors/seen.ts';
import { pause } from '../crash/pause.ts';
import { MENTION } from '../crash/people.ts';
import { randomFrom } from '../crash/random.ts';
import { table } from '../crash/table.ts';
import { watch, wreak } from './chaos.ts';
import {
  deletionsFrom,
  handedOn,
  incidentsFrom,
  limitedIn,
  messagesFrom,
  postsFrom,
  pressesFrom,
  read,
} from './collect.ts';
import type { Deed, Evidence } from './evidence.ts';
import { figures } from './figures.ts';
import { type Load, prepareLoad } from './load.ts';
import { type ChaosOptions, readOptions, USAGE } from './options.ts';
import { openScene, type Scene } from './scene.ts';
import { scheduleFrom, stretchesFrom } from './schedule.ts';
import { settled } from './settle.ts';
import { judge } from './verdict/verdict.ts';
import { Weather } from './weather.ts';

/** However long all that comes after the load takes, the run has an end. */
const DEADLINE_AFTER = 20 * 60_000;

/** Hurts real processes under load, and checks that nothing was lost, doubled or left stale. */
async function main(args: readonly string[]): Promise<number> {
  const options = readOptions(args, () => randomBytes(4).toString('hex'));
  if ('fault' in options) return refuse(`${options.fault}\n\n${USAGE}`, 2);
  const ends = setTimeout(() => giveUp(), options.minutes * 60_000 + DEADLINE_AFTER);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => process.exit(130));
  const scene = await openScene(options);
  if ('fault' in scene) return refuse(scene.fault, 1);
  say(`Chaos for ${options.minutes} minutes with seed ${options.seed}. Logs: ${scene.logs}`);
  try {
    const code = report(scene, options, await story(scene, options));
    await closed(scene);
    if (code === 0 && !options.keep) scene.remove();
    return code;
  } finally {
    clearTimeout(ends);
    await closed(scene);
  }
}

/** A few errors more come while Slack catches up: much earlier than it may be done. */
const TRICKLE = 20_000;

const CLOSED_WITHIN = 15_000;

/** Ends everything, in a reasonable time. */
async function closed(scene: Scene): Promise<void> {
  await Promise.race([scene.close(), pause(CLOSED_WITHIN)]);
}

/** The whole run; answers what it left behind. */
async function story(scene: Scene, options: ChaosOptions): Promise<Evidence> {
  const { sandbox, bots } = scene;
  const random = randomFrom(options.seed);
  const weather = new Weather(sandbox, random.fork('weather'));
  await Promise.all(bots.map((bot) => bot.up()));
  await sandbox.connected();
  const load = prepareLoad(
    sandbox,
    bots.map(({ url }) => url),
    random.fork('load'),
  );
  const deeds = await rage(scene, load, { weather, options });
  say('All is healed; waiting until Slack shows everything.');
  const { balancer, errors } = load;
  const settling = settled({ sandbox, balancer, weather, say });
  await errors.trickle(TRICKLE);
  const isSettled = await settling;
  return collected(scene, load, { weather, deeds, isSettled });
}

async function rage(
  scene: Scene,
  load: Load,
  { weather, options }: { readonly weather: Weather; readonly options: ChaosOptions },
): Promise<readonly Deed[]> {
  const random = randomFrom(`${options.seed}/chaos`);
  const milliseconds = options.minutes * 60_000;
  const schedule = scheduleFrom(random.fork('deeds'), { ...options, milliseconds });
  const stretches = stretchesFrom(random.fork('stretches'), milliseconds);
  const begun = Date.now();
  let over = false;
  const watching = watch(scene.bots, () => over);
  const loading = load.run();
  const [deeds] = await Promise.all([
    wreak({ ...scene, say }, schedule, begun),
    weather.run(stretches, begun),
    pause(milliseconds),
  ]);
  load.stop();
  await loading;
  over = true;
  await watching;
  return deeds;
}

async function collected(
  { sandbox, bots }: Scene,
  { monitors, people, operator, errors, balancer }: Load,
  {
    weather,
    deeds,
    isSettled,
  }: {
    readonly weather: Weather;
    readonly deeds: readonly Deed[];
    readonly isSettled: boolean;
  },
): Promise<Evidence> {
  const notes = people
    .flatMap(({ deeds: done }) => done)
    // That a mention was received is shown to nobody.
    .flatMap(({ note, acknowledged, what }) =>
      note === null
        ? []
        : [{ text: note, answered: acknowledged && what !== MENTION, at: handedOn(sandbox, note) }],
    );
  const presses = pressesFrom(sandbox);
  const incidents = await incidentsFrom(balancer, sandbox);
  const seen = await errorsSeen((path) => read(balancer, path));
  return {
    requests: monitors.flatMap(({ requests }) => requests),
    incidents,
    messages: messagesFrom(sandbox),
    posts: postsFrom(sandbox, weather.faults),
    updates: sandbox.requests.count('chat.update'),
    limited: limitedIn(sandbox, weather.faults),
    deletions: deletionsFrom(sandbox),
    deeds,
    stretches: weather.stretches,
    starts: bots.flatMap(({ index, starts }) => starts.map((at) => ({ bot: index, at }))),
    deaths: bots.flatMap(({ deaths }) => deaths),
    notes,
    asked: operator.asked,
    errors: { sent: errors.sent(), triaged: errors.triaged(), ...seen },
    presses,
    readAt: Date.now(),
    settled: isSettled,
    alone: bots.length === 1,
  };
}

function report(scene: Scene, { seed, keep }: ChaosOptions, evidence: Evidence): number {
  say(`\n${table(figures(evidence))}`);
  const faults = [...scene.faults, ...judge(evidence)];
  const file = join(scene.logs, 'evidence.json');
  if (keep || faults.length > 0) writeFileSync(file, JSON.stringify(evidence, null, 1));
  if (faults.length === 0) {
    say(`\nNothing was lost, doubled or left stale (seed ${seed}).`);
    return 0;
  }
  for (const fault of faults) say(`VIOLATION ${fault}`);
  say(
    `\n${faults.length} violations with seed ${seed}. Logs: ${scene.logs}. What was seen: ${file}`,
  );
  return 1;
}

function giveUp(): void {
  refuse('The run did not come to its end in time.', 1);
  process.exit(1);
}

function refuse(text: string, code: number): number {
  process.stderr.write(`${text}\n`);
  return code;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

// Whatever still holds on to something must not keep this process: its end kills all that it started.
process.exit(await main(process.argv.slice(2)));
