import type { ErrorEvidence } from '../errors/evidence.ts';
import type { State } from './state.ts';

/** What the store has of errors after the process ended is what the API showed just before. */
export function storedFaults({ groups }: ErrorEvidence, { incidents }: State): readonly string[] {
  const stored = new Map(
    incidents.flatMap(({ error }) => (error ? [[error.group.id, error.group] as const] : [])),
  );
  return [
    ...groups.flatMap(({ id, type, events }) => {
      const kept = stored.get(id)?.events ?? 0;
      return kept === events
        ? []
        : [`${type} is stored with ${kept} events, and the API showed ${events}.`];
    }),
    ...[...stored.keys()]
      .filter((id) => !groups.some((group) => group.id === id))
      .map((id) => `The error group ${id} is stored, and the API does not show it.`),
  ];
}
