import { TZDateMini } from '@date-fns/tz';
import type { PlainTextOption } from '@slack/types';
import { addDays, isSunday, isValid, nextMonday, set } from 'date-fns';
import type { Incident } from '../../../domain/incident.ts';
import { type Instant, instant } from '../../../domain/time.ts';
import { manyTimes } from '../../../engine/rate.ts';
import { moreThan, serviceOf } from '../early.ts';
import { option } from '../elements.ts';
import { capital } from '../words.ts';
import { choice } from './form.ts';

/** Whoever looks at the modal: "tomorrow" is theirs. */
export interface MuteReader {
  readonly now: Instant;
  /** The IANA time zone of their profile; null: not known, so no time of day is offered. */
  readonly timezone: string | null;
}

/** The ends that the modal offers, by the word that their values begin with. */
const MUTE_TIMES = [
  '30m',
  '1h',
  '4h',
  '1d',
  'tomorrow',
  'monday',
  'resolved',
  'deploy',
  'rate',
  'date',
] as const;
export type MuteTime = (typeof MUTE_TIMES)[number];

/** By how much the rate must grow. */
const TIMES = 3;
/** When a day's work begins. */
const MORNING = { hours: 9, minutes: 0, seconds: 0, milliseconds: 0 };

/** The choices for an incident; behind the `@` of a value stands what it means: a moment in seconds, or a rate. */
export function muteTimeOptions(
  incident: Incident,
  reader: MuteReader,
): readonly PlainTextOption[] {
  return [
    option('30 minutes', '30m'),
    option('1 hour', '1h'),
    option('4 hours', '4h'),
    option('1 day', '1d'),
    ...mornings(reader),
    option('Until it resolves', 'resolved'),
    ...happenings(incident),
    option('Until a date and time…', 'date'),
  ];
}

function mornings({ now, timezone }: MuteReader): readonly PlainTextOption[] {
  if (timezone === null) return [];
  const here = new TZDateMini(now, timezone);
  // A zone that is not known here; the other choices do without it.
  if (!isValid(here)) return [];
  const tomorrow = option('Until tomorrow 09:00', `tomorrow@${morningOf(addDays(here, 1))}`);
  if (isSunday(here)) return [tomorrow];
  return [tomorrow, option('Until Monday 09:00', `monday@${morningOf(nextMonday(here))}`)];
}

function morningOf(day: Date): number {
  return set(day, MORNING).getTime() / 1_000;
}

function happenings(incident: Incident): readonly PlainTextOption[] {
  const service = serviceOf(incident);
  const rate = manyTimes(incident, TIMES);
  return [
    ...(service === '' ? [] : [option(`Until the next deploy of ${service}`, 'deploy')]),
    ...(incident.alertCount === 0
      ? []
      : [choice(`Until ${TIMES} × the rate`, `rate@${rate}`, capital(moreThan(rate)))]),
  ];
}

/** What a chosen value means. */
export interface ChosenTime {
  readonly time: MuteTime;
  /** What stands behind the `@`; null: nothing. */
  readonly number: number | null;
}

/** Reads the value of a choice; null: it is none of ours. */
export function chosenTime(value: string): ChosenTime | null {
  const [, word, digits] = /^([a-z0-9]+)(?:@(\d{1,12}))?$/.exec(value) ?? [];
  const time = MUTE_TIMES.find((each) => each === word);
  if (!time) return null;
  return { time, number: digits === undefined ? null : Number(digits) };
}

/** The moment behind the `@`. */
export function momentOf({ number }: ChosenTime): Instant | null {
  return number === null ? null : instant(number * 1_000);
}
