import type { Subject } from '../../domain/delivery.ts';

/** Whether there may be more to tell of it, so that its message is worth posting anew. */
export function goesOn(subject: Subject): boolean {
  switch (subject.type) {
    case 'incident':
      return subject.shown.status !== 'resolved';
    case 'storm':
      return subject.shown.endedAt === null;
    case 'notice':
      return false;
  }
}
