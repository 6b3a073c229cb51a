import { pino, stdSerializers, stdTimeFunctions } from 'pino';
import type { Log } from './log.ts';
import { type PAINT, paint } from './paint.ts';

/** How much is logged, from the most to nothing. */
export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Where log lines go and how they look. */
export interface LoggerOptions {
  readonly level: LogLevel;
  /** For a terminal: short lines for people instead of JSON. */
  readonly pretty: boolean;
  /** Whether short lines have colours; without it they have none. */
  readonly colours?: boolean;
  /** Takes whole lines, with their line break. */
  readonly write: (line: string) => void;
}

/** A log that shows no secret. */
export interface Logger extends Log {
  /** From now on this text is never shown, wherever it stands. */
  hide(secret: string): void;
}

/** A log in JSON lines (or for a terminal), without secrets in fields, texts or errors. */
export function createLogger({ level, pretty, colours = false, write }: LoggerOptions): Logger {
  const hidden = new Set<string>();
  const destination = {
    write: (line: string) => {
      const safe = redact(line, hidden);
      write(pretty ? prettyLine(safe, colours) : safe);
    },
  };
  const formatters = { log: readableErrors, level: levelName };
  const options = { level, base: null, timestamp: stdTimeFunctions.isoTime, formatters };
  const log = pino(options, destination);
  return {
    debug: (fields, text) => log.debug(fields, text),
    info: (fields, text) => log.info(fields, text),
    warn: (fields, text) => log.warn(withoutStacks(fields), text),
    error: (fields, text) => log.error(fields, text),
    hide: (secret) => void (secret.length >= 4 && hidden.add(JSON.stringify(secret).slice(1, -1))),
  };
}

function levelName(label: string): { level: string } {
  return { level: label };
}

/** Errors, under whatever field they stand, with message, stack and causes. */
function readableErrors(fields: Record<string, unknown>): Record<string, unknown> {
  const pairs = Object.entries(fields).map(([name, value]) => [name, readable(value)]);
  return Object.fromEntries(pairs);
}

function readable(value: unknown): unknown {
  return value instanceof Error ? stdSerializers.errWithCause(value) : value;
}

/** A warning is of what others do: what they say of it matters, not where in our code it was heard. */
function withoutStacks(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const pairs = Object.entries(fields).map(([name, value]) => [name, saidBy(value)]);
  return Object.fromEntries(pairs);
}

function saidBy(value: unknown): unknown {
  // The causes stand behind a colon, also where what is before it is a whole sentence.
  return value instanceof Error
    ? stdSerializers.err(value)['message'].replaceAll('.: ', '. Cause: ')
    : value;
}

const SECRET = '[secret]';

/** What looks like a secret by its shape. The line is JSON: nothing here takes a quote or a backslash away. */
const SHAPES: readonly (readonly [RegExp, string])[] = [
  [/\bx(?:ox[a-z]|app)(?:\.x?ox[a-z])?-[\w-]+/g, SECRET],
  [/\bxoxe\.[\w.-]+/g, SECRET],
  [/\b(Bearer|Basic|GenieKey) +[\w+/.~=-]{6,}/gi, `$1 ${SECRET}`],
  [/([?&](?:key|token|access_token|sentry_key)=)[^&\s"\\]+/gi, `$1${SECRET}`],
  [/(hooks\.slack\.com\/\w+\/)[\w/-]+/g, `$1${SECRET}`],
  [/(:\/\/[^\s:@/"\\]*:)[^\s@/"\\]+@/g, `$1${SECRET}@`],
  [
    /("(?:authorization|x-quell-key|cookie|password|secret|token|[\w-]*[kK]ey|[\w-]*(?:Token|Secret))":)"(?:[^"\\]|\\.)*"/gi,
    `$1"${SECRET}"`,
  ],
];

function redact(line: string, hidden: ReadonlySet<string>): string {
  let safe = line;
  for (const secret of hidden) safe = safe.replaceAll(secret, SECRET);
  for (const [shape, instead] of SHAPES) safe = safe.replace(shape, instead);
  return safe;
}

/** What catches the eye: what needs somebody, and the text rather than its fields. */
const OF_LEVEL: Readonly<Record<string, keyof typeof PAINT>> = {
  fatal: 'red',
  error: 'red',
  warn: 'yellow',
  info: 'green',
};

/** In the clock of the terminal: `12:03:04 WARN  delivery failed  incident=12 code=ratelimited`, and an error's stack below it. */
function prettyLine(line: string, colours: boolean): string {
  // The line was just written by pino from an object.
  const { level, time, msg, ...fields } = JSON.parse(line) as Record<string, unknown>;
  const clock = new Date(String(time)).toTimeString().slice(0, 8);
  const word = paint(String(level).toUpperCase().padEnd(5), OF_LEVEL[String(level)] ?? 'grey', {
    colours,
  });
  const shown = Object.entries(fields).map(([name, value]) =>
    paint(`${name}=${shortly(value)}`, 'grey', { colours }),
  );
  const stacks = Object.values(fields).map(stackOf).join('');
  return `${[`${clock} ${word} ${msg}`, ...shown].join('  ')}\n${stacks}`;
}

function shortly(value: unknown): string {
  if (typeof value === 'string' && /^[\w.:/#@+-]+$/.test(value)) return value;
  const message = typeof value === 'object' && value !== null && 'stack' in value;
  return JSON.stringify(message && 'message' in value ? value.message : value);
}

/** Without control characters, which could play tricks on the terminal. */
function stackOf(value: unknown): string {
  if (typeof value !== 'object' || value === null || !('stack' in value)) return '';
  return `${String(value.stack).replace(/\p{Cc}/gu, (c) => (c === '\n' ? '\n' : ' '))}\n`;
}
