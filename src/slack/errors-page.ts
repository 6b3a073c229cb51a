import { z } from 'zod';
import { duration, instant } from '../domain/time.ts';

const time = z.number().transform(instant);
const asked = z.object({
  text: z.string(),
  project: z.string(),
  /** When it was asked for: the pages of one list are of one stretch of time. */
  since: time.nullable(),
  /** How long that is. */
  within: z.number().transform(duration).nullable(),
  after: z.object({ lastSeenAt: time, id: z.string() }).nullable(),
});
const page = z.discriminatedUnion('of', [
  z.object({ of: z.literal('groups'), asked }),
  z.object({
    of: z.literal('events'),
    number: z.number(),
    after: z.object({ group: z.string(), slot: z.number(), receivedAt: time }).nullable(),
  }),
]);

/** Which error groups are asked for, and behind which one the page begins. */
export type ErrorsAsked = z.output<typeof asked>;

/** Where a list of errors, or of an error's events, goes on. */
export type ErrorsPage = z.output<typeof page>;

/** What the button for the next page carries. */
export function writtenPage(next: ErrorsPage): string {
  return JSON.stringify(next);
}

/** What a button for the next page carried; only buttons of ours do, so that anything else is a fault. */
export function readPage(value: string): ErrorsPage {
  return page.parse(JSON.parse(value));
}
