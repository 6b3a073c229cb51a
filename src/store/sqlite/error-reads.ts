import { setImmediate } from 'node:timers/promises';
import type { ErrorSample } from '../../domain/error-group.ts';
import type { ErrorReads } from '../errors.ts';
import type { ErrorSampleQuery } from '../store.ts';
import type { Rows } from './rows/rows.ts';
import type { WorkingSet } from './working-set/working-set.ts';

/** So many events are looked at before other work gets its turn. */
const LOOKED_THROUGH = 2_000;

/** Asks the rows, and what is in memory. */
type Read = <T>(reading: (set: WorkingSet, rows: Rows) => T) => T;

/** Reads of error groups, their events, and releases. */
export function errorReads(read: Read): ErrorReads {
  return {
    errorGroup: async (id) => read(({ errors }) => errors.groups.find(id)),
    errorGroups: async (query) => read((_, { errorGroups }) => errorGroups.find(query)),
    mergedInto: async (id) => read(({ errors }) => errors.groups.mergedInto(id)),
    newestSample: async (group) =>
      read((_, { errorSamples }) => errorSamples.ofGroup(group, { limit: 1 })[0]),
    errorSample: async (eventId) => read((_, { errorSamples }) => errorSamples.byEvent(eventId)),
    errorSamples: (query) => listed(read, query),
    releaseOf: async (id) => read(({ errors }) => errors.releases.find(id)),
    releases: async (project, limit) =>
      read((_, { releases }) => releases.newestOf(project, limit)),
  };
}

async function listed(read: Read, query: ErrorSampleQuery): Promise<readonly ErrorSample[]> {
  const { group, limit } = query;
  if (group !== undefined) return read((_, rows) => rows.errorSamples.ofGroup(group, query));
  const found: ErrorSample[] = [];
  for (let after = query.after; found.length < limit; ) {
    const rest = { ...query, ...(after && { after }), limit: limit - found.length };
    const last = read((_, { errorSamples }) => errorSamples.placeBehind(rest, LOOKED_THROUGH));
    found.push(...read((_, { errorSamples }) => errorSamples.find(rest, last)));
    if (!last) break;
    after = last;
    await setImmediate();
  }
  return found;
}
