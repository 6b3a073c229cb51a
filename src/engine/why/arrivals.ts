import type { TrackedAlert } from '../../domain/alert.ts';
import { type Labels, labelOf } from '../../domain/labels.ts';
import type { AlertReason } from '../../domain/reason.ts';
import type { Recording } from '../../domain/recording.ts';
import type { Instant } from '../../domain/time.ts';
import type { TraceLine, TracePart } from '../../domain/trace.ts';
import { originOf } from '../identity.ts';
import { type Evidence, explainedOf } from './evidence.ts';
import { countOf, line, timesOf } from './line.ts';
import { whyUnheard } from './unheard.ts';

/** An alert that joined, or came back, perhaps several times with the same result. */
export interface Arrival {
  readonly recording: Recording;
  readonly times: number;
  readonly last: Instant;
}

/** How many rows there are of them: so many have room beside all else. */
const ROWS = 16;
/** How many of those that joined at once are named. */
const NAMED = 10;

/** What arrived for the incident after its first alert, in its order; the same of one alert as one. */
export function arrivalsIn({ recordings, incident }: Evidence): readonly Arrival[] {
  const explained = explainedOf(incident);
  const found = new Map<string, Arrival>();
  for (const recording of [...recordings].reverse()) {
    const { key, reason, untold, count, last } = recording;
    if (!explained.includes(reason)) continue;
    const id = JSON.stringify([key, reason, untold]);
    const known = found.get(id);
    found.set(
      id,
      known ? { ...known, times: known.times + count, last } : { recording, times: count, last },
    );
  }
  return [...found.values()];
}

/** What became of each, what joined at once as one; of many, first of those that nobody heard of. */
export function arrivalLines(evidence: Evidence): readonly TraceLine[] {
  const rows = together(arrivalsIn(evidence), evidence);
  const named = mostTelling(rows);
  const rest = rows.filter((row) => !named.has(row)).flat();
  const told = rows.filter((row) => named.has(row));
  return [
    ...told.map((row) => rowLine(row, evidence)),
    ...(rest.length > 0 ? [restLine(rest)] : []),
  ];
}

/** Arrivals that one row tells. */
type Row = readonly [Arrival, ...Arrival[]];

function together(arrivals: readonly Arrival[], evidence: Evidence): readonly Row[] {
  const rows = new Map<string, Row>();
  arrivals.forEach((arrival, place) => {
    const { at } = arrival.recording;
    const id = isPlain(arrival, evidence) ? `${Math.floor(at / 1_000)}` : `alone ${place}`;
    const row = rows.get(id);
    rows.set(id, row ? [...row, arrival] : [arrival]);
  });
  return [...rows.values()];
}

/** Whether there is nothing to say of it but that it joined. */
function isPlain({ recording, times }: Arrival, { alerts, error }: Evidence): boolean {
  const { reason, untold, key } = recording;
  if (reason !== 'joined' || untold !== null || times > 1 || error) return false;
  return alerts.find((each) => originOf(each.key) === key)?.status !== 'resolved';
}

function mostTelling(rows: readonly Row[]): ReadonlySet<Row> {
  const isUnheard = (row: Row) => row.some(({ recording }) => recording.untold !== null);
  const unheard = rows.filter(isUnheard);
  const others = rows.filter((row) => !isUnheard(row));
  return new Set([...unheard, ...others].slice(0, ROWS));
}

function rowLine(row: Row, evidence: Evidence): TraceLine {
  const [first, ...others] = row;
  if (others.length === 0) return arrivalLine(first, evidence);
  const names = [...new Set(row.map((arrival) => nameOf(arrival, evidence)))];
  const shown = names
    .slice(0, NAMED)
    .map((code, place): readonly TracePart[] => [...(place > 0 ? [', '] : []), { code }]);
  const more = names.length - shown.length;
  return line(
    null,
    { at: first.recording.at },
    `: ${countOf(row.length, 'alert')} joined: `,
    ...shown.flat(),
    ...(more > 0 ? [` and ${more.toLocaleString('en-GB')} more`] : []),
  );
}

/** Where it is, else what it is. */
function nameOf({ recording }: Arrival, { alerts }: Evidence): string {
  const alert = alerts.find((each) => originOf(each.key) === recording.key);
  const { host, title } = alert?.content ?? recording.alert?.content ?? NAMELESS;
  return host ?? title;
}

function restLine(rest: readonly Arrival[]): TraceLine {
  const unheard = rest.filter(({ recording }) => recording.untold !== null).length;
  const those = unheard > 0 ? `, ${unheard.toLocaleString('en-GB')} of them unheard` : '';
  return line(null, `and ${countOf(rest.length, 'more alert')} joined${those}`);
}

const BECAME: Readonly<Partial<Record<AlertReason, string>>> = {
  joined: 'joined',
  refired: 'fired again',
  reopened: 'brought it back',
  dismissed: 'came after a person had resolved it',
  'old-release': 'came from a release before the one that it was resolved in: counted only',
};

function arrivalLine(arrival: Arrival, evidence: Evidence): TraceLine {
  const { recording, times, last } = arrival;
  const { reason, untold, at, key } = recording;
  const alert = evidence.alerts.find((each) => originOf(each.key) === key);
  const often = times === 1 ? [] : [` ${timesOf(times)}, last `, { at: last }];
  const why = untold === null ? [] : [', ', ...whyUnheard(untold, { recording, alert, evidence })];
  return line(
    untold ?? (BECAME[reason] === reason ? null : reason),
    { at },
    ': ',
    { code: nameOf(arrival, evidence) },
    ...environmentOf(alert?.content.labels ?? recording.alert?.content.labels ?? {}),
    ` ${BECAME[reason] ?? reason}`,
    ...often,
    ...why,
    ...(untold === null ? [] : [': counted, told nobody']),
    ...ended(alert),
  );
}

/** An error is told from itself in other environments. */
function environmentOf(labels: Labels): readonly TracePart[] {
  const isError = labelOf(labels, 'exception_group') !== '';
  const env = labelOf(labels, 'env');
  return isError && env !== '' ? [' in ', { code: env }] : [];
}

const NAMELESS = { host: null, title: 'An alert' };

function ended(alert: TrackedAlert | undefined): readonly TracePart[] {
  if (alert?.status !== 'resolved') return [];
  return ['; it ended ', { at: alert.endsAt ?? alert.lastSeenAt }];
}
