import { setTimeout as pause } from 'node:timers/promises';
import { median } from '../table.ts';
import { KEY } from './bot.ts';
import { markdown, shortly, spread, whole } from './figures.ts';
import type { Load } from './load.ts';
import { processorTime, processorTimeOfTree } from './processor.ts';
import type { Sender } from './sender.ts';
import type { Variant } from './variant.ts';

type Case = Pick<Load, 'door' | 'perRequest' | 'kind' | 'isShared' | 'perGroup'> & {
  readonly title: string;
};

const again = { kind: 'again', isShared: false, perGroup: 16 } as const;
const fresh = { kind: 'new', isShared: false, perGroup: 100 } as const;

const CASES: readonly Case[] = [
  { title: 'sent again, 1 a request', door: 'alertmanager', perRequest: 1, ...again },
  { title: 'sent again, 16 a request', door: 'alertmanager', perRequest: 16, ...again },
  { title: 'sent again, 64 a request', door: 'alertmanager', perRequest: 64, ...again },
  {
    title: 'sent again, 16 a request, the same from all',
    door: 'alertmanager',
    perRequest: 16,
    ...again,
    isShared: true,
  },
  { title: 'new, 1 a request', door: 'alertmanager', perRequest: 1, ...fresh },
  { title: 'new, 16 a request', door: 'alertmanager', perRequest: 16, ...fresh },
  { title: 'new, 64 a request', door: 'alertmanager', perRequest: 64, ...fresh },
  { title: 'new, 16 a request, JSON', door: 'json', perRequest: 16, ...fresh },
  {
    title: 'new, 16 a request, an incident each',
    door: 'alertmanager',
    perRequest: 16,
    ...fresh,
    perGroup: 1,
  },
];

const CONNECTIONS = 12;
const ROUNDS = 3;
const LASTING = 800;
/** Node.js compiles what runs often. */
const WARM_UP = 1_500;
/** What was begun for the load before ends meanwhile. */
const REST = 150;

/** What one case came to on one variant, in one round or as the medians of several. */
interface Measured {
  readonly perSecond: number;
  readonly answers: readonly number[];
  /** Microseconds of processor time an alert. */
  readonly ofBots: number;
  readonly ofPostgres: number;
}

/** What is measured, and with what. */
export interface Bench {
  readonly variants: readonly Variant[];
  readonly sender: Sender;
  readonly postgresPid: number;
}

/** Measures how many alerts a second each variant takes; answers the tables. */
export async function throughput(bench: Bench): Promise<string> {
  const rows: { readonly title: string; readonly measured: readonly Measured[] }[] = [];
  await warmUp(bench);
  for (const [index, each] of CASES.entries()) {
    const measured = await inTurn(bench, each, index);
    rows.push({ title: each.title, measured });
    console.log(each.title, measured.map(({ perSecond }) => whole(perSecond)).join(' | '));
  }
  const head = bench.variants.map(({ title }) => title);
  const table = (
    names: readonly string[],
    cells: (all: readonly Measured[]) => readonly string[],
  ) =>
    markdown(
      ['', ...names],
      rows.map(({ title, measured }) => [title, ...cells(measured)]),
    );
  return [
    `Accepted alerts a second, over ${CONNECTIONS} connections:`,
    table([...head, '× 1 to SQLite', '× 3 to × 1'], speeds),
    'Milliseconds to the answer, the median and the 99th percentile:',
    table(head, (all) => all.map(({ answers }) => spread(answers))),
    "Microseconds of processor time an alert: the processes' + PostgreSQL's:",
    table(head, (all) => all.map(costs)),
  ].join('\n\n');
}

function speeds(all: readonly Measured[]): readonly string[] {
  const [sqlite, one, , three] = all.map(({ perSecond }) => perSecond);
  const ratio = (a = Number.NaN, b = Number.NaN) => (a / b).toFixed(2);
  return [...all.map(({ perSecond }) => whole(perSecond)), ratio(one, sqlite), ratio(three, one)];
}

function costs({ ofBots, ofPostgres }: Measured): string {
  return ofPostgres === 0 ? shortly(ofBots) : `${shortly(ofBots)} + ${shortly(ofPostgres)}`;
}

async function warmUp({ sender, variants }: Bench): Promise<void> {
  for (const variant of variants) {
    for (const kind of ['again', 'new'] as const) {
      const load = { ...fresh, kind, door: 'alertmanager', perRequest: 16, name: 'Warm' } as const;
      await sender.send({ ...load, ...waysTo(variant), milliseconds: WARM_UP });
    }
  }
}

/** The connections are spread over its processes. */
function waysTo({ bots }: Variant): Pick<Load, 'ports' | 'key' | 'connections'> {
  return { ports: bots.map(({ port }) => port), key: KEY, connections: CONNECTIONS };
}

async function inTurn(bench: Bench, each: Case, index: number): Promise<readonly Measured[]> {
  const measured: Measured[][] = bench.variants.map(() => []);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [at, variant] of bench.variants.entries()) {
      const name = each.kind === 'new' ? `Case${index}Round${round}` : `Case${index}`;
      measured[at]?.push(await measure(bench, variant, { ...each, name }));
      await pause(REST);
    }
  }
  return measured.map(middle);
}

async function measure(
  { sender, postgresPid }: Bench,
  variant: Variant,
  load: Case & Pick<Load, 'name'>,
): Promise<Measured> {
  const pids = variant.bots.map((bot) => bot.pid());
  const before = [processorTime(pids), processorTimeOfTree(postgresPid)] as const;
  const asked = { ...load, ...waysTo(variant), milliseconds: LASTING };
  const { alerts, milliseconds, sent, answers } = await sender.send(asked);
  const ofPostgres = processorTimeOfTree(postgresPid) - before[1];
  return {
    perSecond: (alerts / milliseconds) * 1_000,
    answers,
    ofBots: (processorTime(pids) - before[0]) / sent,
    ofPostgres: variant.database === null ? 0 : ofPostgres / sent,
  };
}

function middle(rounds: readonly Measured[]): Measured {
  const of = (value: (each: Measured) => number) => median(rounds.map(value));
  const speed = of(({ perSecond }) => perSecond);
  return {
    perSecond: speed,
    // Of the round that is the median in speed.
    answers: rounds.find(({ perSecond }) => perSecond === speed)?.answers ?? [],
    ofBots: of(({ ofBots }) => ofBots),
    ofPostgres: of(({ ofPostgres }) => ofPostgres),
  };
}
