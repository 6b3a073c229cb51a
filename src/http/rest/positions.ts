import type { ErrorGroup, ErrorSample } from '../../domain/error-group.ts';
import { instant } from '../../domain/time.ts';
import { type Query, wrongCursor } from './query.ts';

/** Where a list of error groups goes on. */
export type GroupPosition = Pick<ErrorGroup, 'lastSeenAt' | 'id'>;

/** Where a list of events goes on. */
export type SamplePosition = Pick<ErrorSample, 'group' | 'slot' | 'receivedAt'>;

/** The cursor behind this group. */
export function cursorBehindGroup({ lastSeenAt, id }: GroupPosition): string {
  return `${lastSeenAt}.${id}`;
}

/** The group behind which the list goes on; undefined: from the start. */
export function groupPositionOf(query: Query): GroupPosition | undefined {
  const [, at, id = ''] = partsOf(query, /^(\d{1,15})\.([\w-]{1,100})$/) ?? [];
  return at === undefined ? undefined : { lastSeenAt: instant(Number(at)), id };
}

/** The cursor behind this event. */
export function cursorBehindSample({ receivedAt, slot, group }: SamplePosition): string {
  return `${receivedAt}.${slot}.${group}`;
}

/** The event behind which the list goes on; undefined: from the start. */
export function samplePositionOf(query: Query): SamplePosition | undefined {
  const parts = partsOf(query, /^(\d{1,15})\.(-?\d{1,9})\.([\w-]{1,100})$/);
  const [, at, slot, group = ''] = parts ?? [];
  if (at === undefined) return undefined;
  return { receivedAt: instant(Number(at)), slot: Number(slot), group };
}

function partsOf({ cursor }: Query, form: RegExp): RegExpExecArray | undefined {
  if (cursor === undefined || cursor === '') return undefined;
  const parts = form.exec(cursor);
  if (parts) return parts;
  throw wrongCursor();
}
