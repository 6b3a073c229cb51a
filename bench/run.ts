/** Measures ingest and the way to Slack, beside Debian's Alertmanager in the same run where it is installed. */
import { readFileSync, writeFileSync } from 'node:fs';
import { startSandbox } from '../src/sandbox/sandbox.ts';
import { CASES, type Case } from './cases.ts';
import { firstCall, webhook } from './first-call.ts';
import { alertsPerSecond } from './measure.ts';
import { alertmanager, hasAlertmanager, quell, type Server } from './servers.ts';
import { median, type Row, tableOf } from './table.ts';

const ROUNDS = 3;
const CALLS = 9;
/** Long enough for the card, its first reply, and the budget of both. */
const BETWEEN_CALLS = 2_500;

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
const memory = { quell: residentMegabytes(ours), theirs: theirs && residentMegabytes(theirs) };
await Promise.all([ours.stop(), theirs?.stop(), slack.close()]);
sink.close();
report();

/** In turn, so that what else the machine does touches both. */
async function measured({ title, load }: Case, index: number): Promise<Row> {
  const speeds: Record<'ours' | 'theirs', number[]> = { ours: [], theirs: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    const name = load.lasting === null ? `Case${index}Round${round}` : `Case${index}`;
    speeds.ours.push(await alertsPerSecond({ ...load, name, port: ours.port, key: ours.key }));
    if (theirs) {
      speeds.theirs.push(
        await alertsPerSecond({ ...load, name, port: theirs.port, key: theirs.key }),
      );
    }
  }
  const other = theirs ? median(speeds.theirs) : null;
  return { title, unit: 'alerts/s', quell: median(speeds.ours), alertmanager: other };
}

async function firstCalls(): Promise<Row> {
  const times: Record<'ours' | 'theirs', number[]> = { ours: [], theirs: [] };
  for (let round = 0; round < CALLS; round += 1) {
    times.ours.push(await firstCall(ours, `Call${round}`, nextPost));
    if (theirs) times.theirs.push(await firstCall(theirs, `Call${round}`, sink.next));
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_CALLS));
  }
  const other = theirs ? median(times.theirs) : null;
  const title = 'from POST to the first call to Slack';
  return { title, unit: 'ms', quell: median(times.ours), alertmanager: other };
}

async function nextPost(): Promise<number> {
  const before = slack.requests.count('chat.postMessage');
  await slack.until(() => slack.requests.count('chat.postMessage') > before);
  return performance.now();
}

function residentMegabytes({ pid }: Server): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1_024);
}

function report(): void {
  const table = tableOf(rows);
  const sizes = `Memory afterwards: Quell ${memory.quell} MB${memory.theirs === null ? '' : `, Alertmanager ${memory.theirs} MB`}.`;
  const file = new URL('../docs/benchmarks.md', import.meta.url);
  const page = readFileSync(file, 'utf8');
  const marks = /(<!-- figures -->\n)[\s\S]*(\n<!-- end -->)/;
  writeFileSync(
    file,
    page.replace(marks, (_, from, to) => `${from}${table}\n\n${sizes}${to}`),
  );
  console.log(`\n${table}\n\n${sizes}\n\nWritten to docs/benchmarks.md.`);
}
