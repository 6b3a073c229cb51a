import type { Deletion, Evidence, Post, SeenIncident, SeenMessage } from '../evidence.ts';
import { partsOf } from './keys.ts';
import { covered, outages, overlaps, timeOf } from './times.ts';

/** A message that Slack had twice for a while, or still has. */
export interface Surplus {
  readonly key: string;
  readonly ts: string;
  /** How long it stood, less the time in which nobody could delete it; null: it still stands. */
  readonly stood: number | null;
  /** What explains it; null: nothing does. */
  readonly cause: string | null;
}

/** A surplus message is deleted within this time, as the issue says … */
const DELETED_WITHIN = 60_000;
/** … and what the budget of look-ups and the recheck's own call may take on top. */
const DELETION_SLACK = 5_000;
/** A paused process sends what it had begun so soon after it goes on. */
const WAKES_WITHIN = 10_000;

/** Messages that were posted more than once under one key. */
export function surplusOf(evidence: Evidence): readonly Surplus[] {
  const byKey = new Map<string, Post[]>();
  for (const post of evidence.posts) {
    if (post.key !== '') byKey.set(post.key, [...(byKey.get(post.key) ?? []), post]);
  }
  return [...byKey].flatMap(([key, posts]) => surplusOfKey(key, posts, evidence));
}

function surplusOfKey(key: string, posts: readonly Post[], evidence: Evidence): readonly Surplus[] {
  const arrived = posts.flatMap(({ ts }) => (ts === null ? [] : [ts])).sort();
  if (arrived.length < 2) return [];
  const gone = new Map(evidence.deletions.map((each) => [each.ts, each]));
  const deleted = arrived.filter((ts) => gone.has(ts));
  const standing = arrived.filter((ts) => !gone.has(ts));
  const cause = causeOf(posts, evidence);
  const surplus = [...deleted, ...standing.slice(1)].slice(0, arrived.length - 1);
  return surplus.map((ts) => ({
    key,
    ts,
    stood: stood(ts, gone.get(ts), { arrived, evidence }),
    cause,
  }));
}

/** From when there were two. */
function stood(
  ts: string,
  deletion: Deletion | undefined,
  { arrived, evidence }: { readonly arrived: readonly string[]; readonly evidence: Evidence },
): number | null {
  if (!deletion) return null;
  const second = arrived[1] ?? ts;
  const from = Math.max(timeOf(ts), timeOf(second));
  const span = { from, to: deletion.at };
  return Math.max(0, deletion.at - from - covered(span, outages(evidence)));
}

/** Why Slack had it twice: a process was paused with it in hand, or Slack or the way to it was late with the first try. */
function causeOf(posts: readonly Post[], { deeds }: Evidence): string | null {
  const times = posts.map(({ at }) => at);
  const span = { from: Math.min(...times), to: Math.max(...times) };
  const held = deeds.find(
    (deed) => deed.kind === 'pause bot' && overlaps(deed, span, WAKES_WITHIN),
  );
  if (held) return `pause bot ${held.bot}`;
  const late = posts.find(({ fault }) => fault === 'late' || fault === 'slow');
  if (late) return `Slack was ${late.fault} with a try`;
  const cut = deeds.find((deed) => deed.kind === 'cut slack' && overlaps(deed, span, WAKES_WITHIN));
  return cut ? `cut slack of bot ${cut.bot}` : null;
}

/** What is wrong with how often people were told: nothing stands doubled, and what did was explained and soon deleted. */
export function twiceFaults(evidence: Evidence): readonly string[] {
  return [
    ...surplusOf(evidence).flatMap(surplusFaults),
    ...doubledKeys(evidence.messages),
    ...threads(evidence.messages).flatMap(threadFaults),
    ...evidence.incidents.flatMap((incident) => callFaults(incident, evidence.messages)),
  ];
}

function surplusFaults({ key, ts, stood, cause }: Surplus): readonly string[] {
  const faults: string[] = [];
  if (cause === null) faults.push(`${key} was posted twice (${ts}), and nothing explains it.`);
  if (stood !== null && stood > DELETED_WITHIN + DELETION_SLACK) {
    faults.push(`${key} stood doubled for ${(stood / 1_000).toFixed(1)} s (${ts}).`);
  }
  return faults;
}

function doubledKeys(messages: readonly SeenMessage[]): readonly string[] {
  const seen = new Map<string, string[]>();
  for (const { key, ts } of messages) seen.set(key, [...(seen.get(key) ?? []), ts]);
  return [...seen]
    .filter(([key, all]) => key !== '' && all.length > 1)
    .map(([key, all]) => `${key} stands ${all.length} times in Slack: ${all.join(', ')}.`);
}

/** The replies that tell entries, by the message above them. */
function threads(messages: readonly SeenMessage[]): readonly (readonly SeenMessage[])[] {
  const found = new Map<string, SeenMessage[]>();
  for (const message of messages) {
    if (message.thread === null || partsOf(message.key).seq === 0) continue;
    found.set(message.thread, [...(found.get(message.thread) ?? []), message]);
  }
  return [...found.values()];
}

/** Each reply tells only entries after those of the reply before it. */
function threadFaults(replies: readonly SeenMessage[]): readonly string[] {
  return replies.flatMap((reply, place) => {
    const { seq } = partsOf(reply.key);
    const last = replies[place - 1];
    const before = last ? partsOf(last.key).seq : 0;
    if (seq <= before) return [`${reply.key} stands after the reply for entry ${before}.`];
    const told = linesOf(reply);
    if (told <= seq - before) return [];
    return [
      `${reply.key} tells ${told} entries, and only ${seq - before} were left: ${reply.text}`,
    ];
  });
}

/** How many entries a reply tells: several share one grey block. */
function linesOf({ blocks }: SeenMessage): number {
  const [only, ...more] = blocks;
  if (more.length > 0 || !only || !('type' in only) || only.type !== 'context') return 1;
  return 'elements' in only && Array.isArray(only.elements) ? only.elements.length : 1;
}

/** A phone rings at most once for each time that somebody was called, or was given it. */
function callFaults(
  { number, card, timeline }: SeenIncident,
  messages: readonly SeenMessage[],
): readonly string[] {
  const rang = messages.filter(({ thread, text }) => thread === card && /^<[!@]/.test(text)).length;
  const called = timeline.filter(({ kind }) => kind === 'called' || kind === 'assigned').length;
  return rang > called ? [`INC-${number} rang ${rang} times for ${called} calls.`] : [];
}
