import { type Severity, severityOf } from '../../domain/severity.ts';
import { isEnd, isEndMark, OVER } from './mail-end.ts';

/** What the subject of a monitor's mail says. */
export interface Subject {
  /** Without what mail programs and monitors put before it. */
  readonly title: string;
  /** Whether it says beyond doubt that it is over. */
  readonly isOver: boolean;
  /** Without the words for a state: the same for what began and for what is over. */
  readonly alike: string;
}

const BEGUN =
  'firing|problem|triggered|alerting|alert|alarm|critical|crit|fatal|emergency|disaster|error|failed|failure|warning|warn|unknown|down';

const WORD = `${OVER}|${BEGUN}`;
const CAPITALS = WORD.toUpperCase();

/** Of mail programs, in several languages. */
const REPLY = /^(?:re|fwd?|aw|wg|sv|tr|antw)(?:\[\d{1,3}\])?:\s*/i;
/** A state as a mark: `[FIRING:2]`, `[✅ Up]`, `Problem:`, `Resolved in 5m 12s:`, `RECOVERY - `. */
const MARK = new RegExp(
  `^(?:\\[[^\\w\\]]{0,4}(?:${WORD})(?::\\s?\\d{1,9})?\\]|(?:${WORD})(?: in [\\dywdhms ]{1,40})?(?::| -+)(?=\\s))\\s*`,
  'i',
);
/** A state as a word in capitals at the beginning: `PROBLEM Service Alert`. */
const SHOUTED = new RegExp(`^(?:${CAPITALS})\\s+`);
const STARS = /^[*\s]+|[*\s]+$/g;

/** Reads a subject, whatever stands before what it says. */
export function subjectOf(text: string): Subject {
  let title = text.replace(STARS, '');
  let [state, whole] = ['', title];
  for (let mark = markOf(title); mark !== ''; mark = markOf(title)) {
    if (REPLY.test(mark)) whole = state === '' ? title.slice(mark.length) : whole;
    else state ||= mark;
    title = title.slice(mark.length);
  }
  const isOver = isEnd(state, title);
  // A word that seemed to be a mark of an end is a part of the sentence.
  if (!isOver && isEndMark(state)) title = whole;
  title ||= text.trim();
  return { title, isOver, alike: alikeOf(title) };
}

function markOf(text: string): string {
  return [REPLY, MARK, SHOUTED].map((mark) => mark.exec(text)?.[0] ?? '').find(Boolean) ?? '';
}

const STATES = new RegExp(`\\b(?:${WORD})\\b|\\bis (?:now|back)\\b|[^\\p{L}\\p{N}]+`, 'giu');

function alikeOf(title: string): string {
  return title.toLowerCase().replace(STATES, ' ').replace(/\s+/g, ' ').trim();
}

const SEVERE: readonly (readonly [RegExp, Severity])[] = [
  [/\b(?:critical|crit|fatal|emergency|disaster|panic|down)\b/i, 'critical'],
  [/\b(?:error|err|failed|failure|failing|fails|problem)\b/i, 'error'],
  [/\b(?:warning|warn|degraded)\b/i, 'warning'],
  [/\b(?:info|notice|information)\b/i, 'info'],
];
const FIELD = /^[ \t]*(?:severity|state|priority|level)[ \t]*[:=][ \t]*(\w+)/im;

/** How bad it is: by a word in capitals in the subject, by a line of the text that says so, else by any word in the subject. */
export function severityOfMail(subject: string, text: string): Severity {
  const shouted = subject.match(/\b[A-Z]{3,}\b/g)?.join(' ') ?? '';
  return (
    severeIn(shouted.replace('PROBLEM', '')) ??
    severityOf(FIELD.exec(text)?.[1] ?? '') ??
    severeIn(subject) ??
    'warning'
  );
}

function severeIn(words: string): Severity | undefined {
  return SEVERE.find(([pattern]) => pattern.test(words))?.[1];
}
