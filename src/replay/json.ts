import type { Instant } from '../domain/time.ts';
import type { Called } from './calls.ts';
import type { Delayed, Untold } from './compare.ts';
import type { Posts, ReplayResult } from './result.ts';
import { channelsOf, hoursOf, numbersOf, type Sides, totalsOf } from './sides.ts';
import { messagesOf } from './tally.ts';

/** Both sides and what differs, for programs. */
export function jsonOf(sides: Sides): object {
  const { old, fresh, comparison, reallyTold } = sides;
  const totals = totalsOf(sides);
  return {
    from: timeOf(old.span.from),
    to: timeOf(old.span.to),
    alerts: old.alerts,
    resends_left_out: old.unknown,
    errors_left_out: comparison.unsure,
    really_told: reallyTold,
    old: sideOf(old, totals.old),
    new: sideOf(fresh, totals.fresh),
    channels: channelsOf(sides).map((each) => ({
      channel: each.channel,
      old: postsOf(each.old),
      new: postsOf(each.fresh),
    })),
    hours: hoursOf(sides).map((each) => ({
      hour: timeOf(each.hour),
      channel: each.channel,
      old: postsOf(each.old),
      new: postsOf(each.fresh),
    })),
    missed: comparison.missed.map((each) => untoldOf(each, sides)),
    delayed: comparison.delayed.map((each) => delayedOf(each, sides)),
    added: comparison.added.map((each) => untoldOf(each, sides)),
    called_no_more: comparison.calledNoMore.map((each) => calledOf(each, sides)),
    called_now: comparison.calledNow.map((each) => calledOf(each, sides)),
  };
}

function sideOf({ opened }: ReplayResult, posts: Posts) {
  return { incidents: opened, ...postsOf(posts) };
}

function postsOf(posts: Posts) {
  const { cards, entries, calls, storms, stormReplies } = posts;
  const messages = messagesOf(posts);
  return { cards, thread_entries: entries, calls, storms, storm_replies: stormReplies, messages };
}

function untoldOf(each: Untold, sides: Sides) {
  const { incident, at, severity, firings, of, why } = each;
  const { title, channel, alertCount } = incident;
  return {
    severity,
    at: timeOf(at),
    title,
    channel,
    incidents: numbersOf(sides, each.recordedAs),
    alerts: alertCount,
    firings,
    of_firings: of,
    why: why.reason,
    by: why.by,
  };
}

function delayedOf({ incident, at, by, recordedAs }: Delayed, sides: Sides) {
  return { ...calledOf({ incident, at, recordedAs }, sides), later_seconds: by / 1_000 };
}

function calledOf({ incident, at, recordedAs }: Called, sides: Sides) {
  const { title, channel, severity, alertCount } = incident;
  return {
    severity,
    at: timeOf(at),
    title,
    channel,
    incidents: numbersOf(sides, recordedAs),
    alerts: alertCount,
  };
}

function timeOf(at: Instant): string {
  return new Date(at).toISOString();
}
