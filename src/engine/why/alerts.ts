import type { TrackedAlert } from '../../domain/alert.ts';
import type { TraceLine } from '../../domain/trace.ts';
import type { Evidence } from './evidence.ts';
import { countOf, line, suppressor } from './line.ts';

/** How many alerts are spoken of one by one. */
const NAMED = 20;

/** What became of its alerts: how many re-sends were only counted, and which ones nobody hears of now, and why. */
export function alertLines(evidence: Evidence): readonly TraceLine[] {
  const { incident, alerts } = evidence;
  const periods = alerts.reduce((sum, alert) => sum + alert.periods, 0);
  const resent = incident.occurrenceCount - periods;
  const suppressed = alerts.filter((alert) => alert.status === 'firing' && alert.suppressed);
  const more = suppressed.length - NAMED;
  return [
    ...(resent > 0 ? [line('duplicate', `Sent again ${times(resent)}: counted only`)] : []),
    ...suppressed.slice(0, NAMED).flatMap((alert) => suppressedLine(alert, evidence)),
    ...(more > 0 ? [line(null, `and ${countOf(more, 'more alert')} like these`)] : []),
  ];
}

function suppressedLine(
  { content, suppressed }: TrackedAlert,
  { silences }: Evidence,
): readonly TraceLine[] {
  if (!suppressed) return [];
  const name = { code: content.host ?? content.title };
  return [
    line(
      suppressed.reason,
      name,
      ' fires unheard, because of ',
      ...suppressor(suppressed, silences),
    ),
  ];
}

function times(count: number): string {
  return count === 1 ? 'once' : countOf(count, 'time');
}
