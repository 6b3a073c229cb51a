import type { Person } from '../../domain/actor.ts';
import { type Incident, titleOf } from '../../domain/incident.ts';
import type { Severity } from '../../domain/severity.ts';
import type { TimelineEntry } from '../../domain/timeline.ts';
import { calledMessage, type Mentions } from './call.ts';
import { cut, firstLine, LENGTHS } from './cut.ts';
import { context, lines, quote, rich, text, userMention } from './elements.ts';
import { plain } from './escape.ts';
import type { Line } from './line.ts';
import { escapeWithin } from './mark-up.ts';
import type { MessageBody, SurfaceContext } from './message.ts';
import { canBeCalled, who } from './names.ts';
import { oneLiner } from './one-liner.ts';
import { summary } from './summary.ts';
import { CLOCK, capital, dateToken } from './words.ts';

/** What a reply in the thread is drawn with. */
export interface ThreadContext extends SurfaceContext {
  /** It tells of something more than a minute ago: then it begins with the time. */
  readonly late: boolean;
  /** The numbers of other incidents that a call is for. */
  readonly also?: readonly number[];
}

/**
 * One reply for these entries: usually one; one-liners that waited together become one message.
 * `mentions` has whom the mention of a call means.
 */
export function threadMessage(
  incident: Incident,
  entries: readonly TimelineEntry[],
  surface: ThreadContext,
  mentions: Mentions = new Map(),
): MessageBody {
  const [entry, ...more] = entries;
  if (!entry) throw new Error('A reply needs an entry.');
  if (more.length > 0) return merged(incident, entries, surface);
  switch (entry.what.kind) {
    case 'note':
      return note(entry, entry.what.text, surface);
    case 'feedback':
      return feedback(entry, entry.what.text, surface);
    case 'resolved':
      if (entry.what.into === undefined) return summary(incident, entry);
      break;
    case 'called':
      return calledMessage(entry, asItIs(entry.what, incident), mentions, surface);
    case 'assigned':
      if (isCall(entry, entry.what.to)) return call(incident, entry, entry.what.to.id);
      break;
  }
  const line = fitting(oneLiner(incident, entry, surface.cardLink), ALONE);
  return grey([timed(line, entry, surface.late)]);
}

/** A call speaks of the incident as the card above it does, whatever was known when it was decided. */
function asItIs<Call extends { readonly title: string; readonly severity: Severity }>(
  call: Call,
  incident: Incident,
): Call {
  return { ...call, title: titleOf(incident), severity: incident.severity };
}

/** Whoever takes it over knows; and ids from outside Slack call nobody. */
function isCall({ actor }: TimelineEntry, to: Person): boolean {
  return canBeCalled(to) && !(actor.type === 'person' && actor.id === to.id);
}

function merged(
  incident: Incident,
  entries: readonly TimelineEntry[],
  { late, cardLink }: ThreadContext,
): MessageBody {
  const isTimed = late || entries.length > 1;
  return grey(
    entries.map((entry) => {
      const line = fitting(oneLiner(incident, entry, cardLink), OF_MANY);
      return timed(line, entry, isTimed);
    }),
  );
}

/** Slack takes a line of 2,000 characters, and ten of them with the text up to 13,000. */
const ALONE = 1_900;
const OF_MANY = 1_150;

/** What others wrote may be five times as long once it is escaped: then it is told without marks. */
function fitting(line: Line, room: number): Line {
  if (line.mrkdwn.length <= room) return line;
  return { ...line, mrkdwn: escapeWithin(line.sentence, room, plain) };
}

function grey(told: readonly Line[]): MessageBody {
  return {
    text: escapeWithin(`${told.map(({ sentence }) => sentence).join('. ')}.`, LENGTHS.text),
    blocks: [context(...told.map(({ mrkdwn }) => mrkdwn))],
  };
}

function timed(line: Line, { at }: TimelineEntry, late: boolean): Line {
  return late ? { ...line, mrkdwn: `${dateToken(at, CLOCK)} · ${line.mrkdwn}` } : line;
}

function note(entry: TimelineEntry, words: string, surface: ThreadContext): MessageBody {
  return written(entry, words, { by: ['Note by', ''], late: surface.late });
}

/** What a user of the program wrote, who is nobody in this workspace. */
function feedback(entry: TimelineEntry, words: string, surface: ThreadContext): MessageBody {
  return written(entry, words, { by: ['A user of', ' wrote this'], late: surface.late });
}

/** In full size, since a person wrote it. */
function written(
  entry: TimelineEntry,
  words: string,
  { by, late }: { readonly by: readonly [string, string]; readonly late: boolean },
): MessageBody {
  const name = who(entry.actor);
  const when = late ? ` at ${dateToken(entry.at, CLOCK)}` : '';
  const [before, behind] = by;
  const line = `${before} *${plain(name)}*${behind}${when}`;
  return {
    text: `${before} ${escapeWithin(`${name}${behind}: ${firstLine(words, 200)}`, 280)}`,
    blocks: [rich(quote(cut(words, LENGTHS.words))), context(line)],
  };
}

/** Rings: the one who is to have it is named. */
function call(incident: Incident, { actor }: TimelineEntry, assignee: string): MessageBody {
  const name = capital(who(actor));
  return {
    text: `<@${assignee}> ${escapeWithin(`${name} assigned this to you: ${incident.title}`, 250)}.`,
    blocks: [rich(lines([userMention(assignee), text(` ${name} assigned this to you`)]))],
  };
}
