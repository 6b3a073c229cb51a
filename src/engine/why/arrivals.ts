import type { TrackedAlert } from '../../domain/alert.ts';
import { type Labels, labelOf } from '../../domain/labels.ts';
import type { AlertReason, Untold } from '../../domain/reason.ts';
import type { Recording } from '../../domain/recording.ts';
import type { Instant } from '../../domain/time.ts';
import type { TraceLine, TracePart } from '../../domain/trace.ts';
import { quietEnvironment } from '../errors/quiet.ts';
import { originOf } from '../identity.ts';
import { matchable } from '../matchable.ts';
import { matchesAll } from '../matchers.ts';
import { isActive } from '../suppression.ts';
import { type Evidence, EXPLAINED } from './evidence.ts';
import { countOf, line, silenceWords, suppressor, timesOf } from './line.ts';

/** An alert that joined, or came back, perhaps several times with the same result. */
export interface Arrival {
  readonly recording: Recording;
  readonly times: number;
  readonly last: Instant;
}

/** How many are spoken of one by one: so many have room beside all else. */
const NAMED = 16;

/** What arrived for the incident after its first alert, in its order; the same of one alert as one. */
export function arrivalsIn({ recordings }: Evidence): readonly Arrival[] {
  const found = new Map<string, Arrival>();
  for (const recording of [...recordings].reverse()) {
    const { key, reason, untold, at } = recording;
    if (!EXPLAINED.includes(reason)) continue;
    const id = JSON.stringify([key, reason, untold]);
    const known = found.get(id);
    found.set(
      id,
      known
        ? { ...known, times: known.times + 1, last: at }
        : { recording, times: 1, last: recording.last },
    );
  }
  return [...found.values()];
}

/** What became of each; of many, first of those that nobody heard of. */
export function arrivalLines(
  arrivals: readonly Arrival[],
  evidence: Evidence,
): readonly TraceLine[] {
  const named = mostTelling(arrivals);
  const rest = arrivals.filter((arrival) => !named.has(arrival));
  const told = arrivals.filter((arrival) => named.has(arrival));
  return [
    ...told.map((arrival) => arrivalLine(arrival, evidence)),
    ...(rest.length > 0 ? [restLine(rest)] : []),
  ];
}

function mostTelling(arrivals: readonly Arrival[]): ReadonlySet<Arrival> {
  const isUnheard = ({ recording }: Arrival) => recording.untold !== null;
  const unheard = arrivals.filter(isUnheard);
  const others = arrivals.filter((arrival) => !isUnheard(arrival));
  return new Set([...unheard, ...others].slice(0, NAMED));
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
  'old-release': 'came from a release before the one that it was resolved in: counted only',
};

function arrivalLine({ recording, times, last }: Arrival, evidence: Evidence): TraceLine {
  const { reason, untold, at, key } = recording;
  const alert = evidence.alerts.find((each) => originOf(each.key) === key);
  const { host, title } = alert?.content ?? recording.alert?.content ?? NAMELESS;
  const often = times === 1 ? [] : [` ${timesOf(times)}, last `, { at: last }];
  const why = untold === null ? [] : [', ', ...whyUnheard(untold, { recording, alert, evidence })];
  return line(
    untold ?? reason,
    { at },
    ': ',
    { code: host ?? title },
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

interface Unheard {
  readonly recording: Recording;
  readonly alert: TrackedAlert | undefined;
  readonly evidence: Evidence;
}

function whyUnheard(untold: Untold, unheard: Unheard): readonly TracePart[] {
  switch (untold) {
    case 'silenced':
      return ['silenced by ', ...byWhat(untold, unheard, 'a silence')];
    case 'inhibited':
      return ['inhibited by ', ...byWhat(untold, unheard, 'another alert')];
    case 'maintenance':
      return ['during ', ...byWhat(untold, unheard, 'planned work')];
    case 'below-threshold':
      return belowWords(unheard);
    case 'storm':
      return ['during a storm'];
    case 'muted':
      return ['while it was muted'];
    case 'flapping':
      return ['while it was flapping'];
  }
}

/** Too little of it, or an environment that people are not told of. */
function belowWords({ recording, alert, evidence }: Unheard): readonly TracePart[] {
  const labels = (alert?.content ?? recording.alert?.content)?.labels ?? {};
  const quiet = quietEnvironment(evidence.policy, labels);
  return [quiet ? `of the ${quiet.by}` : 'while too little had happened'];
}

/** What kept it from people: still, or then, as far as that is known. */
function byWhat(
  untold: 'silenced' | 'inhibited' | 'maintenance',
  { recording, alert, evidence }: Unheard,
  otherwise: string,
): readonly TracePart[] {
  if (alert?.suppressed?.reason === untold) return suppressor(alert, evidence);
  const content = alert?.content ?? recording.alert?.content;
  if (untold === 'inhibited' || !content) return [otherwise];
  const labels = matchable(content);
  const kind = untold === 'silenced' ? 'silence' : 'maintenance';
  const silence = evidence.silences.find(
    (each) =>
      each.kind === kind && isActive(each, recording.at) && matchesAll(each.matchers, labels),
  );
  return silence ? silenceWords(silence) : [otherwise];
}
