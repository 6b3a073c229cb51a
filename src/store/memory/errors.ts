import type { ErrorGroupId, ErrorSample } from '../../domain/error-group.ts';
import { byLastSeen, byReceipt, type ErrorReads, isAskedGroup, isAskedSample } from '../errors.ts';
import type { ErrorSampleQuery } from '../store.ts';
import type { MemoryState } from './state.ts';

/** Reads of error groups, their events, and releases. */
export function errorReadsOf(state: MemoryState): ErrorReads {
  return {
    errorGroup: async (id) => state.errorGroup(id),
    errorGroups: async (query) =>
      [...state.errors.groups.values()]
        .filter((group) => isAskedGroup(group, query))
        .sort(byLastSeen)
        .slice(0, query.limit),
    mergedInto: async (id) => state.mergedInto(id),
    newestSample: async (group) => listed(state, { group, limit: 1 })[0],
    errorSample: async (eventId) => allOnce(state).find(({ event }) => event.id === eventId),
    errorSamples: async (query) => listed(state, query),
    releaseOf: async (id) => state.release(id),
    releases: async (project, limit) => state.errors.releasesOf(project).slice(0, limit),
  };
}

function listed(state: MemoryState, query: ErrorSampleQuery): readonly ErrorSample[] {
  const groups = withMerged(state, query.group);
  return allOnce(state)
    .filter((sample) => isAskedSample(sample, query, groups))
    .slice(0, query.limit);
}

function withMerged({ errors }: MemoryState, id: ErrorGroupId | undefined) {
  const merged = [...errors.groups.values()].filter(({ mergedInto }) => mergedInto === id);
  return new Set([id ?? '', ...merged.map((group) => group.id)]);
}

/** In order, and of what stands in two places the one that is kept for ever. */
function allOnce({ errors }: MemoryState): readonly ErrorSample[] {
  const all = [...errors.samples.values()].sort(byReceipt);
  const keepsakes = new Set(all.filter(({ slot }) => slot < 0).map(eventKey));
  return all.filter((sample) => sample.slot < 0 || !keepsakes.has(eventKey(sample)));
}

/** Of one event, and not of another that says the same. */
function eventKey({ group, receivedAt, event }: ErrorSample): string {
  return `${group} ${receivedAt} ${event.id}`;
}
