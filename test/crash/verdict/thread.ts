import type { HappeningKind, TimelineEntry } from '../../../src/domain/timeline.ts';
import type { MessageHandle } from '../../../src/sandbox/driver/message-handle.ts';
import type { Shown } from './slack.ts';

/** What the line of each kind of entry reads like. */
const LINES: Readonly<Record<HappeningKind, RegExp>> = {
  opened: /opened/i,
  withheld: /Nobody is told/,
  released: /Told now/,
  joined: /more alerts? joined/,
  acknowledged: /acknowledged/,
  unacknowledged: /gave it back|took it from/,
  assigned: /gave it to|took this over|assigned this/,
  unassigned: /took the assignment away/,
  muted: /muted this/,
  unmuted: /unmuted this|Mute over|has this told again|Told again/,
  note: /./,
  pinned: /on the timeline|Pinned by/,
  changed: /Change by/,
  severity: /Now|set the severity/,
  resolved: /Resolved|resolved it|merged this into/,
  reopened: /reopened|Regression: back in/i,
  ignored: /ignores this/,
  spike: /Far more often/,
  'took-in': /into this/,
  split: /split this/,
  feedback: /./,
  called: /called|Nobody|:/,
  flapping: /Flapping/,
  steady: /Steady/,
  named: /INC-/,
};

/** What is wrong with the thread of an incident: each entry that is to be told stands in it once, and in order. */
export function threadFaults(shown: Shown): readonly string[] {
  const name = `INC-${shown.incident.number}`;
  const told = shown.entries.filter(({ thread }) => thread);
  return [...orderFaults(shown), ...contentFaults(shown, told)].map((fault) => `${name}: ${fault}`);
}

function orderFaults({ replies }: Shown): readonly string[] {
  return replies.flatMap(({ seq }, place) => {
    const before = replies[place - 1]?.seq ?? 0;
    if (seq > before) return [];
    return [seq === before ? `reply ${seq} is doubled.` : `reply ${seq} comes after ${before}.`];
  });
}

function contentFaults({ replies }: Shown, told: readonly TimelineEntry[]): readonly string[] {
  const ends = [...new Map(replies.map((reply) => [reply.seq, reply.message]))];
  const faults: string[] = [];
  let from = 0;
  for (const [seq, message] of ends.sort(([a], [b]) => a - b)) {
    const part = told.filter((entry) => entry.seq > from && entry.seq <= seq);
    faults.push(...replyFaults(message, part));
    from = seq;
  }
  const missing = told.filter((entry) => entry.seq > from);
  return [...faults, ...missing.map(({ seq, what }) => `entry ${seq} (${what.kind}) is missing.`)];
}

function replyFaults(message: MessageHandle, entries: readonly TimelineEntry[]): readonly string[] {
  const lines = linesOf(message, entries.length);
  if (lines.length !== entries.length) {
    const kinds = entries.map(({ seq, what }) => `${seq} (${what.kind})`).join(', ');
    return [`"${message.text}" should tell the entries ${kinds || 'that do not exist'}.`];
  }
  return entries
    .filter((entry, place) => !isTold(entry, lines[place] ?? ''))
    .map(({ seq, what }) => `entry ${seq} (${what.kind}) is told as "${message.text}".`);
}

/** One line an entry where several share a message. */
function linesOf(message: MessageHandle, entries: number): readonly string[] {
  if (entries === 1) return [`${message.text}\n${message.words}`];
  const [block] = message.blocks;
  const elements = block?.['elements'];
  return Array.isArray(elements) ? elements.map((element) => String(Object(element).text)) : [];
}

function isTold({ what }: TimelineEntry, line: string): boolean {
  if (what.kind === 'note') return line.includes(what.text);
  if (what.kind === 'joined' && !line.includes(`${what.count.toLocaleString('en-GB')} more alert`))
    return false;
  return LINES[what.kind].test(line);
}
