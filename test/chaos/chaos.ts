import { pause } from '../crash/pause.ts';
import type { Bot } from './bots.ts';
import type { Deed } from './evidence.ts';
import type { Planned } from './schedule.ts';
import type { SharedServer } from './servers.ts';

/** What can be hurt. */
export interface Targets {
  readonly bots: readonly Bot[];
  readonly servers: { readonly postgres: SharedServer; readonly redis: SharedServer } | null;
  readonly say: (line: string) => void;
}

/** Does all that is planned, each thing in its time; resolves when the last one is undone. */
export async function wreak(
  targets: Targets,
  schedule: readonly Planned[],
  begun: number,
): Promise<readonly Deed[]> {
  return Promise.all(schedule.map((planned) => carryOut(targets, planned, begun)));
}

async function carryOut(targets: Targets, planned: Planned, begun: number): Promise<Deed> {
  await pause(Math.max(0, begun + planned.at - Date.now()));
  const from = Date.now();
  targets.say(lineOf(planned, from - begun));
  const undo = await hurt(targets, planned);
  await pause(planned.lasts);
  const healed = Date.now();
  await undo();
  const detail = planned.empty ? 'came back empty' : planned.reset ? 'reset' : '';
  return { kind: planned.kind, bot: planned.bot, from, healed, to: Date.now(), detail };
}

function lineOf({ kind, bot, lasts, empty }: Planned, at: number): string {
  const which = bot === null ? '' : ` ${bot}`;
  const how = empty ? ', comes back empty' : '';
  return `${(at / 1_000).toFixed(1).padStart(6)} s  ${kind}${which} for ${(lasts / 1_000).toFixed(1)} s${how}`;
}

/** Does it; what is answered undoes it. */
async function hurt({ bots, servers }: Targets, planned: Planned): Promise<() => Promise<void>> {
  const bot = bots[planned.bot ?? -1];
  if (bot) return hurtBot(bot, planned);
  const server = planned.kind === 'kill redis' ? servers?.redis : servers?.postgres;
  if (!server) return async () => {};
  await server.program.kill();
  return async () => {
    if (planned.empty) server.empty();
    await server.program.start();
  };
}

async function hurtBot(bot: Bot, planned: Planned): Promise<() => Promise<void>> {
  switch (planned.kind) {
    case 'kill bot':
      await bot.down();
      return () => bot.up();
    case 'pause bot':
      bot.program.pause();
      return async () => bot.program.resume();
    default:
      return cut(bot, planned);
  }
}

function cut({ ways }: Bot, { kind, reset }: Planned): () => Promise<void> {
  const all = {
    'cut postgres': [ways.postgres],
    'cut redis': [ways.redis],
    'cut both': [ways.postgres, ways.redis],
    'cut slack': [ways.slack],
  };
  const silenced = Object.entries(all).find(([name]) => name === kind)?.[1] ?? [];
  for (const way of silenced) way?.silence();
  return async () => {
    for (const way of silenced) way?.heal(reset);
  };
}

/** A bot that ended by itself is started again, as whatever runs processes does. */
export async function watch(bots: readonly Bot[], isOver: () => boolean): Promise<void> {
  const known = new Map<Bot, number>();
  while (!isOver()) {
    for (const bot of bots) {
      const isNew = bot.deaths.length > (known.get(bot) ?? 0);
      known.set(bot, bot.deaths.length);
      if (isNew) await bot.up();
    }
    await pause(250);
  }
}
