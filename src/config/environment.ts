import { isIP } from 'node:net';
import { z } from 'zod';
import { LOG_LEVELS, type LogLevel } from '../logger.ts';

/** How the program talks to Slack. */
export interface SlackConfig {
  readonly botToken: string;
  /** Null: Slack's own. */
  readonly apiUrl: string | null;
  readonly mode:
    | { readonly kind: 'socket'; readonly appToken: string }
    | { readonly kind: 'http'; readonly signingSecret: string };
}

/** What the environment asks for. */
export interface EnvironmentConfig {
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  readonly database: { readonly kind: 'sqlite'; readonly path: string };
  /** Null: the sandbox. */
  readonly slack: SlackConfig | null;
  /** Null: generated once and kept. */
  readonly ingestKey: string | null;
  readonly apiToken: string | null;
  /** Without a slash at the end; null: from host and port. */
  readonly publicUrl: string | null;
  /** Addresses or networks of proxies that are believed. */
  readonly trustProxy: readonly string[];
  readonly logLevel: LogLevel;
  /** The configuration file that must be there; null: `quell.yml` where it exists. */
  readonly configFile: string | null;
}

/** What the environment says, or every fault of it, each a sentence. */
export type EnvironmentReading =
  | { readonly config: EnvironmentConfig }
  | { readonly faults: readonly string[] };

/** Environment variables, as `process.env` has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

const isAddress = (text: string) => /^https?:\/\//i.test(text) && URL.canParse(text);
const isPort = (text: string) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535;
const orNull = <T extends z.ZodType>(type: T) =>
  type.optional().transform((value) => value ?? null);

const HOST = z
  .string()
  .regex(/^[\w.:-]+$/, 'it must be a host name or an address to listen at')
  .default('127.0.0.1');
const PORT = z
  .string()
  .refine(isPort, 'it must be a whole number from 0 to 65535')
  .default('3000')
  .transform(Number);
const DATABASE = z
  .string()
  .refine((url) => !/^postgres/i.test(url), {
    message: 'this version keeps its data in SQLite only; write sqlite:PATH',
    abort: true,
  })
  .regex(/^sqlite:./, 'it must be sqlite:PATH, such as sqlite:data/quell.db')
  .default('sqlite:data/quell.db')
  .transform((url) => ({ kind: 'sqlite' as const, path: url.slice('sqlite:'.length) }));
const KEY = orNull(
  z.string().regex(/^[\x21-\x7e]+$/, 'it must be visible ASCII characters without spaces'),
);
const API_URL = orNull(
  z
    .string()
    .refine(
      (text) => isAddress(text) && text.endsWith('/api/'),
      'it must be an http or https address that ends in /api/, such as http://127.0.0.1:4000/api/',
    ),
);
const PUBLIC_URL = orNull(
  z
    .string()
    .refine(
      (text) => isAddress(text) && !/[?#]/.test(text),
      'it must be an http or https address without ? and #, such as https://quell.example.com',
    )
    .transform((text) => text.replace(/\/+$/, '')),
);
const PROXIES = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((each) => each.trim())
      .filter(Boolean),
  )
  .refine(
    (proxies) => proxies.every(isProxy),
    'it must be addresses or networks separated by commas, such as 10.0.0.0/8, or loopback',
  );

const Variables = z.object({
  HOST,
  PORT,
  DATABASE_URL: DATABASE,
  SLACK_BOT_TOKEN: KEY,
  SLACK_APP_TOKEN: KEY,
  SLACK_SIGNING_SECRET: KEY,
  SLACK_API_URL: API_URL,
  QUELL_INGEST_KEY: KEY,
  QUELL_API_TOKEN: KEY,
  QUELL_PUBLIC_URL: PUBLIC_URL,
  TRUST_PROXY: PROXIES,
  QUELL_CONFIG: orNull(z.string()),
  LOG_LEVEL: z.enum(LOG_LEVELS, `it must be one of ${LOG_LEVELS.join(', ')}`).default('info'),
});
type Variables = z.infer<typeof Variables>;

/** Reads the environment: all of it, or every fault at once. An empty variable is like none. */
export function readEnvironment(environment: Environment): EnvironmentReading {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const read = Variables.safeParse(given);
  const faults = [...faultsOf(read.error, given), ...slackFaults(given), ...notYet(given)];
  if (!read.data || faults.length > 0) return { faults };
  return { config: configFrom(read.data) };
}

/** Values that may hold a secret, which no message may show. */
const SECRET = /TOKEN|SECRET|KEY|DATABASE_URL|REDIS_URL/;

function faultsOf(error: z.ZodError | undefined, given: Environment): readonly string[] {
  return (error?.issues ?? []).map(({ path, message }) => {
    const name = String(path[0]);
    const shown = SECRET.test(name) ? 'is wrong' : `is ${JSON.stringify(given[name])}`;
    return `${name} ${shown}: ${message}.`;
  });
}

/** What the Slack variables ask of each other. */
function slackFaults(given: Environment): readonly string[] {
  const bot = given['SLACK_BOT_TOKEN'];
  if (bot === undefined)
    return ['SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET', 'SLACK_API_URL']
      .filter((name) => given[name] !== undefined)
      .map(withoutBot);
  return [...tokenFaults(given), ...modeFaults(given)];
}

function withoutBot(name: string): string {
  return `${name} is set but SLACK_BOT_TOKEN is not: set the bot token too, or unset both for the sandbox.`;
}

/** Another Slack API server may have tokens of other forms. */
function tokenFaults(given: Environment): readonly string[] {
  if (given['SLACK_API_URL'] !== undefined) return [];
  const wrong = (name: string, form: RegExp) =>
    given[name] !== undefined && !form.test(given[name] ?? '');
  const faults = [];
  if (wrong('SLACK_BOT_TOKEN', /^xox[be][-.]/)) {
    faults.push('SLACK_BOT_TOKEN is wrong: a bot token begins with xoxb-.');
  }
  if (wrong('SLACK_APP_TOKEN', /^xapp-/)) {
    faults.push('SLACK_APP_TOKEN is wrong: an app-level token begins with xapp-.');
  }
  return faults;
}

function modeFaults(given: Environment): readonly string[] {
  if (given['SLACK_APP_TOKEN'] !== undefined || given['SLACK_SIGNING_SECRET'] !== undefined)
    return [];
  return [
    'SLACK_BOT_TOKEN is set alone: set SLACK_APP_TOKEN for Socket Mode, or SLACK_SIGNING_SECRET for HTTP mode.',
  ];
}

function notYet(given: Environment): readonly string[] {
  const faults = [];
  if (given['REDIS_URL'] !== undefined) {
    faults.push('REDIS_URL is set: this version runs as one process without Redis; unset it.');
  }
  if (given['QUELL_ROLES'] !== undefined && !isEveryRole(given['QUELL_ROLES'])) {
    faults.push('QUELL_ROLES is set: this version does all its jobs in one process; unset it.');
  }
  return faults;
}

function isEveryRole(text: string): boolean {
  return (
    text
      .split(',')
      .map((each) => each.trim())
      .sort()
      .join() === 'http,slack,worker'
  );
}

function isProxy(text: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(text)) return true;
  const [address = '', bits, ...more] = text.split('/');
  const most = isIP(address) === 4 ? 32 : 128;
  const fits = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most);
  return isIP(address) !== 0 && fits && more.length === 0;
}

function configFrom(read: Variables): EnvironmentConfig {
  return {
    host: read.HOST,
    port: read.PORT,
    database: read.DATABASE_URL,
    slack: slackFrom(read),
    ingestKey: read.QUELL_INGEST_KEY,
    apiToken: read.QUELL_API_TOKEN,
    publicUrl: read.QUELL_PUBLIC_URL,
    trustProxy: read.TRUST_PROXY,
    logLevel: read.LOG_LEVEL,
    configFile: read.QUELL_CONFIG,
  };
}

/** Socket Mode where there is an app token; the faults above see to it that there is one or a signing secret. */
function slackFrom(read: Variables): SlackConfig | null {
  const { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken } = read;
  const { SLACK_API_URL: apiUrl, SLACK_SIGNING_SECRET: signingSecret } = read;
  if (botToken === null) return null;
  if (appToken !== null) return { botToken, apiUrl, mode: { kind: 'socket', appToken } };
  if (signingSecret !== null) return { botToken, apiUrl, mode: { kind: 'http', signingSecret } };
  return null;
}
