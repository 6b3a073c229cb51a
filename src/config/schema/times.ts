import { z } from 'zod';
import type { Range } from '../../domain/calendar.ts';
import { type Instant, instant } from '../../domain/time.ts';
import { faultOfCron } from '../../engine/calendar/cron.ts';
import { leaf, Refused } from './leaf.ts';
import { Length, Name, Timezone } from './leaves.ts';
import { Matchers } from './matchers.ts';
import { days, minuteOf, months, type RangeKind, rangeOf, weekdays, years } from './ranges.ts';

/** A time of the day, in minutes since midnight. */
export const TimeOfDay = leaf(
  { title: 'a time of the day, from 00:00 to 24:00', example: '09:00', pattern: '^\\d\\d:\\d\\d$' },
  (text): number | Refused => minuteOf(text) ?? new Refused('{} is not a time of the day.'),
);

/** A day of the week by its name; 0 is Sunday. */
export const Weekday = leaf(
  { title: 'a day of the week, such as monday', example: 'monday' },
  (text): number | Refused => weekdays.read(text) ?? new Refused('{} is not a day of the week.'),
);

const Stretch = z
  .strictObject({
    start_time: TimeOfDay.meta({ description: 'From this minute on …' }),
    end_time: TimeOfDay.meta({
      description: '… up to this one, which is not in it.',
      shown: '17:00',
    }),
  })
  .refine(({ start_time, end_time }) => start_time < end_time, {
    error: 'It ends before it begins; write two, one up to 24:00 and one from 00:00.',
  })
  .transform(({ start_time, end_time }): Range => ({ from: start_time, to: end_time }))
  .meta({
    title: 'a map with start_time and end_time',
    shown: { start_time: '09:00', end_time: '17:00' },
  });

function ranges(kind: RangeKind) {
  const one = leaf({ title: kind.title, example: kind.example }, (text) => rangeOf(kind, text));
  const number = z.int().transform((value, context): Range => {
    const range = rangeOf(kind, String(value));
    if (!(range instanceof Refused)) return range;
    context.issues.push({ code: 'custom', message: range.sentence, input: value });
    return z.NEVER;
  });
  return z
    .array(z.union([one, number]).meta({ title: kind.title, shown: kind.example }))
    .optional()
    .meta({ title: `a list, each ${kind.title}`, shown: [kind.example] });
}

const Interval = z
  .strictObject({
    times: z
      .array(Stretch)
      .optional()
      .meta({
        description: 'Times of the day.',
        title: 'a list of stretches with start_time and end_time',
        shown: [{ start_time: '09:00', end_time: '17:00' }],
      }),
    weekdays: ranges(weekdays).meta({ description: 'Days of the week.' }),
    days_of_month: ranges(days).meta({ description: 'Days of the month; -1 is the last.' }),
    months: ranges(months).meta({ description: 'Months, by name or number.' }),
    years: ranges(years).meta({ description: 'Years.' }),
    location: Timezone.optional().meta({ description: 'Without it, the top-level `timezone`.' }),
  })
  .meta({
    title: 'an interval with times, weekdays, days_of_month, months or years',
    shown: { weekdays: ['saturday', 'sunday'] },
  });

/** A named set of times, in Alertmanager's syntax. */
export const NamedIntervals = z
  .strictObject({
    name: Name.meta({ description: 'How routes refer to it.', shown: 'weekends' }),
    time_intervals: z
      .array(Interval)
      .min(1)
      .meta({
        description: 'A moment is in it when it is in one of these; each needs all its parts.',
        title: 'a list of at least one interval',
        shown: [{ weekdays: ['saturday', 'sunday'] }],
      }),
  })
  .meta({
    title: 'a name and its time_intervals',
    shown: { name: 'weekends', time_intervals: [{ weekdays: ['saturday', 'sunday'] }] },
  });

const Moment = leaf(
  {
    title: 'a time with its offset, such as 2026-05-01T22:00:00Z',
    example: '2026-05-01T22:00:00Z',
  },
  (text): Instant | Refused => {
    const { success } = z.iso.datetime({ offset: true }).safeParse(text);
    return success ? instant(Date.parse(text)) : new Refused('{} is not a time with its offset.');
  },
);

const Cron = leaf(
  { title: 'a cron expression of five fields, such as "0 2 * * 0"', example: '0 2 * * 0' },
  (text): string | Refused =>
    faultOfCron(text) === undefined ? text : new Refused('{} is not a cron expression.'),
);

/** Planned work: once, from start to end, or again and again. */
export const Maintenance = z
  .strictObject({
    name: Name.optional().meta({
      description: 'How people find it; without it, where it stands.',
      shown: 'database backup',
    }),
    match: Matchers.meta({
      description:
        'Which alerts, as the rules left them; `[]` is every alert. `severity` is there also where no label says it.',
    }),
    start: Moment.optional().meta({ description: 'Planned once: from this time on …' }),
    end: Moment.optional().meta({
      description: '… up to this one.',
      shown: '2026-05-02T02:00:00Z',
    }),
    cron: Cron.optional().meta({
      description: 'Planned again and again: it begins at these times.',
    }),
    duration: Length.optional().meta({
      description: 'With `cron`: how long it takes.',
      shown: '1h',
    }),
    timezone: Timezone.optional().meta({
      description: 'With `cron`; without it, the top-level `timezone`.',
    }),
  })
  .meta({
    title: 'match with start and end, or with cron and duration',
    shown: { match: ['service="db"'], cron: '0 2 * * 0', duration: '1h' },
  });
