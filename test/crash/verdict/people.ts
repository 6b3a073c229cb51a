import type { HappeningKind } from '../../../src/domain/timeline.ts';
import { type Deed, MENTION } from '../people.ts';
import type { State } from './state.ts';

/** What is wrong with what people did: whatever they were told is taken has happened, and nothing happened twice. */
export function peopleFaults(deeds: readonly Deed[], state: State): readonly string[] {
  return [...noteFaults(deeds, state), ...surplus(deeds, state)];
}

/**
 * Notes that were acknowledged and are nowhere. That a mention was received is shown to nobody, and its words stand in the
 * thread anyhow: a lost one is a figure, no fault.
 */
export function lostNotes(deeds: readonly Deed[], state: State): readonly Deed[] {
  const kept = notesIn(state);
  return deeds.filter(({ note, acknowledged }) => note && acknowledged && !kept.has(note));
}

function noteFaults(deeds: readonly Deed[], state: State): readonly string[] {
  const kept = notesIn(state);
  const doubled = deeds.filter(({ note }) => note && (kept.get(note) ?? 0) > 1);
  return [
    ...doubled.map(
      ({ note, number }) => `INC-${number} has "${note}" ${kept.get(note ?? '')} times.`,
    ),
    ...lostNotes(deeds, state)
      .filter(({ what }) => what !== MENTION)
      .map(
        ({ note, number, what }) =>
          `INC-${number} lacks "${note}" (${what}), which was acknowledged.`,
      ),
  ];
}

/** How often each note is on a timeline, by its text. */
function notesIn({ incidents }: State): ReadonlyMap<string, number> {
  const kept = new Map<string, number>();
  for (const { what } of incidents.flatMap(({ entries }) => entries)) {
    if (what.kind === 'note') kept.set(what.text, (kept.get(what.text) ?? 0) + 1);
  }
  return kept;
}

const KINDS: readonly (readonly [kind: HappeningKind, whats: readonly string[]])[] = [
  ['acknowledged', ['Acknowledge']],
  ['unacknowledged', ['Unacknowledge']],
  ['unmuted', ['Unmute', 'Stop ignoring']],
  ['muted', ['Mute']],
  ['ignored', ['Ignore']],
  ['reopened', ['Reopen']],
  ['severity', ['Severity']],
  ['resolved', ['Resolve']],
];

/** A press makes one entry at most. */
function surplus(deeds: readonly Deed[], { incidents }: State): readonly string[] {
  const people = [...new Set(deeds.map(({ person }) => person))];
  return incidents.flatMap(({ incident, entries }) =>
    people.flatMap((person) =>
      KINDS.flatMap(([kind, whats]) => {
        const pressed = deeds.filter(
          (deed) =>
            deed.person === person && deed.number === incident.number && whats.includes(deed.what),
        ).length;
        const done = entries.filter(
          ({ actor, what: happened }) =>
            happened.kind === kind && actor.type === 'person' && actor.id === person,
        ).length;
        if (done <= pressed) return [];
        return [
          `INC-${incident.number}: ${person} chose ${whats.join(' or ')} ${pressed} times, and ${done} took effect.`,
        ];
      }),
    ),
  );
}
