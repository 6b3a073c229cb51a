import type { AlertKey } from '../../../domain/alert.ts';
import { instant } from '../../../domain/time.ts';
import { type Due, dueKey } from '../../../domain/timer.ts';
import type { Store } from '../../store.ts';
import type { Database } from '../database.ts';
import { readTimer, type TimerRow } from '../rows/timers.ts';
import { decodeText } from '../text.ts';

interface EndRow {
  readonly at: number;
  readonly key: string;
}

/** What is due: timers, and the ends of alerts that fire. */
export function dueReads({ query }: Database): Pick<Store, 'due' | 'nextDueAt'> {
  return {
    async due(now, limit) {
      const [timers, ends] = await Promise.all([
        query<TimerRow>(TIMERS, [now, limit]),
        query<EndRow>(ENDS, [now, limit]),
      ]);
      const due = [...timers.map(timerDue), ...ends.map(endDue)];
      return due.sort(inOrder).slice(0, limit);
    },
    async nextDueAt() {
      const [next] = await query<{ at: number | null }>(NEXT);
      return next?.at == null ? null : instant(next.at);
    },
  };
}

const TIMERS = `
  SELECT at, kind, subject, after FROM timer WHERE at <= $1
  ORDER BY at, kind || ':' || subject LIMIT $2`;

const ENDS = `
  SELECT ends_at AS at, key FROM alert_state JOIN alert USING (id) WHERE firing AND ends_at <= $1
  ORDER BY ends_at, key LIMIT $2`;

const NEXT = `
  SELECT least(
    (SELECT min(at) FROM timer),
    (SELECT min(ends_at) FROM alert_state WHERE firing AND ends_at IS NOT NULL)) AS at`;

function timerDue(row: TimerRow): Due {
  const timer = readTimer(row);
  return { type: 'timer', at: timer.at, timer };
}

function endDue({ at, key }: EndRow): Due {
  // The guarantee: the column is written from alerts' keys.
  return { type: 'alert-end', at: instant(at), alert: decodeText(key) as AlertKey };
}

function inOrder(a: Due, b: Due): number {
  return a.at - b.at || (dueKey(a) < dueKey(b) ? -1 : 1);
}
