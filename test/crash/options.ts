import { parseArgs } from 'node:util';

/** What the command line asks for. */
export interface CrashOptions {
  readonly kills: number;
  readonly seed: string;
}

export const USAGE = `Usage: npm run test:crash -- [--kills N] [--seed S]

Kills a Quell under load N times (50 where not given) and checks that nothing was lost and nothing was told twice.
The same seed gives the same load, the same faults of Slack and the same moments, as far as timing allows.`;

/** Reads the command line; the sentence that says what is wrong with it where something is. */
export function readOptions(
  args: readonly string[],
  newSeed: () => string,
): CrashOptions | { readonly fault: string } {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { kills: { type: 'string', default: '50' }, seed: { type: 'string' } },
    });
    if (!/^\d{1,5}$/.test(values.kills)) {
      return { fault: `--kills must be a whole number, and is ${JSON.stringify(values.kills)}.` };
    }
    return { kills: Number(values.kills), seed: values.seed ?? newSeed() };
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
}
