import type { RichTextElement } from '@slack/types';
import { GROUPS_KEPT, type Storm, type StormGroup } from '../../../domain/storm.ts';
import { between, type Instant, minutes, plus } from '../../../domain/time.ts';
import { firstLine, LENGTHS } from '../cut.ts';
import { bold, text } from '../elements.ts';
import { escaped, plain } from '../escape.ts';
import { link } from '../mark-up.ts';
import { count, dateToken, duration, figure, formatNear, incidentName } from '../words.ts';

/** Where the card of an incident is; null: it has none that can be linked. */
export type CardLink = (number: number) => string | null;

/** Kinds of incidents that have a line of their own. */
const NAMED_GROUPS = 3;

/** How long it lasts or lasted: "40 s". */
export function lengthOf(storm: Storm, until: Instant): string {
  return duration(between(storm.startedAt, until));
}

/** Whether its first minute is not over yet. */
export function isEntering(storm: Storm, now: Instant): boolean {
  return now < plus(storm.startedAt, minutes(1));
}

/** " in #alerts", not escaped; empty for a channel that is only known by its id. */
export function inChannel({ channel }: Storm): string {
  return channel.startsWith('#') ? ` in ${firstLine(channel, LENGTHS.value)}` : '';
}

/** What is wrong, in one short line. */
export function groupTitle({ title }: Pick<StormGroup, 'title'>): string {
  return firstLine(title, LENGTHS.value) || 'without a name';
}

/** The largest kinds of incidents, one a line, and the others in one. */
export function groupRows({ groups, incidentCount }: Storm): readonly RichTextElement[][] {
  const top = groups.slice(0, NAMED_GROUPS);
  const named = top.map((group) => [bold(figure(group.count)), text(` ${groupTitle(group)}`)]);
  const rest = incidentCount - top.reduce((sum, group) => sum + group.count, 0);
  if (rest <= 0) return named;
  const others = groups.length - top.length;
  if (others <= 0) return [...named, [bold(figure(rest)), text(' others')]];
  const more = groups.length >= GROUPS_KEPT ? 'more than ' : '';
  const kinds = count(others, 'other group');
  return [...named, [bold(figure(rest)), text(` in ${more}${kinds}`)]];
}

/** "PodNotReady 19, HighLatency 12, TargetDown 9". */
export function most({ groups }: Storm): string {
  return groups
    .slice(0, NAMED_GROUPS)
    .map((group) => `${groupTitle(group)} ${figure(group.count)}`)
    .join(', ');
}

/** The cards of some incidents, and how many more there are; nothing where none has a card that can be linked. */
export function cardLinks(
  numbers: readonly number[],
  all: number,
  permalink: CardLink,
): readonly RichTextElement[] {
  const cards = numbers.flatMap((number) => {
    const url = permalink(number);
    return url === null ? [] : [link(url, incidentName(number))];
  });
  const links = cards.flatMap((card, place) => (place > 0 ? [text(' '), card] : [card]));
  const more = all - cards.length;
  if (cards.length === 0 || more <= 0) return links;
  return [...links, text(` and ${count(more, 'more', 'more')}`)];
}

/** What came first, in grey: usually the cause, but that would be a guess. */
export function firstCame({ first }: Storm, permalink: CardLink): string {
  const url = permalink(first.number);
  const name = incidentName(first.number);
  const linked = url === null ? name : `<${escaped(url)}|${name}>`;
  return `first came ${linked} ${plain(firstLine(first.title, LENGTHS.title))}`;
}

/** When it began, in grey, and when it was over. */
export function timeOf({ startedAt, endedAt }: Storm): string {
  const start = dateToken(startedAt);
  return endedAt === null
    ? start
    : `${start} to ${dateToken(endedAt, formatNear(endedAt, startedAt))}`;
}
