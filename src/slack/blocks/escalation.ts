import type { RichTextElement } from '@slack/types';
import type { Incident } from '../../domain/incident.ts';
import type { Instant } from '../../domain/time.ts';
import { firstLine } from './cut.ts';
import { bold, boldMoment } from './elements.ts';
import { plain } from './escape.ts';
import { escapeWithin } from './mark-up.ts';
import { modifierOf } from './state.ts';
import { CLOCK, dateToken, formatNear } from './words.ts';

/** Who is called, and when. */
export interface NextCall {
  /** As people write it: `@oncall`, `#leads`. */
  readonly notify: string;
  readonly at: Instant;
}

/** Whom an escalation called last, without an answer so far, and who is next. */
export interface EscalationShown {
  readonly last: string;
  readonly lastAt: Instant;
  /** Null: that was the last step. */
  readonly next: NextCall | null;
}

/** As long as the name of a group. */
const NAME = 60;
/** The title needs most of the room of a text. */
const NAME_IN_TEXT = 40;

/** Whom a step calls, in one short line, not escaped. */
export function calleeOf(notify: string): string {
  return firstLine(notify, NAME) || 'somebody';
}

/** Whether a card tells of calls: while somebody has it, or it is quiet on purpose, nobody is called. */
export function tellsOfCalls(incident: Incident, now: Instant): boolean {
  const modifier = modifierOf(incident, now);
  return incident.status === 'triggered' && (modifier === null || isBack(modifier));
}

function isBack(modifier: string): boolean {
  return modifier === 'reopened' || modifier === 'regression';
}

/** The bold line of a card: who was called, and who is next. */
export function escalationLine(
  { last, lastAt, next }: EscalationShown,
  { openedAt }: Incident,
): readonly RichTextElement[] {
  const called = [
    bold(`${calleeOf(last)} was called at `),
    boldMoment(lastAt, formatNear(lastAt, openedAt)),
  ];
  if (!next) return [...called, bold(', no answer')];
  return [
    ...called,
    bold(`, no answer. ${calleeOf(next.notify)} is next at `),
    boldMoment(next.at, formatNear(next.at, lastAt)),
  ];
}

/** The same for lock screens, escaped, without a full stop. */
export function escalationText({ last, next }: EscalationShown): string {
  const called = `${escapeWithin(calleeOf(last), NAME_IN_TEXT)} was called and has not answered`;
  if (!next) return called;
  return `${called}. ${escapeWithin(calleeOf(next.notify), NAME_IN_TEXT)} is next at ${dateToken(next.at, CLOCK)}`;
}

/** Who is next, in grey. */
export function nextLine({ notify, at }: NextCall, known: Instant): string {
  return `${plain(calleeOf(notify))} is next at ${dateToken(at, formatNear(at, known))}`;
}
