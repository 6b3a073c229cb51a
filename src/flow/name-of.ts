import type { Subject } from '../domain/delivery.ts';

/** What the log calls it: people know incidents by their numbers. */
export function nameOf(subject: Subject): Readonly<Record<string, string | number>> {
  if (subject.type === 'incident') return { incident: subject.shown.number };
  return { [subject.type]: subject.shown.id };
}
