import type { ActionsBlock, RichTextElement } from '@slack/types';
import type { ErrorGroup } from '../../../domain/error-group.ts';
import { type Incident, isMuted, isOpen } from '../../../domain/incident.ts';
import type { Instant } from '../../../domain/time.ts';
import { cut, firstLine, LENGTHS } from '../cut.ts';
import { actions, bold, bullets, button, code, lines, moment, rich, text } from '../elements.ts';
import { howOften } from '../errors/facts.ts';
import { plain } from '../escape.ts';
import { link, section, shortText } from '../mark-up.ts';
import type { MessageBody } from '../message.ts';
import { FULL, formatNear, incidentName } from '../words.ts';

/** An error group of a list, with what people know it by. */
export interface ListedError {
  readonly group: ErrorGroup;
  /** Null: it has none, or that is kept no longer. */
  readonly incident: Incident | null;
  /** Where its card is; null: it has none that can be linked. */
  readonly link: string | null;
}

/** A page of error groups. */
export interface ErrorList {
  /** As a person asked for them: “KeyError” in shop of the last 24 h; empty for all. */
  readonly asked: string;
  readonly found: readonly ListedError[];
  /** What the button for the next page carries; null: that was the last one. */
  readonly next: string | null;
}

/** Error groups, the one that came last first. */
export function errorsAnswer({ asked, found, next }: ErrorList, now: Instant): MessageBody {
  const behind = asked === '' ? '' : ` ${asked}`;
  if (found.length === 0) return none(behind);
  const said = found.map((each) => `${titled(each)}, ${howOften(each.group)}, ${state(each, now)}`);
  return {
    text: shortText(`Errors${behind}. ${said.join('. ')}.`),
    blocks: [
      section(
        `*Errors* ${plain(cut(`${asked}, the newest first`.replace(/^, /, ''), LENGTHS.fact))}`,
      ),
      rich(bullets(found.map((each, place) => row(each, found[place - 1], now)))),
      ...(next === null ? [] : [moreButton(next)]),
    ],
  };
}

function none(behind: string): MessageBody {
  const what = `No errors${behind}.`;
  const advice = 'Part of a title, a project or a time such as in 24h finds errors.';
  return { text: shortText(`${what} ${advice}`), blocks: [section(`${plain(what)} ${advice}`)] };
}

/** The button that shows the next page in the place of this one. */
export function moreButton(next: string): ActionsBlock {
  return actions(
    'errors',
    button({
      text: 'Show more',
      action: 'errors.more',
      value: next,
      label: 'Show more: the next ones',
    }),
  );
}

function row(
  each: ListedError,
  before: ListedError | undefined,
  now: Instant,
): readonly RichTextElement[] {
  const { group } = each;
  const at = group.lastSeenAt;
  const format = before ? formatNear(at, before.group.lastSeenAt) : FULL;
  return lines(
    [
      bold(titled(each)),
      ...(group.culprit === '' ? [] : [text(' '), code(cut(group.culprit, LENGTHS.value))]),
    ],
    [
      text(`${firstLine(group.project, LENGTHS.value)}, ${howOften(group)} · `),
      moment(at, format),
      text(' · '),
      ...named(each),
      text(`${each.incident ? ' ' : ''}${state(each, now)}`),
    ],
  ).elements;
}

function named({ incident, link: url }: ListedError): readonly RichTextElement[] {
  if (!incident) return [];
  const name = incidentName(incident.number);
  return [url === null ? text(name) : link(url, name)];
}

function titled({ group }: ListedError): string {
  return firstLine(group.title, LENGTHS.title) || 'An error without a title';
}

/** Who has it, or why nobody heard of it. */
function state({ group, incident }: ListedError, now: Instant): string {
  if (!incident) {
    return group.incident === null ? 'no incident yet' : 'its incident is kept no longer';
  }
  if (!isOpen(incident)) return incident.resolution?.into ? 'merged' : 'resolved';
  if (incident.withheld !== null) return withheldWords(incident);
  return openState(incident, now);
}

function openState(incident: Incident, now: Instant): string {
  const { mute, assignee, acknowledged } = incident;
  if (isMuted(incident, now)) return mute?.ignores ? 'ignored' : 'muted';
  if (assignee) return `for ${cut(assignee.name, LENGTHS.value)}`;
  return acknowledged ? 'acknowledged' : 'nobody has this yet';
}

function withheldWords({ withheld, withheldBy }: Incident): string {
  const why = withheld === 'below-threshold' && withheldBy !== null ? withheldBy : withheld;
  return `nobody was told: ${cut(why ?? '', LENGTHS.value)}`;
}
