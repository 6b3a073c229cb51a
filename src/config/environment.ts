import { isIP } from 'node:net';
import { z } from 'zod';
import { LOG_LEVELS, type LogLevel } from '../logger.ts';
import { type ReadRedisUrl, type RedisAddress, readRedisUrl } from '../redis/address.ts';
import { DATABASE, type DatabaseConfig } from './database.ts';
import { ROLES, type Role, readRoles } from './roles.ts';

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
  /** 0: one that is free. */
  readonly port: number;
  readonly database: DatabaseConfig;
  /** Null: there is no Redis. */
  readonly redis: RedisAddress | null;
  /** What this process does; without another word everything. */
  readonly roles: readonly Role[];
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

const ROLE_LIST = z
  .string()
  .default(ROLES.join())
  .transform((text, context) => {
    const read = readRoles(text);
    if (!('fault' in read)) return read;
    context.addIssue(read.fault);
    return z.NEVER;
  });

const Variables = z.object({
  HOST,
  PORT,
  DATABASE_URL: DATABASE,
  QUELL_ROLES: ROLE_LIST,
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
  const faults = [...faultsOf(read.error, given), ...slackFaults(given)];
  const redis = redisFrom(given['REDIS_URL']);
  if ('problem' in redis) faults.push(redis.problem);
  if (!read.data || 'problem' in redis || faults.length > 0) return { faults };
  const config = configFrom(read.data, redis.address);
  const missing = rolesMissing(config);
  return missing === null ? { config } : { faults: [missing] };
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

/** A store in a file is one process' own, so that nobody else could do what this one leaves out. */
function rolesMissing({ database, roles }: EnvironmentConfig): string | null {
  const missing = ROLES.filter((role) => !roles.includes(role));
  if (database.kind !== 'sqlite' || missing.length === 0) return null;
  const left = missing.join(' and ');
  return `QUELL_ROLES leaves out ${left}, but with a database in a file one process does everything: unset it, or set DATABASE_URL to postgres://… for several processes.`;
}

function isProxy(text: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(text)) return true;
  const [address = '', bits, ...more] = text.split('/');
  const most = isIP(address) === 4 ? 32 : 128;
  const fits = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most);
  return isIP(address) !== 0 && fits && more.length === 0;
}

function redisFrom(url: string | undefined): ReadRedisUrl | { readonly address: null } {
  return url === undefined ? { address: null } : readRedisUrl(url);
}

function configFrom(read: Variables, redis: RedisAddress | null): EnvironmentConfig {
  return {
    host: read.HOST,
    port: read.PORT,
    database: read.DATABASE_URL,
    redis,
    roles: read.QUELL_ROLES,
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
