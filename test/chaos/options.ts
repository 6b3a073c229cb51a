import { parseArgs } from 'node:util';

/** What the command line asks for. */
export interface ChaosOptions {
  readonly minutes: number;
  readonly seed: string;
  readonly bots: number;
  /** One bot with SQLite and without Redis. */
  readonly alone: boolean;
  /** Keeps logs and data also where nothing is wrong. */
  readonly keep: boolean;
}

export const USAGE = `Usage: npm run test:chaos -- [--minutes M] [--seed S] [--bots N] [--alone] [--keep]

Runs N bots (3 where not given) with PostgreSQL and Redis under load for M minutes (2 where not given), kills, pauses and cuts
off whatever there is every few seconds, and checks that nothing was lost, doubled or left stale. With --alone one bot with
SQLite and without Redis. The same seed gives the same chaos, the same load and the same trouble of Slack, as far as timing
allows. --keep leaves the logs behind where nothing was wrong too.`;

const NUMBERS = {
  minutes: /^\d{1,3}(\.\d+)?$/,
  bots: /^[1-9]$/,
} as const;

/** Reads the command line; the sentence that says what is wrong with it where something is. */
export function readOptions(
  args: readonly string[],
  newSeed: () => string,
): ChaosOptions | { readonly fault: string } {
  const values = parsed(args);
  if ('fault' in values) return values;
  for (const [name, form] of Object.entries(NUMBERS)) {
    const value = name === 'bots' ? values.bots : values.minutes;
    if (!form.test(value)) {
      return { fault: `--${name} must be a number, and is ${JSON.stringify(value)}.` };
    }
  }
  const { alone, keep, seed = newSeed() } = values;
  const bots = alone ? 1 : Number(values.bots);
  return { minutes: Number(values.minutes), seed, bots, alone, keep };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        minutes: { type: 'string', default: '2' },
        seed: { type: 'string' },
        bots: { type: 'string', default: '3' },
        alone: { type: 'boolean', default: false },
        keep: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
}
