import type { Snapshot } from '../../src/domain/decision.ts';
import type { ErrorGroupQuery, ErrorSampleQuery, Store } from '../../src/store/store.ts';
import { ERROR_GROUPS, PROJECTS, VERSIONS } from './error-changes.ts';
import { look } from './saving.ts';
import { at } from './state.ts';

const ALL = 1_000;

const GROUP_QUERIES: readonly Partial<ErrorGroupQuery>[] = [
  {},
  ...PROJECTS.map((project) => ({ project })),
  { environment: 'a\0b' },
  { environment: '\ud800' },
  { environment: 'a' },
  { level: 'error' },
  { release: '1.4.2' },
  { release: '\udfff', project: 'shop' },
  { text: 'A' },
  { text: '\0B' },
  { since: at(100) },
  { after: { lastSeenAt: at(100), id: 'e1-b' } },
  { limit: 1 },
];

const SAMPLE_QUERIES: readonly Partial<ErrorSampleQuery>[] = [
  {},
  ...ERROR_GROUPS.map((group) => ({ group })),
  ...PROJECTS.map((project) => ({ project })),
  { environment: 'a"b' },
  { level: 'fatal' },
  { release: '1.5.0' },
  { user: 'U1' },
  { user: '\ud800' },
  { user: 'ann@shop.example', group: 'e1-a' },
  { text: 'drop TABLE' },
  { text: 'A', project: 'shop' },
  { since: at(50), before: at(150) },
  { after: { group: 'e1-b', slot: 0, receivedAt: at(100) } },
  { after: { group: 'e1-b', slot: -1, receivedAt: at(100) }, group: 'e1-b' },
  { limit: 2 },
];

/** What a store answers to every question about errors. */
export async function allErrors(store: Store) {
  const groups = ERROR_GROUPS.map(async (id) => ({
    itself: await store.errorGroup(id),
    merged: await store.mergedInto(id),
    newest: await store.newestSample(id),
  }));
  return {
    groups: await Promise.all(groups),
    groupLists: await Promise.all(
      GROUP_QUERIES.map((query) => store.errorGroups({ limit: ALL, ...query })),
    ),
    // Of one event in several groups it is not settled which comes first.
    events: await Promise.all(
      ['1', '2', '3', '4'].map(async (id) => (await store.errorSample(id))?.event.id),
    ),
    sampleLists: await Promise.all(
      SAMPLE_QUERIES.map((query) => store.errorSamples({ limit: ALL, ...query })),
    ),
    releases: await Promise.all(PROJECTS.map((project) => store.releases(project, 2))),
    eachRelease: await Promise.all(releaseIds().map((id) => store.releaseOf(id))),
    seen: await look(store, errorsSeen),
  };
}

function errorsSeen(snapshot: Snapshot) {
  return {
    groups: ERROR_GROUPS.map((id) => [snapshot.errorGroup(id), snapshot.mergedInto(id)]),
    releases: releaseIds().map((id) => snapshot.release(id)),
    newest: PROJECTS.map((project) => snapshot.newestRelease(project)),
  };
}

function releaseIds() {
  return PROJECTS.flatMap((project) => VERSIONS.map((version) => ({ project, version })));
}
