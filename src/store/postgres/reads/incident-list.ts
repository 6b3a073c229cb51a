import type { Incident } from '../../../domain/incident.ts';
import { minutes } from '../../../domain/time.ts';
import type { IncidentQuery } from '../../store.ts';
import type { Query } from '../database.ts';
import { type ContentRow, readIncident } from '../rows/incidents.ts';
import { encodeText } from '../text.ts';
import { type Conditions, condition, ifGiven, listRows } from './conditions.ts';

/** By how much the clocks of two processes may differ, or one may be set back. */
const SKEW = minutes(10);

/** The incidents that are asked for, the newest first. */
export async function listIncidents(
  query: Query,
  asked: IncidentQuery,
): Promise<readonly Incident[]> {
  const list = { select: 'SELECT content FROM incident', order: 'ORDER BY number DESC' };
  const rows = await listRows<ContentRow>(query, list, conditionsOf(asked), asked.limit);
  return rows.map(readIncident);
}

function conditionsOf(asked: IncidentQuery): Conditions {
  return [
    ...statusIs(asked),
    asked.hideWithheld ? condition("(withheld IS NULL OR withheld = 'storm')") : undefined,
    ...plainConditions(asked),
    ...openedWithin(asked),
  ];
}

function plainConditions({
  storm,
  severity,
  assignee,
  below,
  since,
  text,
}: IncidentQuery): Conditions {
  return [
    ifGiven('storm = ?', storm && encodeText(storm)),
    ifGiven('severity = ?', severity),
    ifGiven('assignee = ?', assignee && encodeText(assignee)),
    ifGiven('number < ?', below),
    ifGiven('last_seen_at >= ?', since),
    ifGiven('strpos(search, ?) > 0', text && encodeText(text.toLowerCase())),
  ];
}

/** Numbers are given in the order of time, but for clocks that differ: with them no more is read than is needed. */
function openedWithin({ openedSince, openedBefore }: IncidentQuery): Conditions {
  return [
    ifGiven('opened_at >= ?', openedSince),
    ifGiven(
      `number > coalesce((SELECT number FROM incident WHERE opened_at < ?::bigint
        ORDER BY opened_at DESC LIMIT 1), 0)`,
      openedSince && openedSince - SKEW,
    ),
    ifGiven('opened_at < ?', openedBefore),
    ifGiven(
      `number < coalesce((SELECT number FROM incident WHERE opened_at >= ?::bigint
        ORDER BY opened_at LIMIT 1), ${Number.MAX_SAFE_INTEGER})`,
      openedBefore && openedBefore + SKEW,
    ),
  ];
}

function statusIs({ status, now }: IncidentQuery): Conditions {
  if (status === undefined) return [];
  // Word for word as in the index `incident_open`, or it would not be used.
  const open = condition("status <> 'resolved'");
  if (status === 'open') return [open];
  if (status === 'muted') return [open, condition('muted_until > ?', now)];
  return [condition('status = ?', status)];
}
