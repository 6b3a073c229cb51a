import { type Clock, systemClock } from '../clock.ts';
import { type DatabaseConfig, databaseUrl } from '../config/database.ts';
import { readEnvironment } from '../config/environment.ts';
import { locationOf } from '../config/load.ts';
import type { Policy } from '../domain/policy.ts';
import { isWorse, type Severity } from '../domain/severity.ts';
import { type Instant, instant } from '../domain/time.ts';
import { jsonOf } from '../replay/json.ts';
import type { Span } from '../replay/result.ts';
import type { Sides } from '../replay/sides.ts';
import { textOf } from '../replay/text.ts';
import { StoreUnusable } from '../store/failure.ts';
import { openStore } from '../store/index.ts';
import type { Store } from '../store/store.ts';
import { listed, sentence } from './bot/saying.ts';
import { type CliCommand, type Console, EXIT } from './command.ts';
import { progressOn, readable } from './progress.ts';
import { type Asked, argumentsOf } from './replay/arguments.ts';
import { replayBoth } from './replay/both.ts';
import { NoCopy, withCopy } from './replay/copy.ts';
import { HELP } from './replay/help.ts';
import { policyIn } from './replay/policy.ts';

/** `quell replay`: what another configuration would have done. */
export const replay: CliCommand = replayBy(systemClock);

/** The same by any clock. */
export function replayBy(clock: Pick<Clock, 'now'>): CliCommand {
  return {
    name: 'replay',
    summary: 'runs what arrived against another configuration: what it would tell',
    help: HELP,
    async run(args, console) {
      const asked = argumentsOf(args);
      if (!('fault' in asked)) return replayAsAsked(asked, console, clock.now());
      console.err(sentence(`${asked.fault} See quell replay --help.`));
      return EXIT.usage;
    },
  };
}

interface Policies {
  readonly old: Policy;
  readonly fresh: Policy;
}

async function replayAsAsked(asked: Asked, console: Console, now: Instant): Promise<number> {
  const reading = readEnvironment(console.env);
  if ('faults' in reading) console.err(listed(reading.faults));
  const policies = policiesOf(asked, console, now);
  if ('faults' in reading || !policies) return EXIT.fault;
  const span = { from: instant(now - asked.since), to: now };
  try {
    const sides = await withRecordings(reading.config.database, (store) =>
      replayTold(store, { policies, span }, console),
    );
    return answer(sides, asked, console);
  } catch (error) {
    if (!(error instanceof NoCopy || error instanceof StoreUnusable)) throw error;
    console.err(sentence(error.message));
    return EXIT.fault;
  }
}

/** The same, with how far it is for people at a terminal. */
async function replayTold(
  store: Store,
  { policies, span }: { readonly policies: Policies; readonly span: Span },
  console: Console,
): Promise<Sides> {
  const progress = progressOn(console, process.stderr.isTTY);
  try {
    return await replayBoth(store, policies, {
      span,
      on: (taken) => progress.tell(`Replaying: ${readable(taken)} arrivals`),
    });
  } finally {
    progress.end();
  }
}

/** A file is one process' own, so that a copy of it is read; a server is asked. */
async function withRecordings<T>(
  database: DatabaseConfig,
  read: (store: Store) => Promise<T>,
): Promise<T> {
  if (database.kind === 'sqlite') return withCopy(database.path, read);
  const store = await openStore(databaseUrl(database));
  try {
    return await read(store);
  } finally {
    await store.close();
  }
}

/** The faults of both files are told at once. */
function policiesOf({ config, against }: Asked, console: Console, now: Instant): Policies | null {
  const old = policyIn(
    locationOf(console.env['QUELL_CONFIG'] || null, against ?? undefined),
    console,
    now,
  );
  const fresh = policyIn(locationOf(null, config), console, now);
  return old && fresh ? { old, fresh } : null;
}

function answer(sides: Sides, { json, failIfMissed }: Asked, console: Console): number {
  console.out(json ? `${JSON.stringify(jsonOf(sides), null, 2)}\n` : textOf(sides));
  const missed = failIfMissed === null ? 0 : countMissed(sides, failIfMissed);
  if (missed === 0) return EXIT.well;
  console.err(
    `${missed} missed ${missed === 1 ? 'incident is' : 'incidents are'} ${failIfMissed} or worse.\n`,
  );
  return EXIT.fault;
}

function countMissed({ comparison }: Sides, severity: Severity): number {
  return comparison.missed.filter((each) => !isWorse(severity, each.severity)).length;
}
