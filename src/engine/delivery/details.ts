import type { Delivery, Message, Subject } from '../../domain/delivery.ts';

/** In place of details that were not posted: nobody needs them any more. */
export function forgone(revision: number): Message {
  return { ts: '', revision };
}

/**
 * What is to become of the details: what is over already needs none, but gets them when it comes back. Those of an error are
 * what people look for also when it was resolved at once.
 */
export function detailsOf(
  { type, shown }: Subject,
  { details }: Delivery,
): 'fresh' | 'to post' | 'to update' | 'to forgo' {
  if ((details?.revision ?? 0) >= shown.detailsRevision) return 'fresh';
  if (details && details.ts !== '') return 'to update';
  const isOver = type === 'incident' && shown.status === 'resolved' && shown.error === null;
  return isOver ? 'to forgo' : 'to post';
}
