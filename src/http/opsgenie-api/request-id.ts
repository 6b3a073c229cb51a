import { type Instant, instant } from '../../domain/time.ts';

/** What the requests of this API do, by the words that Opsgenie uses for them. */
export const ACTIONS = [
  'Create',
  'Close',
  'Acknowledge',
  'UnAcknowledge',
  'AddNote',
  'UpdateMessage',
  'UpdateDescription',
  'Delete',
] as const;
export type Action = (typeof ACTIONS)[number];

/** What became of a request. */
export interface Processed {
  readonly action: Action;
  readonly at: Instant;
  readonly isSuccess: boolean;
  /** The incident's; 0: there is none. */
  readonly number: number;
}

/**
 * A request id that says itself what became of the request, so that any process can be asked and nothing is kept: a UUID
 * of version 8 with time, action, success and incident, and `salt` to tell equal ones apart.
 */
export function requestId({ action, at, isSuccess, number }: Processed, salt: number): string {
  const flags = 0x80 | (isSuccess ? 1 : 0);
  const hex =
    digits(at, 12) +
    `8${digits(ACTIONS.indexOf(action), 1)}${digits(salt >>> 16, 2)}` +
    digits(flags, 2) +
    digits(number, 10) +
    digits(salt, 4);
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

const SHAPE = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/;

/** Reads a request id of ours; undefined for any other. */
export function processedFrom(id: string): Processed | undefined {
  if (!SHAPE.test(id)) return undefined;
  const hex = id.replaceAll('-', '');
  const action = ACTIONS[at(hex, 13, 14)];
  if (action === undefined) return undefined;
  return {
    action,
    at: instant(at(hex, 0, 12)),
    isSuccess: (at(hex, 16, 18) & 1) === 1,
    number: at(hex, 18, 28),
  };
}

/** The lowest digits of a number, so many. */
function digits(value: number, count: number): string {
  return value.toString(16).padStart(count, '0').slice(-count);
}

function at(hex: string, from: number, to: number): number {
  return Number.parseInt(hex.slice(from, to), 16);
}
