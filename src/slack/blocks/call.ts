import type { KnownBlock, RichTextElement } from '@slack/types';
import type { Happening, TimelineEntry } from '../../domain/timeline.ts';
import { cut, LENGTHS } from './cut.ts';
import { bold, context, lines, rich, text, userMention } from './elements.ts';
import { calleeOf, nextLine } from './escalation.ts';
import { escapeWithin } from './mark-up.ts';
import type { MessageBody } from './message.ts';
import { CLOCK, capital, count, dateToken, duration, incidentName, listed } from './words.ts';

type Called = Extract<Happening, { kind: 'called' }>;

/** A mention as people write it (`@oncall`), and as Slack takes it (`<!subteam^S1>`, `<@U1>`, `<!here>`). */
export type Mentions = ReadonlyMap<string, string>;

/** What a call is drawn with. */
interface CallContext {
  readonly late: boolean;
  /** The numbers of other incidents that it is for. */
  readonly also?: readonly number[];
}

/** The reply that makes phones ring. A mention of whom nothing is known is only written out, and calls nobody. */
export function calledMessage(
  entry: TimelineEntry,
  what: Called,
  mentions: Mentions,
  { late, also = [] }: CallContext,
): MessageBody {
  const called = calleesOf(what.mention, mentions);
  const title = cut(what.title, LENGTHS.title);
  const head = `${capital(what.severity)}${what.why === 'reopened' ? ', reopened' : ''}: `;
  const rest = `${whatIsTheCase(what)}.`;
  const others = alsoFor(also);
  return {
    text: `${called.text} ${escapeWithin(`${head}${title}${rest}`, SAID)}${others}`,
    blocks: [
      rich(lines([...called.elements, text(` ${head}`), bold(title), text(`${rest}${others}`)])),
      ...grey(entry, what, late),
    ],
  };
}

/** So many of the others have room. */
const NAMED = 5;

function alsoFor(numbers: readonly number[]): string {
  if (numbers.length === 0) return '';
  const named = numbers.slice(0, NAMED).map(incidentName);
  const rest = numbers.length - named.length;
  const all = rest > 0 ? [...named, count(rest, 'other')] : named;
  return ` Also for ${count(numbers.length, 'more incident')}: ${listed(all)}.`;
}

/** What the call is for, beside the incident. */
function whatIsTheCase({ why, waited }: Called): string {
  if (waited === null) return why === 'repeat' ? '. Nobody has this yet' : '';
  if (why === 'repeat') return `. Nobody has had this for ${duration(waited)}`;
  return why === 'escalation' ? `. Nobody has acknowledged for ${duration(waited)}` : '';
}

function grey({ at }: TimelineEntry, { next }: Called, late: boolean): readonly KnownBlock[] {
  const parts = [...(late ? [dateToken(at, CLOCK)] : []), ...(next ? [nextLine(next, at)] : [])];
  return parts.length > 0 ? [context(parts.join(' · '))] : [];
}

const TOKEN =
  /<@([UW][A-Z0-9]{2,14})>|<!subteam\^(S[A-Z0-9]{2,14})>|<!(here|channel|everyone)>|<#([CG][A-Z0-9]{2,14})>/g;
/** Those who have room in the text of a message; the blocks call all of them. */
const IN_TEXT = 5;
/** Slack's limit for a message is far beyond; no step calls more. */
const IN_BLOCKS = 50;
/** For a name that is only written out. */
const NAME = 120;
/** What a text has room for beside those who are called. */
const SAID = 160;

/** Those who are called, for a message's text and for its blocks. */
interface Callees {
  readonly text: string;
  readonly elements: readonly RichTextElement[];
}

function calleesOf(mention: string, mentions: Mentions): Callees {
  const found = [...(mentions.get(mention) ?? '').matchAll(TOKEN)].slice(0, IN_BLOCKS);
  if (found.length === 0) {
    const name = calleeOf(mention);
    return { text: escapeWithin(name, NAME), elements: [text(name)] };
  }
  const tokens = found.slice(0, IN_TEXT).map(([token]) => token);
  return {
    text: tokens.join(' '),
    elements: found.flatMap(([, user, group, range, channel], place) => [
      ...(place === 0 ? [] : [text(' ')]),
      tokenElement({ user, group, range, channel }),
    ]),
  };
}

interface Token {
  readonly user: string | undefined;
  readonly group: string | undefined;
  readonly range: string | undefined;
  /** A channel is only linked; nobody's phone rings. */
  readonly channel: string | undefined;
}

function tokenElement({ user, group, range, channel }: Token): RichTextElement {
  if (user !== undefined) return userMention(user);
  if (group !== undefined) return { type: 'usergroup', usergroup_id: group };
  if (channel !== undefined) return { type: 'channel', channel_id: channel };
  const known = RANGES.find((each) => each === range);
  return known ? { type: 'broadcast', range: known } : text(' ');
}

const RANGES = ['here', 'channel', 'everyone'] as const;
