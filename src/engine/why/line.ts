import type { Inhibition, TrackedAlert } from '../../domain/alert.ts';
import { type Labels, labelOf } from '../../domain/labels.ts';
import { formatMatcher } from '../../domain/matcher.ts';
import type { Silence } from '../../domain/silence.ts';
import type { Duration } from '../../domain/time.ts';
import type { TraceLine, TracePart } from '../../domain/trace.ts';
import type { Evidence } from './evidence.ts';

/** A sentence of words alone, or with its reason. */
export function line(reason: string | null, ...parts: readonly TracePart[]): TraceLine {
  return { parts, reason };
}

/** "1 alert", "2 alerts", "1,200 alerts". */
export function countOf(count: number, noun: string): string {
  return `${count.toLocaleString('en-GB')} ${noun}${count === 1 ? '' : 's'}`;
}

/** "once", "2 times". */
export function timesOf(count: number): string {
  return count === 1 ? 'once' : countOf(count, 'time');
}

const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
] as const;

/** A length of time as it is configured: "10 s", "10 min", "1 h 30 min". */
export function lengthOf(length: Duration): string {
  let rest: number = length;
  const parts = UNITS.flatMap(([unit, size]) => {
    const count = Math.floor(rest / size);
    rest -= count * size;
    return count > 0 ? [`${count} ${unit}`] : [];
  });
  return parts.length > 0 ? parts.join(' ') : `${length} ms`;
}

type Suppressed = Pick<TrackedAlert, 'suppressed' | 'inhibition'> &
  Partial<Pick<TrackedAlert, 'content'>>;

/** What keeps an alert from people, in words. */
export function suppressor(
  { suppressed, inhibition, content }: Suppressed,
  { silences, inhibitors }: Pick<Evidence, 'silences' | 'inhibitors'>,
): readonly TracePart[] {
  const by = suppressed?.by ?? '?';
  const silence = silences.find(({ id }) => id === by);
  if (silence) return silenceWords(silence);
  switch (suppressed?.reason) {
    case 'inhibited':
      return [...inhibitorWords(inhibition, inhibitors), ', by the rule at ', { code: by }];
    case 'maintenance':
      return ['planned work: ', { code: by }];
    case 'below-threshold':
      return [`the ${by}, whose ${reportsIn(content?.labels ?? {})} are counted only`];
    default:
      return ['a silence that is kept no longer'];
  }
}

/** What a program reports from an environment that may be quiet. */
export function reportsIn(labels: Labels): 'errors' | 'check-ins' {
  return labelOf(labels, 'check_in') === '' ? 'errors' : 'check-ins';
}

/** Which alert it is, as far as it still fires. */
function inhibitorWords(
  { inhibitedBy }: Inhibition,
  inhibitors: Evidence['inhibitors'],
): readonly TracePart[] {
  const inhibitor = inhibitedBy.map((key) => inhibitors.get(key)).find(Boolean);
  if (!inhibitor) return ['an alert that fires'];
  const { alert, number, more } = inhibitor;
  const { title, host } = alert.content;
  return [
    { code: title },
    ...(host === null ? [] : [' on ', { code: host }]),
    ...(number === null ? [] : [` in INC-${number}`]),
    ...(more > 0 ? [` and ${countOf(more, 'more alert')}`] : []),
  ];
}

/** A silence or planned work that people made: what it hides, whose it is, why and until when. */
export function silenceWords({
  kind,
  matchers,
  author,
  reason,
  endsAt,
}: Silence): readonly TracePart[] {
  const what = kind === 'maintenance' ? 'planned work for ' : 'the silence of ';
  const why = reason === '' ? '' : ` (${reason})`;
  return [
    what,
    { code: matchers.map(formatMatcher).join(', ') },
    ` by ${author}${why} until `,
    { at: endsAt },
  ];
}
