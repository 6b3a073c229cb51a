/** Measures how many errors of SDKs are stored and grouped, how fast they are answered, and whether memory stays flat. */
import { fork } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { machine } from '../machine.ts';
import { processorTime, quell, residentMemory } from '../servers.ts';
import type { ErrorLoad, ErrorSpeed } from './load.ts';

const CLIENT = fileURLToPath(new URL('./client.ts', import.meta.url));
/** Names of bugs, so that every measurement has its own. */
let measurements = 0;

const HOUR = {
  kib: 6,
  count: 45_000,
  connections: 16,
  perSecond: null,
  bugs: 2_000,
  name: 'Hour',
};

const FIRST = 1_000;

const on = machine();
const slack = await startSandbox();
const server = await quell(slack);
const lines = [...(await throughput()), '', ...(await answers()), '', ...(await memory())];
await server.stop();
await slack.close();
report(`${on}\n\n${lines.join('\n')}`);

async function throughput(): Promise<readonly string[]> {
  const rows = ['| events | a second | µs CPU an event | a second and core |', '|---|--:|--:|--:|'];
  for (const [kib, count] of [
    [6, 6_000],
    [37, 3_000],
    [50, 2_000],
  ] as const) {
    const before = processorTime(server);
    const speed = await send({ kib, count, connections: 16, perSecond: null, bugs: 200 });
    const processor = (processorTime(server) - before) / count;
    const rate = (count / speed.milliseconds) * 1_000;
    rows.push(`| ${kib} KB | ${shown(rate)} | ${shown(processor)} | ${shown(1e6 / processor)} |`);
    console.log(rows.at(-1));
  }
  return rows;
}

/** First while all bugs are new, each with an incident and its card; then while they go on. */
async function answers(): Promise<readonly string[]> {
  const rows = ['| 500 events/s, answered in | p50 | p99 | slowest |', '|---|--:|--:|--:|'];
  for (const kib of [6, 37]) {
    const load = { kib, connections: 64, perSecond: 500, bugs: 200, name: `Answers${kib}k` };
    const first = await send({ ...load, count: FIRST });
    const after = await send({ ...load, count: 10_000, from: FIRST });
    rows.push(answersRow(`${kib} KB, of 200 bugs that are new in the first half second`, first));
    rows.push(answersRow(`${kib} KB, after that`, after));
    console.log(rows.slice(-2).join('\n'));
  }
  return rows;
}

function answersRow(title: string, { latencies }: ErrorSpeed): string {
  const at = (part: number) => (latencies[Math.floor(latencies.length * part)] ?? 0).toFixed(1);
  return `| ${title} | ${at(0.5)} ms | ${at(0.99)} ms | ${latencies.at(-1)?.toFixed(1)} ms |`;
}

/** An hour of 50 events a second, sent as fast as they are taken. */
async function memory(): Promise<readonly string[]> {
  const rows = ['| of an hour with 50 events/s of 6 KB from 2,000 bugs | memory |', '|---|--:|'];
  for (const [index, quarter] of ['a quarter', 'a half', 'three quarters', 'all'].entries()) {
    await send({ ...HOUR, from: index * HOUR.count });
    rows.push(`| ${quarter} | ${residentMemory(server)} MiB |`);
    console.log(rows.at(-1));
  }
  return rows;
}

interface Wish {
  /** Tells its bugs from those of other measurements; without it, they are new. */
  readonly name?: string;
  readonly from?: number;
  readonly kib: number;
  readonly count: number;
  readonly connections: number;
  readonly perSecond: number | null;
  readonly bugs: number;
}

function send({ kib, bugs, name, from = 0, ...how }: Wish): Promise<ErrorSpeed> {
  measurements += 1;
  const events = { size: kib * 1_000, bugs, users: 500, name: name ?? `Bench${measurements}` };
  const load: ErrorLoad = { ...how, from, events, port: server.port, key: server.key };
  return new Promise((resolve, reject) => {
    const client = fork(CLIENT, { execArgv: ['--import', 'tsx'] });
    // The only message that the client sends.
    client.once('message', (speed: ErrorSpeed) => resolve(speed));
    client.once('error', reject);
    client.once('exit', (code) => reject(new Error(`The client ended with ${code}.`)));
    client.send(load);
  });
}

function shown(value: number): string {
  return Math.round(value).toLocaleString('en-GB');
}

function report(figures: string): void {
  const file = new URL('../../docs/benchmarks.md', import.meta.url);
  const marks = /(<!-- errors -->\n)[\s\S]*?(<!-- end of errors -->)/;
  const page = readFileSync(file, 'utf8');
  writeFileSync(
    file,
    page.replace(marks, (_, from: string, to: string) => `${from}\n${figures}\n\n${to}`),
  );
  console.log(`\n${figures}\n\nWritten to docs/benchmarks.md.`);
}
