import { parseArgs } from 'node:util';
import { urlFault } from '../bot/address.ts';

interface Where {
  /** Null: the standard output. */
  readonly to: string | null;
  /** Null: where the environment says that the bot is. */
  readonly url: string | null;
}

/** An incident that is written out. */
export interface IncidentAsked extends Where {
  readonly what: 'incident';
  readonly number: number;
  readonly json: boolean;
}

/** Which events are written out. */
export interface ErrorsAsked extends Where {
  readonly what: 'errors';
  readonly project: string | undefined;
  readonly since: string | undefined;
  readonly query: string | undefined;
}

/** What `quell export` is asked for. */
export type Asked = IncidentAsked | ErrorsAsked;

const OPTIONS = {
  json: { type: 'boolean' },
  project: { type: 'string' },
  since: { type: 'string' },
  query: { type: 'string' },
  to: { type: 'string' },
  url: { type: 'string' },
} as const;

type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'];

/** Wrong usage, as a sentence. */
interface Misused {
  readonly fault: string;
}

/** Reads the arguments of `quell export`, or says what is wrong with them. */
export function argumentsOf(args: readonly string[]): Asked | Misused {
  try {
    const read = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
    return asked(read.values, read.positionals);
  } catch (error) {
    if (error instanceof TypeError) return { fault: `${error.message.split('. ')[0]}.` };
    throw error;
  }
}

function asked(values: Values, [what = '', ...more]: readonly string[]): Asked | Misused {
  const { url = null, to = null, json = false, project, since, query } = values;
  const fault = urlFault(url);
  if (fault !== null) return { fault };
  if (more.length > 0) return { fault: `One thing is exported at a time, not ${more[0]} too.` };
  if (what === 'errors') {
    if (json) return { fault: 'Errors are exported as JSON lines anyway, without --json.' };
    return { what, project, since, query, to, url };
  }
  const digits = /^(?:INC-|#)?(\d{1,15})$/i.exec(what)?.[1];
  if (digits === undefined) return { fault: unknownThing(what) };
  const [stray] = Object.entries({ project, since, query }).find(([, value]) => value) ?? [];
  if (stray !== undefined) return { fault: `--${stray} chooses among errors, not in an incident.` };
  return { what: 'incident', number: Number(digits), json, to, url };
}

function unknownThing(what: string): string {
  const known = 'an incident, such as INC-12, or errors';
  return what === '' ? `Say what to export: ${known}.` : `"${what}" cannot be exported: ${known}.`;
}
