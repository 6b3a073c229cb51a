import type { Random } from '../crash/random.ts';
import type { ChaosKind } from './evidence.ts';

/** One thing that is to go wrong, in milliseconds from the beginning. */
export interface Planned {
  readonly at: number;
  readonly kind: ChaosKind;
  /** Which bot; null for the servers that all share. */
  readonly bot: number | null;
  /** How long until it is undone. */
  readonly lasts: number;
  /** Redis comes back without its data. */
  readonly empty: boolean;
  /** A cut connection is reset when it heals, instead of going on. */
  readonly reset: boolean;
}

/** What is planned for. */
export interface ScheduleOptions {
  readonly milliseconds: number;
  readonly bots: number;
  /** One bot with SQLite: there is nothing that could be cut off. */
  readonly alone: boolean;
}

/** A bot is to be paused longer than this, so that what it holds has passed to another. */
const LEASE = 15_000;
/** All is healed so long before the end. */
const LAST = 5_000;
const FIRST = 4_000;

const SHARED: ReadonlySet<ChaosKind> = new Set(['kill redis', 'kill postgres']);

const MANY: readonly ChaosKind[] = [
  'kill bot',
  'kill bot',
  'kill bot',
  'kill redis',
  'kill redis',
  'kill postgres',
  'kill postgres',
  'pause bot',
  'pause bot',
  'cut postgres',
  'cut redis',
  'cut both',
  'cut slack',
];
const ALONE: readonly ChaosKind[] = ['kill bot', 'kill bot', 'pause bot', 'cut slack'];

/** All that goes wrong, the same for the same chance: something every few seconds, and nothing twice at once to one target. */
export function scheduleFrom(random: Random, options: ScheduleOptions): readonly Planned[] {
  const planned: Planned[] = [];
  const kinds = options.alone ? ALONE : MANY;
  const end = options.milliseconds - LAST;
  for (let at = FIRST; at < end; at += random.int(2_000, 7_000)) {
    const next = drawn(random, kinds, { at, bots: options.bots });
    if (at + next.lasts < end && isFree(planned, next)) planned.push(next);
  }
  return planned;
}

function drawn(
  random: Random,
  kinds: readonly ChaosKind[],
  { at, bots }: { readonly at: number; readonly bots: number },
): Planned {
  const kind = random.pick(kinds);
  const bot = random.int(0, bots - 1);
  return {
    at,
    kind,
    bot: SHARED.has(kind) ? null : bot,
    lasts: lastsOf(kind, random),
    empty: kind === 'kill redis' && random.chance(0.4),
    reset: random.chance(0.5),
  };
}

function lastsOf(kind: ChaosKind, random: Random): number {
  switch (kind) {
    case 'kill bot':
      return random.int(200, 6_000);
    case 'kill redis':
      return random.int(500, 12_000);
    case 'kill postgres':
      return random.int(200, 6_000);
    case 'pause bot':
      return random.int(LEASE + 2_000, LEASE + 10_000);
    default:
      return random.int(5_000, 25_000);
  }
}

/** A target that is still in trouble is left alone until a moment after. */
function isFree(planned: readonly Planned[], next: Planned): boolean {
  const targets = new Set(targetsOf(next));
  return planned
    .filter((each) => each.at + each.lasts + REST > next.at)
    .every((each) => targetsOf(each).every((target) => !targets.has(target)));
}

const REST = 1_500;

function targetsOf({ kind, bot }: Planned): readonly string[] {
  return bot === null ? [kind] : [`bot ${bot}`];
}

/** A stretch in which Slack is in trouble. */
export interface PlannedStretch {
  readonly at: number;
  readonly lasts: number;
  readonly kind: (typeof TROUBLES)[number];
}

const TROUBLES = ['429', '5xx', 'drops', 'slow', 'late', 'hang'] as const;

/** When Slack is in trouble: about a third of the time. */
export function stretchesFrom(random: Random, milliseconds: number): readonly PlannedStretch[] {
  const stretches: PlannedStretch[] = [];
  let at = random.int(3_000, 10_000);
  while (at < milliseconds - LAST) {
    const lasts = Math.min(random.int(3_000, 12_000), milliseconds - LAST - at);
    stretches.push({ at, lasts, kind: random.pick(TROUBLES) });
    at += lasts + random.int(8_000, 22_000);
  }
  return stretches;
}
