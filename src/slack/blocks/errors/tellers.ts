import { isHuman } from '../../../domain/actor.ts';
import type { Regression } from '../../../domain/incident.ts';
import { cut, firstLine, LENGTHS } from '../cut.ts';
import { whatEndedIt } from '../early.ts';
import type { Pen } from '../line.ts';
import { who } from '../names.ts';
import { SEVERITY_MARK } from '../state.ts';
import type { Of, Teller, Told } from '../teller.ts';
import { capital, count, figure, formatNear, incidentName } from '../words.ts';
import { untilWords } from './ignore-words.ts';

/** What happens to errors only, each in one line. */
export const errorTellers: {
  readonly [K in 'ignored' | 'spike' | 'took-in' | 'split' | 'feedback']: Teller<K>;
} = {
  ignored: (pen, { incident, entry, name }, { until, early, why }) => {
    const end = until === null ? null : `until ${pen.at(until, formatNear(until, entry.at))}`;
    const other = end === null || early.length > 0 ? untilWords(incident, early) : null;
    const all = [end, other].filter((each) => each !== null).join(', or ');
    const reason = why === '' ? '' : `: ${pen.foreign(firstLine(why, LENGTHS.value))}`;
    return `${pen.mark('no_bell')}${pen.bold(name)} ignores this ${all}${reason}`;
  },
  spike: (pen, { incident }, { count: times, usual }) => {
    const most = usual === 0 ? '' : `, where ${figure(usual)} were the most`;
    const mark = pen.mark(SEVERITY_MARK[incident.severity]);
    return `${mark}Far more often than ever: ${figure(times)} in the last hour${most}`;
  },
  'took-in': (pen, told, { number, title }) => {
    const shown = pen.foreign(cut(title, LENGTHS.title));
    const other = linked(pen, told, number);
    return `${pen.bold(told.name)} merged ${other} into this: ${shown}. Its errors count here`;
  },
  split: (pen, { name }, { groups }) => {
    const what = count(groups, 'merged error counts', 'merged errors count');
    return `${pen.bold(name)} split this: ${what} apart again`;
  },
  feedback: (pen, { name }, { text }) =>
    `A user of ${pen.bold(name)} wrote: ${pen.foreign(firstLine(text, LENGTHS.fact))}`,
};

/** An error was resolved by a person, or merged into another; null: neither. */
export function resolvedByPerson(
  pen: Pen,
  told: Told,
  { how, into, release }: Of<'resolved'>,
): string | null {
  const name = pen.bold(told.name);
  if (into !== undefined) {
    return `${name} merged this into ${linked(pen, told, into)}: its errors count there`;
  }
  return how === 'person' ? `${name} resolved it${inRelease(pen, release)}` : null;
}

/** Which releases bring it back. */
function inRelease(pen: Pen, release: Of<'resolved'>['release']): string {
  if (!release) return '';
  const version = pen.code(cut(release.version, LENGTHS.value));
  return release.inNext ? ` with the next release after ${version}` : ` in ${version}`;
}

/** It came back in a release after the one that it was resolved in. */
export function regressed(
  pen: Pen,
  { incident }: Told,
  { release, resolvedIn, resolvedBy }: Regression,
): string {
  const [back, before] = [release, resolvedIn].map((each) => pen.code(cut(each, LENGTHS.value)));
  const mark = pen.mark(SEVERITY_MARK[incident.severity]);
  const by = resolvedBy ? ` by ${pen.bold(who(resolvedBy))}` : '';
  return `${mark}Regression: back in ${back}, resolved in ${before}${by}`;
}

/** It was muted or ignored, and is told again. */
export function toldAgain(pen: Pen, { incident, entry, name }: Told, what: Of<'unmuted'>): string {
  const { early } = what;
  const missed = what.ignored ? cameMeanwhile(what) : hiddenNews(what);
  if (early) return `Told again: ${pen.foreign(whatEndedIt(incident, early))}${missed}`;
  if (isHuman(entry.actor)) return `${pen.bold(name)} has this told again${missed}`;
  return `Told again: its time is over${missed}`;
}

function hiddenNews({ hidden, events }: Of<'unmuted'>): string {
  if (events) return `. ${capital(count(events, 'error'))} came meanwhile`;
  if (hidden === 0) return '. Nothing came meanwhile';
  return `. ${capital(count(hidden, 'piece of news was', 'pieces of news were'))} hidden`;
}

/** How often an ignored error came; where that ended the ignoring it is said already. */
function cameMeanwhile({ events, early }: Of<'unmuted'>): string {
  if (events === undefined || early?.when === 'occurrences') return '';
  return `. It happened ${events === 0 ? 'never' : count(events, 'time')} meanwhile`;
}

/** The card of another incident. */
function linked(pen: Pen, { cardLink }: Told, number: number): string {
  return pen.link(cardLink(number) ?? '', incidentName(number));
}
