import { parseArgs } from 'node:util';
import { SEVERITIES, type Severity } from '../../domain/severity.ts';
import { type Duration, parseDuration } from '../../domain/time.ts';

/** What a replay is asked for. */
export interface Asked {
  readonly config: string;
  /** Null: what the bot would read. */
  readonly against: string | null;
  readonly since: Duration;
  readonly json: boolean;
  readonly failIfMissed: Severity | null;
}

const OPTIONS = {
  config: { type: 'string' },
  against: { type: 'string' },
  since: { type: 'string', default: '7d' },
  json: { type: 'boolean', default: false },
  'fail-if-missed': { type: 'string' },
} as const;

/** Reads the arguments of `quell replay`, or says what is wrong with them. */
export function argumentsOf(args: readonly string[]): Asked | { readonly fault: string } {
  try {
    return asked(parseArgs({ args: [...args], options: OPTIONS }).values);
  } catch (error) {
    if (error instanceof TypeError) return { fault: `${error.message.split('. ')[0]}.` };
    throw error;
  }
}

type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'];

function asked(values: Values): Asked | { readonly fault: string } {
  const { config, against = null, json } = values;
  const since = parseDuration(values.since);
  const word = values['fail-if-missed'] ?? null;
  const failIfMissed = SEVERITIES.find((severity) => severity === word) ?? null;
  if (config === undefined) return { fault: 'quell replay needs --config FILE.' };
  if (since === undefined) {
    return { fault: `--since is "${values.since}", which is no length of time such as 12h or 7d.` };
  }
  if (word !== null && failIfMissed === null) {
    return { fault: `--fail-if-missed is "${word}"; it must be one of ${SEVERITIES.join(', ')}.` };
  }
  return { config, against, since, json, failIfMissed };
}
