import { type Severity, severityOf } from '../../domain/severity.ts';

/** What the subject of a monitor's mail says. */
export interface Subject {
  /** Without what mail programs and monitors put before it. */
  readonly title: string;
  readonly isOver: boolean;
  /** Without the words for a state: the same for what began and for what is over. */
  readonly alike: string;
}

const OVER = 'resolved|recovered|recovery|cleared|closed|ok|up|normal';
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
  let state = '';
  for (let mark = markOf(title); mark !== ''; mark = markOf(title)) {
    if (!REPLY.test(mark)) state ||= mark;
    title = title.slice(mark.length);
  }
  title ||= text.trim();
  return { title, isOver: isOver(state, title), alike: alikeOf(title) };
}

function markOf(text: string): string {
  return [REPLY, MARK, SHOUTED].map((mark) => mark.exec(text)?.[0] ?? '').find(Boolean) ?? '';
}

const WORDS = new RegExp(`\\b(?:${CAPITALS})\\b`, 'g');
const IS_OVER = new RegExp(`^\\W*(?:${OVER})\\b`, 'i');
const SAYS_OVER =
  /(?<!\bnot )\b(?:is (?:now |back )?(?:ok|up|online|resolved|healthy)|has (?:recovered|cleared|been resolved)|back to normal)\b/i;

/** By the mark before it, else by the last word in capitals (`OK → CRITICAL`), else by what it says. */
function isOver(mark: string, title: string): boolean {
  const state = mark || (title.match(WORDS)?.at(-1) ?? '');
  return state === '' ? SAYS_OVER.test(title) : IS_OVER.test(state);
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
