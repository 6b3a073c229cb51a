/** Measures ingest and the way to Slack, beside Debian's Alertmanager in the same run where it is installed. */
import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { startSandbox } from '../src/sandbox/sandbox.ts';
import { CASES, type Case } from './cases.ts';
import { firstCall, webhook } from './first-call.ts';
import { machine } from './machine.ts';
import { type Measured, measure } from './measure.ts';
import { alertmanager, hasAlertmanager, quell, residentMemory } from './servers.ts';
import { type Figure, median, type Row, tableOf } from './table.ts';

const ROUNDS = 3;
const CALLS = 9;
/** Long enough for the card, its first reply, and the budget of both. */
const BETWEEN_CALLS = 2_500;

const on = machine();
const slack = await startSandbox();
const sink = await webhook();
const ours = await quell(slack);
const theirs = hasAlertmanager ? await alertmanager(sink.url) : null;
const rows: Row[] = [await firstCalls()];
console.log(tableOf(rows));
for (const [index, each] of CASES.entries()) {
  const row = await measured(each, index);
  rows.push(row);
  console.log(tableOf([row]).split('\n').at(-1));
}
const memory = { quell: residentMemory(ours), theirs: theirs && residentMemory(theirs) };
await Promise.all([ours.stop(), theirs?.stop(), slack.close()]);
sink.close();
report();

/** In turn, so that what else the machine does touches both. */
async function measured({ title, load }: Case, index: number): Promise<Row> {
  const figures: Record<'ours' | 'theirs', Measured[]> = { ours: [], theirs: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    const name = load.lasting === null ? `Case${index}Round${round}` : `Case${index}`;
    figures.ours.push(await measure(ours, { ...load, name }));
    if (theirs) figures.theirs.push(await measure(theirs, { ...load, name }));
  }
  const alertmanager = theirs ? middle(figures.theirs) : null;
  return { title, unit: 'alerts/s', quell: middle(figures.ours), alertmanager };
}

function middle(measured: readonly Measured[]): Figure {
  return {
    value: median(measured.map(({ alertsPerSecond }) => alertsPerSecond)),
    processor: median(measured.map(({ processorPerAlert }) => processorPerAlert)),
  };
}

async function firstCalls(): Promise<Row> {
  const times: Record<'ours' | 'theirs', number[]> = { ours: [], theirs: [] };
  for (let round = 0; round < CALLS; round += 1) {
    times.ours.push(await firstCall(ours, `Call${round}`, nextPost));
    if (theirs) times.theirs.push(await firstCall(theirs, `Call${round}`, sink.next));
    await pause(BETWEEN_CALLS);
  }
  return {
    title: 'from POST to the first call to Slack',
    unit: 'ms',
    quell: { value: median(times.ours) },
    alertmanager: theirs ? { value: median(times.theirs) } : null,
  };
}

async function nextPost(): Promise<number> {
  const before = slack.requests.count('chat.postMessage');
  await slack.until(() => slack.requests.count('chat.postMessage') > before);
  return performance.now();
}

function report(): void {
  const table = tableOf(rows);
  const sizes = `Memory afterwards: Quell ${memory.quell} MiB${memory.theirs === null ? '' : `, Alertmanager ${memory.theirs} MiB`}.`;
  const figures = `${on}\n\n${table}\n\n${sizes}`;
  const file = new URL('../docs/benchmarks.md', import.meta.url);
  const page = readFileSync(file, 'utf8');
  const marks = /(<!-- figures -->\n)[\s\S]*(<!-- end -->)/;
  writeFileSync(
    file,
    page.replace(marks, (_, from: string, to: string) => `${from}\n${figures}\n\n${to}`),
  );
  console.log(`\n${figures}\n\nWritten to docs/benchmarks.md.`);
}
