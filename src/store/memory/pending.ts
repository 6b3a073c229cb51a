import { isPending, type Subject } from '../../domain/delivery.ts';
import type { Pending } from '../store.ts';
import type { MemoryState } from './state.ts';

/** The incident, storm or notice with this id. */
export function subjectOf(state: MemoryState, id: string): Subject | undefined {
  return allSubjects(state).find(({ shown }) => shown.id === id);
}

/** Everything that Slack lags behind with. */
export function allPending(state: MemoryState): readonly Pending[] {
  return allSubjects(state)
    .map((subject) => ({ subject, delivery: state.delivery(subject.shown.id) }))
    .filter(({ subject, delivery }) => isPending(subject.shown, delivery));
}

function allSubjects({ incidents, storms, notices }: MemoryState): readonly Subject[] {
  return [
    ...Array.from(incidents.values(), (shown): Subject => ({ type: 'incident', shown })),
    ...Array.from(storms.values(), (shown): Subject => ({ type: 'storm', shown })),
    ...Array.from(notices.values(), (shown): Subject => ({ type: 'notice', shown })),
  ];
}
