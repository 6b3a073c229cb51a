import { TZDateMini } from '@date-fns/tz';
import { set, subDays } from 'date-fns';
import { formatMatcher } from '../domain/matcher.ts';
import type { Recording } from '../domain/recording.ts';
import { type Instant, instant, minutes, parseDuration, plus } from '../domain/time.ts';
import { auditText } from '../engine/why/audit.ts';
import type { AuditQuery } from '../store/store.ts';
import type { Asker } from './asker.ts';
import { type AuditedAlert, auditAnswer } from './blocks/index.ts';
import type { MessageBody } from './blocks/message.ts';
import type { Desk } from './desk.ts';

/** More than one answer has room for: an alert that is sent again and again is one line in it. */
const LOOKED_AT = 500;
/** What happened at a time is looked for so long before and after it. */
const AROUND = minutes(10);

/** The alerts that never became a card, and why: those with a text, of some time until now, or around a time of day. */
export async function auditOf(desk: Desk, asker: Asker, typed: string): Promise<MessageBody> {
  const wanted = await wantedBy(desk, asker, typed);
  const found = await desk.store.audit({ ...wanted, unheard: true, limit: LOOKED_AT });
  const alerts = distinct(found).map((recording) => audited(desk, recording));
  return auditAnswer(typed, await Promise.all(alerts));
}

type Wanted = Pick<AuditQuery, 'from' | 'to' | 'text'>;

async function wantedBy({ clock, directory }: Desk, asker: Asker, typed: string): Promise<Wanted> {
  const now = clock.now();
  if (typed === '') return {};
  const time = parseDuration(typed.toLowerCase());
  if (time !== undefined) return { from: instant(now - time) };
  const [, hour, minute] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(typed) ?? [];
  if (hour === undefined) return { text: typed };
  const timezone = (await directory.timezone(asker.userId)) ?? 'UTC';
  const at = lastTime({ hours: Number(hour), minutes: Number(minute) }, timezone, now);
  return { from: instant(at - AROUND), to: plus(at, AROUND) };
}

/** When the clocks of a zone showed it last. */
function lastTime(
  clock: { readonly hours: number; readonly minutes: number },
  timezone: string,
  now: Instant,
): Instant {
  const today = set(new TZDateMini(now, timezone), { ...clock, seconds: 0, milliseconds: 0 });
  return instant((today.getTime() > now ? subDays(today, 1) : today).getTime());
}

/** The newest of each alert with the same fate. */
function distinct(recordings: readonly Recording[]): readonly Recording[] {
  const newest = new Map<string, Recording>();
  for (const recording of recordings) {
    const { key, reason, untold, ignoredBy, incident } = recording;
    const id = JSON.stringify([key, reason, untold, ignoredBy, incident]);
    if (!newest.has(id)) newest.set(id, recording);
  }
  return [...newest.values()];
}

async function audited({ store }: Desk, recording: Recording): Promise<AuditedAlert> {
  const { at, alert, reason, untold } = recording;
  const incident =
    recording.incident === null ? undefined : await store.incident(recording.incident);
  const number = incident?.number ?? null;
  const labels = Object.entries(alert?.content.labels ?? incident?.labels ?? {});
  return {
    at,
    title: alert?.content.title ?? incident?.title ?? '',
    labels: labels.map(([name, value]) => formatMatcher({ name, operator: '=', value })).join(' '),
    reason: untold ?? reason,
    sentence: auditText(recording, number),
    incident: number,
  };
}
