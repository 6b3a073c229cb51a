import { isObject } from './block-kit/checks.ts';
import type { PageRequest } from './protocol.ts';

/** What a bot does to bring a message. */
const BRINGS: ReadonlySet<string> = new Set([
  'chat.delete',
  'chat.postMessage',
  'chat.update',
  'conversations.history',
  'conversations.replies',
]);
/** What it asks before, where a channel is not as it knew it. */
const ASKS: ReadonlySet<string> = new Set([
  'conversations.info',
  'conversations.join',
  'conversations.list',
]);

/** It doubles its wait from a second up to this, in milliseconds. */
const LONGEST_MS = 60_000;
const SHORTEST_MS = 1_000;
/** The sandbox says so with each 429. */
const LIMITED_MS = 5_000;
/** Who tries no more for so long has nothing to bring. */
const GIVEN_UP_MS = 90_000;

/** A time in which a channel gets nothing. */
interface Spell {
  readonly since: number;
  readonly last: number;
  readonly sort: 'failed' | 'limited' | 'asked';
}

/** All channels together, of which a question is that names none. */
const ALL = '';

/** When the bot will have tried again what Slack did not take, in milliseconds since 1970, as its calls so far let expect. */
export function nextTryBy(requests: readonly PageRequest[]): number | null {
  const spells = new Map<string, Spell>();
  for (const request of requests) note(spells, request);
  const times = [...spells.values()].filter(isTrying).map(dueBy);
  return times.length === 0 ? null : Math.max(...times);
}

function note(spells: Map<string, Spell>, { name, body, outcome, at }: PageRequest): void {
  if (outcome === 'waiting' || !(BRINGS.has(name) || ASKS.has(name))) return;
  const channel = channelIn(body);
  if (outcome !== 'ok') lengthen(spells, channel, at, outcome === '429' ? 'limited' : 'failed');
  else if (ASKS.has(name)) noteAnswer(spells, channel, at);
  else for (const each of [channel, ALL]) spells.delete(each);
}

function channelIn(body: unknown): string {
  return isObject(body) ? String(body['channel'] ?? ALL) : ALL;
}

/** A question that is answered may be all that a try comes to: the channel is archived, or not to be seen. */
function noteAnswer(spells: Map<string, Spell>, channel: string, at: number): void {
  for (const [each, { sort }] of spells) lengthen(spells, each, at, sort);
  if (channel === ALL) lengthen(spells, ALL, at, 'asked');
}

function lengthen(
  spells: Map<string, Spell>,
  channel: string,
  at: number,
  sort: Spell['sort'],
): void {
  const before = spells.get(channel);
  const goesOn = before !== undefined && at - before.last < GIVEN_UP_MS;
  spells.set(channel, { since: goesOn ? before.since : at, last: at, sort });
}

/** One question alone is no try that failed. */
function isTrying({ since, last, sort }: Spell): boolean {
  return sort !== 'asked' || last - since >= SHORTEST_MS / 2;
}

/** Waits that double add up to the time so far, and the next one is no longer than that. */
function dueBy({ since, last, sort }: Spell): number {
  if (sort === 'limited') return last + LIMITED_MS;
  return last + Math.min(LONGEST_MS, last - since + SHORTEST_MS);
}
