import type { Matcher } from '../../domain/matcher.ts';
import type { Silence } from '../../domain/silence.ts';
import { type Duration, instant, parseDuration } from '../../domain/time.ts';
import { faultOfCron } from '../../engine/calendar/cron.ts';
import { isTimezone } from '../../engine/calendar/wall.ts';
import { nextOpening } from '../../engine/calendar/window.ts';
import { asksForSomething, isFault, parseMatchers } from '../../engine/matchers.ts';
import { plainText } from '../plain-text.ts';
import { wordsOf } from './parse.ts';

/** Which alerts planned work concerns, how long it takes, when it comes again and why. */
export interface ReadMaintenance {
  readonly matchers: readonly Matcher[];
  readonly time: Duration;
  readonly repeats: Silence['repeats'];
  readonly reason: string;
}

/** What is wrong with the words, and a line that works. */
export interface MaintenanceFault {
  readonly fault: string;
  readonly corrected: string;
}

const EXAMPLE = 'service=db 2h upgrade';
const CRON = '"0 2 * * 0"';
/** `UTC` or `Europe/Berlin`: what looks like a zone is meant as one. */
const ZONE = /^(UTC|GMT|[A-Z][A-Za-z]+(\/[A-Za-z0-9_+-]+)+)$/;

/** The words apart: `service=db` · `"0 2 * * 0"` · `1h` · `Europe/Berlin upgrade`. */
interface Parts {
  readonly matchers: string;
  readonly cron: readonly string[];
  readonly time: Duration | undefined;
  readonly behind: readonly string[];
}

/** Reads `service=db 2h upgrade` or `service=db "0 2 * * 0" 1h Europe/Berlin upgrade`. */
export function readMaintenance(
  text: string,
  timezone: string,
): ReadMaintenance | MaintenanceFault {
  const parts = partsOf(text);
  const matchers = readMatchers(parts);
  if ('fault' in matchers) return matchers;
  const length = readTime(parts);
  if ('fault' in length) return length;
  const { cron, behind } = parts;
  const { time } = length;
  if (cron.length === 0) return { matchers, time, repeats: null, reason: behind.join(' ') };
  return readRepeated(parts, { matchers, time, timezone });
}

function partsOf(text: string): Parts {
  // Phones put curly quotes where a person typed straight ones.
  const words = wordsOf(plainText(text).replace(/[“”„]/g, '"'));
  const end = words.findIndex((word) => !/[=~]/.test(word));
  const [named, rest] = end < 0 ? [words, []] : [words.slice(0, end), words.slice(end)];
  const at = rest.findIndex((word) => timeIn(word) !== undefined);
  const cron = (at < 0 ? rest : rest.slice(0, at)).flatMap((word) =>
    word.replaceAll('"', '').split(/\s+/).filter(Boolean),
  );
  const behind = at < 0 ? [] : rest.slice(at + 1);
  return { matchers: named.join(' '), cron, time: timeIn(rest[at] ?? ''), behind };
}

function timeIn(word: string): Duration | undefined {
  return parseDuration(word.toLowerCase());
}

function readMatchers({ matchers: written }: Parts): readonly Matcher[] | MaintenanceFault {
  const matchers = parseMatchers(wordsOf(written).join(','));
  if (isFault(matchers)) {
    const named = written === '' ? 'Name at least one label with a value first' : matchers.fault;
    return { fault: asSentence(named), corrected: EXAMPLE };
  }
  if (asksForSomething(matchers)) return matchers;
  const fault =
    'Maintenance of everything would hide every alert, so it is refused. Name at least one label with a value.';
  return { fault, corrected: EXAMPLE };
}

function readTime({
  matchers,
  cron,
  time,
}: Parts): Pick<ReadMaintenance, 'time'> | MaintenanceFault {
  const fault = looksLikeCron(cron) ? faultOfCron(cron.join(' ')) : faultOfWords(cron);
  const corrected = looksLikeCron(cron) ? `${matchers} ${CRON} 1h` : `${matchers} 2h`;
  if (fault !== undefined) return { fault: asSentence(fault), corrected };
  if (time !== undefined) return { time };
  if (cron.length === 0) return { fault: 'For how long?', corrected };
  return {
    fault: 'How long does it take each time?',
    corrected: `${matchers} "${cron.join(' ')}" 1h`,
  };
}

/** The minute comes first. */
function looksLikeCron([first = '', ...others]: readonly string[]): boolean {
  return others.length > 0 && /^[\d*/,-]+$/.test(first);
}

function faultOfWords(words: readonly string[]): string | undefined {
  if (words.length === 0) return undefined;
  return `“${words.join(' ')}” is neither a duration nor a cron expression of five fields`;
}

function readRepeated(
  { matchers: written, cron, behind }: Parts,
  { matchers, time, timezone }: Pick<ReadMaintenance, 'matchers' | 'time'> & { timezone: string },
): ReadMaintenance | MaintenanceFault {
  const [first = ''] = behind;
  const named = ZONE.test(first);
  const line = (zone: string) => `${written} "${cron.join(' ')}" 1h ${zone}`;
  if (named && !isTimezone(first)) {
    const fault = `“${first}” is not a time zone. Write one such as Europe/Berlin.`;
    return { fault, corrected: line(timezone) };
  }
  const zone = named ? first : timezone;
  const repeats = { type: 'cron', cron: cron.join(' '), duration: time, timezone: zone } as const;
  if (nextOpening(repeats, instant(0)) === null) {
    const fault = `“${cron.join(' ')}” is a date that never comes.`;
    return { fault, corrected: `${written} ${CRON} 1h` };
  }
  return { matchers, time, repeats, reason: behind.slice(named ? 1 : 0).join(' ') };
}

function asSentence(text: string): string {
  return /[.?!]$/.test(text) ? text : `${text}.`;
}
