import { groupBy } from './group-by.ts';
import type { Facts, Generator, Idea } from './idea.ts';
import { ignore } from './ignore.ts';
import { occurrences, users } from './threshold.ts';
import { wait } from './wait.ts';

/** The mildest first: of two that spare as many cards, people are shown the first. */
const GENERATORS: readonly Generator[] = [groupBy, wait, users, occurrences, ignore];

/** All that may lessen the noise of one kind. */
export function ideasFor(facts: Facts): readonly Idea[] {
  return GENERATORS.flatMap((generate) => generate(facts) ?? []);
}

/** What may lessen the noise of a whole service. */
export function ideasForService(facts: Facts): readonly Idea[] {
  return [groupBy].flatMap((generate) => generate(facts) ?? []);
}
