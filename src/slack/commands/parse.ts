import type { IncidentAct } from '../../domain/command.ts';
import type { Matcher } from '../../domain/matcher.ts';
import { severityOf } from '../../domain/severity.ts';
import { type Duration, hours, type Instant, parseDuration, plus } from '../../domain/time.ts';
import { asksForSomething, isFault, parseMatchers } from '../../engine/matchers.ts';
import { plainText } from '../plain-text.ts';

/** Why words could not be read. */
export type Misread =
  | { readonly misread: 'duration'; readonly word: string }
  /** A word that says not when a mute ends. */
  | { readonly misread: 'mute-time'; readonly word: string }
  | { readonly misread: 'everything' }
  | { readonly misread: 'sentence'; readonly sentence: string };

/** Whether words could not be read. */
export function isMisread(value: object): value is Misread {
  return 'misread' in value;
}

/** The first word in small letters, and what comes after it. */
export function splitWord(text: string): { readonly word: string; readonly rest: string } {
  const [, word = '', rest = ''] = /^\s*(\S*)\s*([\s\S]*?)\s*$/.exec(text) ?? [];
  return { word: word.toLowerCase(), rest };
}

/** The incident that the words begin with (`12`, `#12` or `INC-12`), and the words after it. */
export function readNumber(
  text: string,
): { readonly number: number; readonly rest: string } | undefined {
  const [, digits, rest = ''] = /^\s*(?:#|inc-?)?(\d{1,9})(?:\s+([\s\S]*))?$/i.exec(text) ?? [];
  return digits === undefined ? undefined : { number: Number(digits), rest: rest.trim() };
}

/** Refuses words behind the number of an incident where a command takes none: they may be another number that was meant. */
export function nothingMore(words: string): Misread | undefined {
  if (words.trim() === '') return undefined;
  const more = `“${plainText(words).trim()}” does not belong here`;
  return sentence(`${more}, so nothing was done. This command takes the number of one incident.`);
}

/** Reads the words of an act that takes none. */
export function alone(act: IncidentAct): (words: string) => IncidentAct | Misread {
  return (words) => nothingMore(words) ?? act;
}

/** How long a resolve by command keeps alerts that still fire from people: time for them to go out. */
export const MUTE_AFTER_RESOLVE: Duration = hours(1);

const IN_NEXT = /^in (?:the )?next release(?=\s|$)/i;

/** Reads what fixed it, which may be missing, and whether only the next release has that. */
export function readResolve(text: string, now: Instant): IncidentAct {
  const whileFiring = { muteUntil: plus(now, MUTE_AFTER_RESOLVE) };
  const words = plainText(text);
  const [inNext] = IN_NEXT.exec(words) ?? [];
  if (inNext === undefined) return { verb: 'resolve', note: words, whileFiring };
  const note = words.slice(inNext.length).trim();
  return { verb: 'resolve', note, inNextRelease: true, whileFiring };
}

/** Reads the text of a note. */
export function readNote(text: string): IncidentAct | Misread {
  const note = plainText(text).trim();
  return note === '' ? sentence('A note needs some text.') : { verb: 'note', text: note };
}

/** Reads a severity, also by the words that monitors use. */
export function readSeverity(text: string): IncidentAct | Misread {
  const severity = severityOf(text);
  if (severity) return { verb: 'severity', severity };
  const what = text === '' ? 'The severity is missing.' : `“${text}” is not a severity.`;
  return sentence(`${what} Write critical, error, warning or info.`);
}

/** Who shall have an incident: somebody by id, the person who asks, or nobody. */
export type Assignee =
  | { readonly type: 'user'; readonly id: string; readonly name: string }
  | { readonly type: 'me' }
  | { readonly type: 'nobody' };

/** Reads `@bob` as Slack hands it on (`<@U02BOB|bob>`), `me` or `nobody`. */
export function readAssignee(text: string): Assignee | Misread {
  const [, id, name] = /^<@([A-Z0-9]+)(?:\|([^<>]*))?>$/.exec(text) ?? [];
  if (id !== undefined) return { type: 'user', id, name: name || id };
  if (/^@?me$/i.test(text)) return { type: 'me' };
  if (/^(nobody|none)$/i.test(text)) return { type: 'nobody' };
  const what = text === '' ? 'Who takes it?' : `“${plainText(text)}” is nobody in this workspace.`;
  return sentence(`${what} Choose a name from the list that Slack offers after @, or write me.`);
}

/** What a silence is to hide, for how long and why. */
export interface WantedSilence {
  readonly matchers: readonly Matcher[];
  readonly time: Duration;
  readonly reason: string;
}

/** Reads `service=db env="my lab" 2h backup`: matchers, then a time, then why. */
export function readSilence(text: string): WantedSilence | Misread {
  // Phones put curly quotes where a person typed straight ones.
  const words = wordsOf(plainText(text).replace(/[“”„]/g, '"'));
  const at = words.findIndex((word) => parseDuration(word.toLowerCase()) !== undefined);
  const matcherWords = at < 0 ? words.filter((word) => /[=~]/.test(word)) : words.slice(0, at);
  const matchers = parseMatchers(matcherWords.join(','));
  if (isFault(matchers)) return sentence(asSentence(matchers.fault));
  const time = parseDuration((words[at] ?? '').toLowerCase());
  if (time === undefined) return { misread: 'duration', word: words[matcherWords.length] ?? '' };
  if (!asksForSomething(matchers)) return { misread: 'everything' };
  return { matchers, time, reason: words.slice(at + 1).join(' ') };
}

/** Words apart by spaces, except for spaces in double quotes. */
export function wordsOf(text: string): readonly string[] {
  return text.match(/(?:"(?:\\.|[^"\\])*"|[^\s"]|")+/g) ?? [];
}

function sentence(text: string): Misread {
  return { misread: 'sentence', sentence: text };
}

function asSentence(text: string): string {
  return /[.?!]$/.test(text) ? text : `${text}.`;
}
