import { z } from 'zod';

/** The words after `/incident list`. */
export const FILTERS = ['open', 'acknowledged', 'mine', 'all'] as const;

/** Which incidents a list shows. */
export type ListFilter = (typeof FILTERS)[number];

const rank = z.object({ place: z.number(), severity: z.number(), number: z.number() });
const page = z.object({ filter: z.enum(FILTERS), behind: rank.nullable() });

/** Where an incident stands in a list: who needs somebody most comes first, then the worst, then the newest. */
export type Rank = Readonly<z.output<typeof rank>>;

/** One page of a list: behind whom it begins; null: it is the first. */
export type ListPage = Readonly<z.output<typeof page>>;

/** What the button for the next page carries. */
export function writtenList(next: ListPage): string {
  return JSON.stringify(next);
}

/** What a button for the next page carried; only buttons of ours do, so that anything else is a fault. */
export function readList(value: string): ListPage {
  return page.parse(JSON.parse(value));
}
