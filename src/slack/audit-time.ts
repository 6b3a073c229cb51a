import { TZDateMini } from '@date-fns/tz';
import { set, startOfDay, subDays } from 'date-fns';
import {
  type Duration,
  duration,
  type Instant,
  instant,
  minutes,
  parseDuration,
  plus,
} from '../domain/time.ts';

/** Of when something is looked for. */
export interface AuditTime {
  readonly from: Instant;
  readonly to?: Instant;
}

/** Whoever asks, and when: "yesterday" is theirs. */
export interface AuditReader {
  readonly now: Instant;
  /** An IANA time zone. */
  readonly timezone: string;
}

/** What happened at a time is looked for so long before and after it. */
const AROUND = minutes(10);

/** Reads `2h`, `10 minutes`, `10 minutes ago`, `14:05`, `today`, `yesterday` or `yesterday 14:05`; else undefined. */
export function readAuditTime(typed: string, reader: AuditReader): AuditTime | undefined {
  const words = typed.trim().toLowerCase().replace(/\s+/g, ' ');
  return readLength(words, reader.now) ?? readDay(words, reader) ?? readClock(words, reader);
}

const LENGTH =
  /^(\d{1,6}) ?(s|sec|second|m|min|minute|h|hr|hour|d|day|w|week)s?(?: (ago))?$|^(\S+)(?: (ago))?$/;

/** `10m`: since then; `10 minutes ago`: about then. */
function readLength(words: string, now: Instant): AuditTime | undefined {
  const [, amount = '', unit = '', , sum, sumAgo] = LENGTH.exec(words) ?? [];
  const length = parseDuration(sum ?? `${amount}${unit.charAt(0)}`);
  if (length === undefined) return undefined;
  const isAgo = sumAgo !== undefined || words.endsWith(' ago');
  return isAgo ? around(instant(now - length), roughly(length)) : { from: instant(now - length) };
}

/** The longer ago, the less exactly people remember. */
function roughly(length: Duration): Duration {
  return duration(Math.max(AROUND, length / 4));
}

function readDay(words: string, { now, timezone }: AuditReader): AuditTime | undefined {
  const today = startOfDay(new TZDateMini(now, timezone));
  const midnight = instant(today.getTime());
  if (words === 'today') return { from: midnight };
  if (words !== 'yesterday') return undefined;
  return { from: instant(subDays(today, 1).getTime()), to: midnight };
}

/** When the clocks showed it last, or on that day. */
function readClock(words: string, { now, timezone }: AuditReader): AuditTime | undefined {
  const [, day, hour, minute] =
    /^(?:(today|yesterday) (?:at )?)?([01]?\d|2[0-3]):([0-5]\d)$/.exec(words) ?? [];
  if (hour === undefined) return undefined;
  const clock = { hours: Number(hour), minutes: Number(minute), seconds: 0, milliseconds: 0 };
  const today = set(new TZDateMini(now, timezone), clock);
  const isBefore = day === 'yesterday' || (day === undefined && today.getTime() > now);
  return around(instant((isBefore ? subDays(today, 1) : today).getTime()), AROUND);
}

function around(at: Instant, by: Duration): AuditTime {
  return { from: instant(at - by), to: plus(at, by) };
}
