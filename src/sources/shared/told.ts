import type { Alert } from '../../domain/alert.ts';
import { canonicalLabels, type Labels } from '../../domain/labels.ts';
import type { Severity } from '../../domain/severity.ts';
import type { Instant } from '../../domain/time.ts';
import {
  cut,
  type Fields,
  fieldOf,
  hostFrom,
  LIMITS,
  limitAnnotations,
  mend,
  safeUrl,
  timeoutFrom,
  titleText,
} from '../fields.ts';
import type { Origin } from '../source.ts';
import { textOf } from './reading.ts';

/** What a vendor tells of one alert; empty texts are like none. */
export interface Told {
  readonly status: Alert['status'];
  /** The name of what is wrong: the same for all alerts that mean the same. */
  readonly name: string;
  /** What people read; the name where there is none. */
  readonly title?: string;
  readonly description?: string;
  readonly severity: Severity;
  readonly labels: Labels;
  readonly annotations?: Labels;
  readonly url?: unknown;
  /** What stays the same from firing to resolved, within the source. */
  readonly dedupKey?: string;
  readonly startsAt?: Instant | undefined;
  readonly endsAt?: Instant | undefined;
  /** A single event of an error, and whom it struck. */
  readonly event?: Alert['event'];
}

const LABEL = { name: 100, value: 500, count: 50 } as const;
const DEDUP_KEY_MAX = 1_024;

/** The alert that a vendor tells of, within what stores keep and Slack shows. */
export function alertFrom(told: Told, origin: Origin): Alert {
  const { status, startsAt, endsAt } = told;
  const dedupKey = cut(mend(told.dedupKey ?? ''), DEDUP_KEY_MAX);
  return {
    status,
    content: contentOf(told, origin),
    ...(dedupKey !== '' && { dedupKey }),
    ...(startsAt !== undefined && { startsAt }),
    ...(status === 'resolved' && endsAt !== undefined && { endsAt }),
    ...(status === 'firing' && told.event && { event: told.event }),
    ...(status === 'firing' && timeoutFrom(origin)),
  };
}

function contentOf(told: Told, origin: Origin): Alert['content'] {
  const name = titleText(told.name) || origin.name;
  const labels = labelsOf(told.labels, name);
  const title = titleText(told.title ?? '') || name;
  const host = hostFrom(labels);
  return {
    labels,
    annotations: limitAnnotations(canonicalLabels(told.annotations ?? {})),
    title,
    description: cut(mend(told.description ?? '').trim(), LIMITS.description),
    severity: told.severity,
    host: host !== null && title.includes(host) ? null : host,
    url: safeUrl(told.url),
    source: origin.name,
  };
}

function labelsOf(labels: Labels, alertname: string): Labels {
  const pairs = Object.entries(labels)
    .map(([name, value]) => [cut(mend(name), LABEL.name), cut(mend(value), LABEL.value)] as const)
    .filter(([name, value]) => name !== '' && value !== '');
  const kept = Object.fromEntries(pairs.slice(0, LABEL.count));
  return canonicalLabels({ ...kept, alertname: cut(alertname, LABEL.value) });
}

/** When a state began: a firing's start, or the end of what is over. */
export function since(
  status: Alert['status'],
  at: Instant | undefined,
): Pick<Told, 'startsAt' | 'endsAt'> {
  return status === 'firing' ? { startsAt: at } : { endsAt: at };
}

/** The texts, numbers and truth values among some fields, lists of them joined, under their own names. */
export function flatTexts(fields: Fields, prefix = ''): Labels {
  const pairs = Object.keys(fields).map((name) => {
    const value = fieldOf(fields, name);
    const text = Array.isArray(value)
      ? value.map(textOf).filter(Boolean).join(', ')
      : textOf(value);
    return [mend(`${prefix}${name}`), text] as const;
  });
  return Object.fromEntries(pairs.filter(([name, text]) => name !== '' && text !== ''));
}
