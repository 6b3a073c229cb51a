import type { Called } from './calls.ts';
import type { Delayed, Untold } from './compare.ts';
import {
  channelsOf,
  fullness,
  hoursOf,
  isFarFromReality,
  numbersOf,
  type Pair,
  type PostsOfBoth,
  type Sides,
  totalsOf,
} from './sides.ts';
import { messagesOf } from './tally.ts';
import { count, shortened, span, time, wordsOf } from './words.ts';

const WIDTH = 80;
const LISTED = 20;
const HOURS_SHOWN = 10;
const COLUMN = 12;
/** What three columns leave for titles. */
const TITLE = WIDTH - COLUMN * 3;

/** Both sides beside each other and what differs, for people: no line is wider than 80 characters. */
export function textOf(sides: Sides): string {
  const sections = [
    headOf(sides),
    [tableHead(), ...figures(sides)],
    channels(sides),
    hours(sides),
    remarks(sides),
    listOf(MISSED, sides.comparison.missed, (each) => untold(each, sides)),
    listOf(DELAYED, sides.comparison.delayed, (each) => delayed(each, sides)),
    listOf(ADDED, sides.comparison.added, (each) => [line(each, sides)]),
    listOf(CALLED_NO_MORE, sides.comparison.calledNoMore, (each) => called(each, sides)),
    listOf(CALLED_NOW, sides.comparison.calledNow, (each) => called(each, sides)),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function headOf({
  old: {
    span: { from, to },
  },
}: Sides): readonly string[] {
  return [`What would have happened from ${time(from)} to ${time(to)} UTC`];
}

function tableHead(): string {
  return row('', ['old', 'new', 'change']);
}

function row(title: string, cells: readonly string[]): string {
  const padded = cells.map((cell) => cell.padStart(COLUMN)).join('');
  return `${title.padEnd(TITLE)}${padded}`.trimEnd();
}

/** A title of one of many, below that of all of them. */
function below(title: string): string {
  return `  ${shortened(title, TITLE - 4)}`;
}

function pairRow(title: string, { old, fresh }: Pair): string {
  return row(title, [count(old), count(fresh), changeOf({ old, fresh })]);
}

function changeOf({ old, fresh }: Pair): string {
  if (old === fresh) return '=';
  const sign = fresh > old ? '+' : '−';
  if (old === 0) return `${sign}${count(fresh)}`;
  return `${sign}${Math.round((Math.abs(fresh - old) / old) * 100)} %`;
}

function figures(sides: Sides): readonly string[] {
  const { old, fresh } = sides;
  const posts = totalsOf(sides);
  const of = (title: string, pick: (posts: PostsOfBoth['old']) => number) =>
    pairRow(title, { old: pick(posts.old), fresh: pick(posts.fresh) });
  return [
    pairRow('alerts in', { old: old.alerts, fresh: fresh.alerts }),
    pairRow('incidents, told or not', { old: old.opened, fresh: fresh.opened }),
    of('cards', ({ cards }) => cards),
    of('thread entries', ({ entries }) => entries),
    of('calls (mentions)', ({ calls }) => calls),
    of('storm messages', ({ storms }) => storms),
    of("replies in storms' threads", ({ stormReplies }) => stormReplies),
    of('messages in all', messagesOf),
  ];
}

function messagesRow(title: string, { old, fresh }: PostsOfBoth): string {
  return pairRow(title, { old: messagesOf(old), fresh: messagesOf(fresh) });
}

function channels(sides: Sides): readonly string[] {
  const found = channelsOf(sides);
  if (found.length === 0) return [];
  return ['Messages by channel', ...found.map((each) => messagesRow(below(each.channel), each))];
}

function hours(sides: Sides): readonly string[] {
  const found = [...hoursOf(sides)].sort((a, b) => fullness(b) - fullness(a)).slice(0, HOURS_SHOWN);
  if (found.length === 0) return [];
  const rows = found.map((each) => messagesRow(below(`${time(each.hour)}  ${each.channel}`), each));
  return ['Messages in the busiest hours (UTC)', ...rows];
}

function remarks(sides: Sides): readonly string[] {
  const { old, reallyTold, comparison } = sides;
  const lines = [];
  if (isFarFromReality(sides)) {
    lines.push(
      `In reality people got ${count(reallyTold ?? 0)} cards: they acted, and the configuration changed.`,
    );
  }
  if (old.unknown > 0) {
    lines.push(
      `${count(old.unknown)} re-sends are left out: what they re-send is older than the recordings.`,
    );
  }
  if (comparison.unsure > 0) {
    lines.push(
      `${count(comparison.unsure)} incidents left out: only a regression or a spike would tell of them.`,
    );
  }
  return lines;
}

interface Heading {
  readonly title: string;
  readonly meaning: string;
}

const MISSED: Heading = {
  title: 'Missed',
  meaning: 'the old configuration tells of them, the new one does not',
};
const DELAYED: Heading = {
  title: 'Delayed',
  meaning: 'the new configuration tells of them later',
};
const ADDED: Heading = { title: 'New', meaning: 'the new configuration alone tells of them' };
const CALLED_NO_MORE: Heading = {
  title: 'Called no more',
  meaning: 'the new configuration mentions nobody for them',
};
const CALLED_NOW: Heading = {
  title: 'Called now',
  meaning: 'the new configuration alone mentions somebody',
};

function listOf<T>(
  { title, meaning }: Heading,
  items: readonly T[],
  show: (item: T) => readonly string[],
): readonly string[] {
  if (items.length === 0) return [`${title}: none.`];
  const shown = items.slice(0, LISTED).flatMap(show);
  const rest = items.length - LISTED;
  const more = rest > 0 ? [`  … and ${count(rest)} more; --json lists all of them.`] : [];
  return [`${title}: ${count(items.length)}; ${meaning}.`, ...shown, ...more];
}

function untold(each: Untold, sides: Sides): readonly string[] {
  const { firings, of, why } = each;
  const part = firings < of ? `${count(firings)} of its ${count(of)} firings: ` : '';
  return [line(each, sides), detail(`${part}${wordsOf(why)}`)];
}

function delayed(each: Delayed, sides: Sides): readonly string[] {
  const { severity } = each.incident;
  return [line({ ...each, severity }, sides), detail(`${span(each.by)} later`)];
}

function called(each: Called, sides: Sides): readonly string[] {
  const { severity } = each.incident;
  return [line({ ...each, severity }, sides)];
}

type Listed = Pick<Untold, 'severity' | 'at' | 'incident' | 'recordedAs'>;

/** One incident with the real one's number, where there was one. */
function line({ severity, at, incident, recordedAs }: Listed, sides: Sides): string {
  const [number] = numbersOf(sides, recordedAs);
  const name = number === undefined ? '' : `INC-${number} `;
  const head = `  ${severity.padEnd(8)}  ${time(at)}  `;
  return `${head}${shortened(`${name}${incident.title}`, WIDTH - head.length)}`;
}

function detail(text: string): string {
  return `            ${shortened(text, WIDTH - 12)}`;
}
