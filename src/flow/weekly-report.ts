import { TZDate } from '@date-fns/tz';
import type { Clock } from '../clock.ts';
import type { Window } from '../domain/calendar.ts';
import type { Incident } from '../domain/incident.ts';
import type { Notice } from '../domain/notice.ts';
import type { NoiseReport } from '../domain/report.ts';
import { days, type Instant, instant, minutes, plus } from '../domain/time.ts';
import { spanAfter } from '../engine/calendar/cron.ts';
import { NO_ROWS } from '../engine/scope.ts';
import type { Log } from '../log.ts';
import type { Queue } from '../queue/queue.ts';
import type { Store } from '../store/store.ts';
import type { NoiseReports } from './noise-report.ts';

/** When the report of the week's noise comes, and where to. */
interface Weekly {
  readonly weekly: boolean;
  /** Null: each channel gets its own. */
  readonly channel: string | null;
  /** 0 is Sunday. */
  readonly day: number;
  /** Minutes since midnight, at most a whole day. */
  readonly minute: number;
  /** An IANA time zone. */
  readonly timezone: string;
}

/** What the weekly report needs of the world. */
export interface WeeklyDeps {
  readonly store: Pick<Store, 'incidents' | 'notice' | 'update'>;
  readonly queue: Queue;
  readonly clock: Clock;
  readonly log: Log;
  readonly settings: () => Weekly;
  readonly reports: NoiseReports;
}

/** One that comes later than this is none any more. */
const AT_MOST_LATE = days(1);
const AGAIN_AFTER = minutes(10);
const INCIDENTS_AT_ONCE = 500;
const DAY_OF_MINUTES = 1_440;

/** Posts the week's reports where they are due and not posted yet, and asks to be woken for the next. */
export async function weeklyReport(deps: WeeklyDeps): Promise<void> {
  const { queue, clock, settings } = deps;
  const weekly = settings();
  if (!weekly.weekly) return;
  const now = clock.now();
  const { due, next } = timesAround(weekly, now);
  const isDone = due === null || (await posted(deps, weekly, due));
  const at = isDone ? next : plus(now, AGAIN_AFTER);
  if (at !== null) queue.schedule({ kind: 'report' }, at);
}

/** The time at which a report was due less than a day ago, if one was, and the next one. */
export function timesAround(
  weekly: Weekly,
  now: Instant,
): { readonly due: Instant | null; readonly next: Instant | null } {
  const window = windowOf(weekly);
  const span = spanAfter(window, now);
  if (!span || span.start > now) return { due: null, next: span?.start ?? null };
  return { due: span.start, next: spanAfter(window, span.end)?.start ?? null };
}

/** It is open for a day from each time on at which a report is due. */
function windowOf({ day, minute, timezone }: Weekly): Extract<Window, { type: 'cron' }> {
  const weekday = (day + Math.floor(minute / DAY_OF_MINUTES)) % 7;
  const time = minute % DAY_OF_MINUTES;
  const cron = `${time % 60} ${Math.floor(time / 60)} * * ${weekday}`;
  return { type: 'cron', cron, duration: AT_MOST_LATE, timezone };
}

/** The seven whole days before the one at which the report comes, and the date of that one. */
export function weekBefore(timezone: string, due: Instant): Week {
  const today = new TZDate(due, timezone);
  const [year, month, date] = [today.getFullYear(), today.getMonth(), today.getDate()];
  const midnight = (day: number) => instant(new TZDate(year, month, day, timezone).getTime());
  const two = (number: number) => String(number).padStart(2, '0');
  return {
    from: midnight(date - 7),
    to: midnight(date),
    date: `${year}-${two(month + 1)}-${two(date)}`,
  };
}

interface Week {
  readonly from: Instant;
  readonly to: Instant;
  /** `2026-02-09`. */
  readonly date: string;
}

/** Whether it could be posted: it is much work, so that it is not tried again at once. */
async function posted(deps: WeeklyDeps, weekly: Weekly, due: Instant): Promise<boolean> {
  try {
    await post(deps, weekly, due);
    return true;
  } catch (error) {
    deps.log.error({ error }, "the week's noise could not be reported; it is tried again");
    return false;
  }
}

async function post(deps: WeeklyDeps, weekly: Weekly, due: Instant): Promise<void> {
  const week = weekBefore(weekly.timezone, due);
  const places = await missingPlaces(deps, weekly, week);
  if (places.length === 0) return;
  const { from, to } = week;
  const reports = await deps.reports({ from, to, channels: places.map(({ about }) => about) });
  for (const [index, { id, channel }] of places.entries()) {
    const report = reports[index];
    if (report && report.figures.cards > 0) await save(deps, { id, channel }, report);
  }
}

/** A channel in which a report belongs, and which channel that is about. */
interface Place {
  readonly id: string;
  readonly channel: string;
  readonly about: string | null;
}

/** Where this week's report is not posted yet. */
async function missingPlaces(
  deps: WeeklyDeps,
  { channel: all }: Weekly,
  week: Week,
): Promise<readonly Place[]> {
  const id = (channel: string) => `report:${channel}:${week.date}`;
  const places: readonly Place[] =
    all === null
      ? [...(await channelsWithCards(deps, week))].map((channel) => {
          return { id: id(channel), channel, about: channel };
        })
      : [{ id: id(all), channel: all, about: null }];
  const notices = await Promise.all(places.map((place) => deps.store.notice(place.id)));
  return places.filter((_, index) => notices[index] === undefined);
}

async function channelsWithCards(
  { store, clock }: WeeklyDeps,
  { from, to }: Week,
): Promise<ReadonlySet<string>> {
  const channels = new Set<string>();
  const query = { since: from, openedBefore: to, limit: INCIDENTS_AT_ONCE };
  for (let below: number | undefined = Number.MAX_SAFE_INTEGER; below !== undefined; ) {
    const page: readonly Incident[] = await store.incidents({ ...query, below, now: clock.now() });
    for (const { channel, toldAt } of page) {
      if (toldAt !== null && toldAt >= from && toldAt < to) channels.add(channel);
    }
    below = page.at(-1)?.number;
  }
  return channels;
}

async function save(
  { store, queue, clock, log }: WeeklyDeps,
  { id, channel }: Pick<Place, 'id' | 'channel'>,
  report: NoiseReport,
): Promise<void> {
  const notice: Notice = {
    id,
    channel,
    at: clock.now(),
    content: { kind: 'report', report },
    cardRevision: 1,
    detailsRevision: 0,
    entryCount: 0,
    joined: null,
  };
  await store.update(
    () => NO_ROWS,
    () => ({ changes: [{ type: 'notice', notice }], outcomes: [] }),
  );
  log.info({ channel, cards: report.figures.cards }, "the week's noise is reported");
  queue.schedule({ kind: 'deliver', channel }, clock.now());
}
