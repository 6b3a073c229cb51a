import type { TrackedAlert } from '../../domain/alert.ts';
import type { AlertReason } from '../../domain/reason.ts';
import type { TraceLine } from '../../domain/trace.ts';
import { originOf } from '../identity.ts';
import { type Arrival, arrivalsIn } from './arrivals.ts';
import type { Evidence } from './evidence.ts';
import { countOf, line, suppressor, timesOf } from './line.ts';

/** How many alerts are spoken of one by one. */
const NAMED = 20;

/** What was only counted of its alerts, and which ones nobody hears of now, and why. */
export function alertLines(evidence: Evidence): readonly TraceLine[] {
  const { incident, alerts } = evidence;
  const arrivals = arrivalsIn(evidence);
  const periods = alerts.reduce((sum, alert) => sum + alert.periods, 0);
  const resent = incident.occurrenceCount - periods - oldOnes(arrivals);
  return [
    ...(resent > 0 ? [resentLine(resent, evidence)] : []),
    ...suppressedLines(arrivals, evidence),
  ];
}

const ONLY_COUNTED: ReadonlySet<AlertReason> = new Set(['old-release', 'dismissed']);

/** Events of old releases and quiet environments count, and are spoken of by themselves. */
function oldOnes(arrivals: readonly Arrival[]): number {
  const old = arrivals.filter(({ recording }) => ONLY_COUNTED.has(recording.reason));
  return old.reduce((sum, { times }) => sum + times, 0);
}

/** A monitor says the same again; each event of an error is another one. */
function resentLine(resent: number, { error }: Evidence): TraceLine {
  return error
    ? line(null, `${countOf(resent, 'more event')}: counted`)
    : line('duplicate', `Sent again ${timesOf(resent)}: counted only`);
}

/** Those that nobody hears of now, as far as what arrived does not say so already. */
function suppressedLines(arrivals: readonly Arrival[], evidence: Evidence): readonly TraceLine[] {
  const said = new Set(arrivals.map(({ recording }) => `${recording.untold} ${recording.key}`));
  const suppressed = evidence.alerts.filter(
    (alert) =>
      alert.status === 'firing' &&
      alert.suppressed &&
      !said.has(`${alert.suppressed.reason} ${originOf(alert.key)}`),
  );
  const more = suppressed.length - NAMED;
  return [
    ...suppressed.slice(0, NAMED).flatMap((alert) => suppressedLine(alert, evidence)),
    ...(more > 0 ? [line(null, `and ${countOf(more, 'more alert')} like these`)] : []),
  ];
}

function suppressedLine(alert: TrackedAlert, evidence: Evidence): readonly TraceLine[] {
  const { content, suppressed } = alert;
  if (!suppressed) return [];
  const name = { code: content.host ?? content.title };
  return [
    line(suppressed.reason, name, ' fires unheard, because of ', ...suppressor(alert, evidence)),
  ];
}
