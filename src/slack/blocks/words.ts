import type { Duration, Instant } from '../../domain/time.ts';
import { escaped } from './escape.ts';

/** A moment with its date. */
export const FULL = '{date_short_pretty} {time}';
/** A moment of another year: Slack leaves out a near year, and plain text has it always. */
const DATED = '{date_short} {time}';
/** A moment of a day that is known. */
export const CLOCK = '{time}';
/** A moment to the second: only where a decision is explained. */
export const SECONDS = '{date_short_pretty} {time_secs}';
/** How Slack is to show a moment. */
export type Format = typeof FULL | typeof DATED | typeof CLOCK | typeof SECONDS;

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const NEAR = 12 * 3_600_000;
/** From here on a day and a month may be taken for those of the wrong year. */
const FAR = 300 * 86_400_000;

/** With its date, unless it is within 12 h of a moment whose date is known; with its year where that may be another. */
export function formatNear(at: Instant, known: Instant): Format {
  return Math.abs(at - known) < NEAR ? CLOCK : formatDated(at, known);
}

/** With its date, and with its year where that may be another. */
export function formatDated(at: Instant, known: Instant): Format {
  return Math.abs(at - known) > FAR ? DATED : FULL;
}

/** The token that Slack shows in the zone of whoever reads. */
export function dateToken(at: Instant, format: Format = FULL): string {
  return `<!date^${Math.floor(at / 1_000)}^${format}|${utc(at, format)}>`;
}

/** The moment in UTC, for where Slack knows no dates: "10 Feb 14:02 UTC". */
export function utc(at: Instant, format: Format = FULL): string {
  const date = new Date(at);
  const seconds = format === SECONDS ? `:${two(date.getUTCSeconds())}` : '';
  const clock = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}${seconds} UTC`;
  if (format === CLOCK) return clock;
  const year = format === DATED ? ` ${date.getUTCFullYear()}` : '';
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}${year} ${clock}`;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}

/** A length of time that is over, in two units at most: "29 min", "2 h 5 min". */
export function duration(time: Duration): string {
  const seconds = Math.max(1, Math.round(time / 1_000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return twoUnits(`${hours} h`, minutes % 60, 'min');
  return twoUnits(count(Math.floor(hours / 24), 'day'), hours % 24, 'h');
}

function twoUnits(large: string, rest: number, unit: string): string {
  return rest === 0 ? large : `${large} ${rest} ${unit}`;
}

/** A number in a list: "0", "1,204". */
export function figure(number: number): string {
  return number.toLocaleString('en-GB');
}

/** "1 alert", "14 alerts", "no alerts", "1,204 alerts". */
export function count(number: number, one: string, many = `${one}s`): string {
  const shown = number === 0 ? 'no' : figure(number);
  return `${shown} ${number === 1 ? one : many}`;
}

/** "a, b and c". */
export function listed(items: readonly string[]): string {
  if (items.length < 2) return items[0] ?? '';
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

/** With a capital. */
export function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** "INC-12". */
export function incidentName(number: number): string {
  return `INC-${number}`;
}

/** A link labelled with what it is and the host it goes to; null where it is no web address. */
export function hostLink(label: string, url: string | null): string | null {
  const address = webAddress(url);
  if (!address) return null;
  const safe = escaped(address.href.replace(/[<>|]/g, encodeURIComponent));
  return safe.length > 600 ? null : `<${safe}|${label} on ${escaped(address.host)}>`;
}

/** A web address, taken apart; null where it is none. */
export function webAddress(url: string | null): URL | null {
  if (url === null || !URL.canParse(url)) return null;
  const address = new URL(url);
  return /^https?:$/.test(address.protocol) ? address : null;
}
