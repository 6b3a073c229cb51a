import { randomBytes } from 'node:crypto';
import type { ErrorEvidence } from './errors/evidence.ts';
import { errorFigures } from './errors/figures.ts';
import { errorsSeen } from './errors/seen.ts';
import { askOne, readerOf } from './errors/ways.ts';
import { figures } from './figures.ts';
import { type CrashOptions, readOptions, USAGE } from './options.ts';
import { randomFrom } from './random.ts';
import { newSetting, type Setting } from './setting.ts';
import { caughtUp, prepare, rage, type Storm } from './storm.ts';
import { table } from './table.ts';
import { readState, type State } from './verdict/state.ts';
import { judge } from './verdict/verdict.ts';

/** Kills the real program again and again under load, and checks that nothing was lost and nothing told twice. */
async function main(args: readonly string[]): Promise<number> {
  const options = readOptions(args, () => randomBytes(4).toString('hex'));
  if ('fault' in options) return refuse(`${options.fault}\n\n${USAGE}`, 2);
  const setting = newSetting();
  if ('fault' in setting) return refuse(setting.fault, 1);
  say(`Killing Quell ${options.kills} times, with seed ${options.seed}.`);
  const faults = await crash(options, setting);
  if (faults.length === 0) {
    setting.remove();
    say('\nNothing was lost, and nothing was told twice.');
    return 0;
  }
  for (const fault of faults) say(`VIOLATION ${fault}`);
  say(
    `\n${faults.length} violations with seed ${options.seed}. Database and log: ${setting.folder}`,
  );
  return 1;
}

/** One run; answers what is wrong. */
async function crash(options: CrashOptions, setting: Setting): Promise<readonly string[]> {
  const storm = await prepare(setting, randomFrom(options.seed));
  process.once('exit', () => storm.bot.abandon());
  const begun = performance.now();
  try {
    await rage(storm, options);
    const raged = performance.now();
    const { state, errors, faults: ends } = await settle(storm, setting);
    const { faults, shown } = judge(storm, state, errors);
    say(
      `\n${table([
        ...figures(storm, state, shown),
        ...errorFigures(errors),
        ['time under fire', seconds(raged - begun)],
        ['time to catch up', seconds(performance.now() - raged)],
      ])}`,
    );
    return [...ends, ...faults];
  } finally {
    storm.bot.abandon();
    await storm.sandbox.close();
  }
}

const ROUNDS = 5;

/** Lets it catch up and ends it; once more where the clock brought something new in between. */
async function settle(
  storm: Storm,
  { database }: Setting,
): Promise<{
  readonly state: State;
  readonly errors: ErrorEvidence;
  readonly faults: readonly string[];
}> {
  const faults: string[] = [];
  for (let round = 1; ; round += 1) {
    if (!(await caughtUp(storm))) faults.push('Slack did not come to show everything.');
    const errors = await errorEvidence(storm);
    const code = await storm.bot.stop();
    if (code !== 0) faults.push(`Quell ended with ${code} when it was asked to stop.`);
    const state = await readState(database);
    if (state.pending === 0 || faults.length > 0 || round === ROUNDS) {
      return { state, errors, faults };
    }
    await storm.bot.start();
  }
}

/** What was sent of errors, and what the API shows of them while Quell still runs. */
async function errorEvidence({ errors, door }: Storm): Promise<ErrorEvidence> {
  const seen = await errorsSeen(readerOf(askOne(door)));
  return { sent: errors.sent(), triaged: errors.triaged(), ...seen };
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1_000).toFixed(1)} s`;
}

function refuse(text: string, code: number): number {
  process.stderr.write(`${text}\n`);
  return code;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

process.exitCode = await main(process.argv.slice(2));
