import type { Inhibition, TrackedAlert } from '../../../domain/alert.ts';

/** What few alerts have. */
export type Rare = Pick<TrackedAlert, 'rules' | 'alsoAs' | 'suppressed' | 'inhibition'>;

const NO_TEXTS: readonly never[] = Object.freeze([]);
const NO_INHIBITION: Inhibition = Object.freeze({ inhibits: NO_TEXTS, inhibitedBy: NO_TEXTS });
/** What most alerts have: shared by all. */
const NOTHING: Rare = Object.freeze({
  rules: NO_TEXTS,
  alsoAs: NO_TEXTS,
  suppressed: null,
  inhibition: NO_INHIBITION,
});

/** Null where an alert has nothing of it. */
export function writeRare({ rules, alsoAs, suppressed, inhibition }: Rare): string | null {
  if (
    suppressed === null &&
    rules.length === 0 &&
    alsoAs.length === 0 &&
    inhibition.inhibits.length === 0 &&
    inhibition.inhibitedBy.length === 0
  ) {
    return null;
  }
  return JSON.stringify({ rules, alsoAs, suppressed, inhibition });
}

/** What was written. */
export function readRare(stored: string | null): Rare {
  // The guarantee: `writeRare` wrote it.
  return stored === null ? NOTHING : JSON.parse(stored);
}

/** Whether both have the same; by reference first, since most re-sends change nothing of it. */
export function isSameRare(a: Rare, b: Rare): boolean {
  const isSame =
    a.rules === b.rules &&
    a.alsoAs === b.alsoAs &&
    a.suppressed === b.suppressed &&
    a.inhibition === b.inhibition;
  return isSame || writeRare(a) === writeRare(b);
}
