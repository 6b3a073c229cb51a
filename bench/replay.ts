/** Measures a replay of a million recordings: the engine on one side, and the whole comparison over a database. */
import { join } from 'node:path';
import { replayBoth } from '../src/cli/replay/both.ts';
import type { Alert } from '../src/domain/alert.ts';
import type { Recording } from '../src/domain/recording.ts';
import { instant, minutes } from '../src/domain/time.ts';
import { alertKeyOf } from '../src/engine/identity.ts';
import { NO_ROWS } from '../src/engine/scope.ts';
import { Replay } from '../src/replay/replay.ts';
import { openStore } from '../src/store/index.ts';
import type { Store } from '../src/store/store.ts';
import { newFolder } from '../test/programs/support/program.ts';
import { anAlert, aPolicy } from '../test/support/builders.ts';
import { machine } from './machine.ts';

const RECORDINGS = 1_000_000;
const ALERTS = 5_000;
/** Each alert begins to fire, is sent again eight times, and ends. */
const PHASES = 10;
const WEEK = 7 * 86_400_000;
const SAVED_AT_ONCE = 10_000;
const MONDAY = Date.UTC(2026, 1, 2);
const SPAN = { from: instant(MONDAY), to: instant(MONDAY + WEEK) };

const storm = { incidents: 10, within: minutes(1) };
const flapping = { changes: 4, within: minutes(10), quiet: minutes(10) };
const old = aPolicy({}, { storm, flapping });
const fresh = aPolicy({ groupWait: minutes(1) }, { storm, flapping });

console.log(machine());
measureEngine();
await measureComparison();

function measureEngine(): void {
  const begin = process.cpuUsage();
  const replay = new Replay(old, { span: SPAN, silences: [] });
  const start = performance.now();
  for (const recording of recordings()) replay.take(recording);
  replay.finish();
  const { user, system } = process.cpuUsage(begin);
  say('one configuration, from memory', performance.now() - start, (user + system) / 1_000);
}

async function measureComparison(): Promise<void> {
  const folder = newFolder();
  const store = await openStore(`sqlite:${join(folder.path, 'bench.db')}`);
  await fill(store);
  const begin = process.cpuUsage();
  const start = performance.now();
  await replayBoth(store, { old, fresh }, { span: SPAN, on: () => {} });
  const { user, system } = process.cpuUsage(begin);
  say('two configurations, from a database', performance.now() - start, (user + system) / 1_000);
  await store.close();
  folder.remove();
}

function say(what: string, wall: number, processor: number): void {
  const each = (processor * 1_000) / RECORDINGS;
  const [seconds, cpu] = [wall / 1_000, processor / 1_000].map((value) => value.toFixed(1));
  console.log(
    `${RECORDINGS.toLocaleString('en-GB')} recordings, ${what}: ${seconds} s, of which ${cpu} s of processor time; ${each.toFixed(1)} µs each.`,
  );
}

async function fill(store: Store): Promise<void> {
  let changes: { readonly type: 'recorded'; readonly recording: Recording }[] = [];
  const save = async () => {
    const saved = changes;
    changes = [];
    await store.update(
      () => NO_ROWS,
      () => ({ changes: saved, outcomes: [] }),
    );
  };
  for (const recording of recordings()) {
    changes.push({ type: 'recorded', recording });
    if (changes.length === SAVED_AT_ONCE) await save();
  }
  await save();
}

/** What a week brings: alerts as Prometheus sends them, evenly spread. */
function* recordings(): Generator<Recording> {
  const alerts = Array.from({ length: ALERTS }, (_, index) => alertOf(index));
  const keys = alerts.map(alertKeyOf);
  for (let index = 0; index < RECORDINGS; index += 1) {
    const at = instant(MONDAY + Math.floor((index * WEEK) / RECORDINGS));
    const which = index % ALERTS;
    const [alert, key] = [alerts[which], keys[which]];
    if (alert && key) yield { key, ...said(alert, at, Math.floor(index / ALERTS) % PHASES) };
  }
}

function said(alert: Alert, at: Recording['at'], phase: number): Omit<Recording, 'key'> {
  const endsAt = instant(at + 86_400_000);
  const always = { at, last: at, count: 1, incident: null, untold: null, ignoredBy: null };
  if (phase === 0) {
    return { ...always, alert: { ...alert, startsAt: at, endsAt }, endsAt: null, reason: 'opened' };
  }
  if (phase === PHASES - 1) {
    return { ...always, alert: { ...alert, status: 'resolved' }, endsAt: null, reason: 'ended' };
  }
  return { ...always, alert: null, endsAt, reason: 'duplicate' };
}

function alertOf(index: number): Alert {
  return anAlert({
    labels: {
      alertname: `Alert${index % 200}`,
      cluster: `cluster-${index % 4}`,
      instance: `host-${index}.example.com:9100`,
      job: 'node-exporter',
      service: `service-${index % 20}`,
      severity: 'warning',
    },
  });
}
