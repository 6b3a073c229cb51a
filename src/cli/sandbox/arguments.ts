import { parseArgs } from 'node:util';

/** What the command line asks for. */
export interface Asked {
  /** Null: the one that it had, or the usual one. */
  readonly port: number | null;
  /** Where requests go in HTTP mode; null: Socket Mode. */
  readonly requestUrl: string | null;
  /** The file in which the workspace is kept; null: in none. */
  readonly keep: string | null;
  /** What it is called; null: as it was, or as usual. */
  readonly name: string | null;
}

const OPTIONS = {
  keep: { type: 'string' },
  name: { type: 'string' },
  port: { type: 'string' },
  requests: { type: 'string' },
} as const;

/** Reads it, or says in a sentence what is wrong with it. */
export function argumentsOf(args: readonly string[]): Asked | { readonly fault: string } {
  try {
    const given = parseArgs({ args: [...args], options: OPTIONS }).values;
    const fault = FAULTS.map((each) => each(given)).find((each) => each !== null);
    return fault === undefined ? asked(given) : { fault };
  } catch (error) {
    if (error instanceof TypeError) return { fault: `${error.message.split('. ')[0]}.` };
    throw error;
  }
}

type Given = Readonly<Partial<Record<keyof typeof OPTIONS, string | undefined>>>;

function asked({ keep, name, port, requests }: Given): Asked {
  return {
    port: port === undefined ? null : Number(port),
    requestUrl: requests === undefined ? null : (requestUrlOf(requests) ?? null),
    keep: keep ?? null,
    name: name?.trim() ?? null,
  };
}

/** Slack allows no longer names. */
const LONGEST_NAME = 80;

const FAULTS: readonly ((given: Given) => string | null)[] = [
  ({ requests }) =>
    requests === undefined || requestUrlOf(requests) !== undefined
      ? null
      : `--requests is "${requests}"; it must be where the bot is, such as http://127.0.0.1:3000.`,
  ({ port }) =>
    port === undefined || (/^\d{1,5}$/.test(port) && Number(port) <= 65_535)
      ? null
      : `--port is "${port}"; it must be a number from 0 to 65535.`,
  ({ keep }) => (keep === '' ? '--keep is empty; it must be a file, such as acme.json.' : null),
  ({ name }) =>
    name === undefined || (/^[^\p{Cc}]+$/u.test(name.trim()) && name.trim().length <= LONGEST_NAME)
      ? null
      : `--name must be one line of 1 to ${LONGEST_NAME} characters, such as "Acme".`,
];

/** Where the bot takes Slack's requests, also where its address alone is given; undefined: that is none. */
export function requestUrlOf(given: string): string | undefined {
  if (!/^https?:\/\//i.test(given) || !URL.canParse(given)) return undefined;
  const { origin, pathname } = new URL(given);
  return pathname === '/' ? `${origin}/slack/events` : `${origin}${pathname}`;
}
