import type { Evidence, Noted } from '../evidence.ts';
import { overlaps } from './times.ts';

/**
 * Quell acknowledges a press once it is durable, and after 2 s in any case, since Slack waits no longer. Where its database or the
 * process was away for that long, "taken" means no more than "heard".
 */
const HEARD_ONLY_WITHIN = 15_000;

/** What people wrote is on one timeline once, and where they were told that it was taken, it is there. */
export function noteFaults(evidence: Evidence): readonly string[] {
  const kept = notesKept(evidence);
  const asked = evidence.asked.filter(({ action }) => action === 'note');
  const excused = new Set(heardOnly(evidence).map(({ text }) => text));
  return [...evidence.notes, ...asked].flatMap(({ text, answered }) => {
    const times = kept.get(text) ?? 0;
    if (times > 1) return [`The note "${text}" is kept ${times} times.`];
    const isLost = answered && times === 0 && !excused.has(text);
    return isLost ? [`The note "${text}" was taken, and is nowhere.`] : [];
  });
}

/** Notes that Slack showed as taken and that are nowhere, since what was to keep them was away just then. */
export function heardOnly(evidence: Evidence): readonly Noted[] {
  const kept = notesKept(evidence);
  return evidence.notes.filter(
    ({ text, answered, at }) => answered && !kept.has(text) && at !== null && wasAway(at, evidence),
  );
}

function wasAway(at: number, { deeds }: Evidence): boolean {
  const span = { from: at, to: at + HEARD_ONLY_WITHIN };
  return deeds.some((deed) => AWAY.has(deed.kind) && overlaps(deed, span));
}

const AWAY: ReadonlySet<string> = new Set([
  'kill bot',
  'pause bot',
  'kill postgres',
  'cut postgres',
  'cut both',
]);

/** How often each note is on a timeline, by its text. */
function notesKept({ incidents }: Evidence): ReadonlyMap<string, number> {
  const kept = new Map<string, number>();
  for (const { kind, details } of incidents.flatMap(({ timeline }) => timeline)) {
    if (kind !== 'note') continue;
    const text = String(details['text'] ?? '');
    kept.set(text, (kept.get(text) ?? 0) + 1);
  }
  return kept;
}
