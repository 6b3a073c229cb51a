import type {
  ErrorEvidence,
  SeenErrorIncident,
  SeenGroup,
  SeenReturn,
  SeenSample,
} from './evidence.ts';
import { type Json, listOf, objectOf, textOrNull } from './json.ts';

/** Answers what the API has at a path, or rejects. */
export type ReadApi = (path: string) => Promise<Json>;

/** Little enough that lists have several pages. */
const PAGE = 5;

/** All error groups and their incidents, as the API shows them. */
export async function errorsSeen(
  read: ReadApi,
): Promise<Pick<ErrorEvidence, 'groups' | 'incidents'>> {
  const incidents = await incidentsSeen(read);
  const listed = await pagesOf(read, `/api/v1/errors?limit=${PAGE}`, 'errors');
  // Merged ones are in no list.
  const ids = new Set([
    ...listed.map(({ id }) => String(id)),
    ...incidents.map(({ group }) => group),
  ]);
  const groups: SeenGroup[] = [];
  for (const id of ids) groups.push(await groupSeen(read, id));
  return { groups, incidents };
}

async function pagesOf(read: ReadApi, path: string, name: string): Promise<readonly Json[]> {
  const found: Json[] = [];
  for (let cursor = ''; ; ) {
    const page = await read(`${path}${cursor}`);
    found.push(...listOf(page[name]));
    const next = textOrNull(page['next_cursor']);
    if (next === null) return found;
    cursor = `&cursor=${encodeURIComponent(next)}`;
  }
}

async function groupSeen(read: ReadApi, id: string): Promise<SeenGroup> {
  const path = `/api/v1/errors/${id}`;
  const group = await read(path);
  const samples = await pagesOf(read, `${path}/events?limit=${PAGE}`, 'events');
  return {
    id,
    type: String(group['type']),
    events: Number(group['events']),
    users: Number(group['users']),
    estimated: group['users_estimated'] === true,
    resolved: group['resolution'] !== null,
    mergedInto: textOrNull(group['merged_into']),
    incident: typeof group['incident'] === 'number' ? group['incident'] : null,
    firstSeenAt: timeIn(group['first_seen_at']),
    lastSeenAt: timeIn(group['last_seen_at']),
    samples: samples.map(sampleSeen),
  };
}

function sampleSeen(sample: Json): SeenSample {
  return {
    id: String(sample['id']),
    group: String(sample['group']),
    receivedAt: timeIn(sample['received_at']),
    keptAs: textOrNull(sample['kept_as']),
  };
}

async function incidentsSeen(read: ReadApi): Promise<readonly SeenErrorIncident[]> {
  const all = await pagesOf(read, '/api/v1/incidents?limit=200', 'incidents');
  const found: SeenErrorIncident[] = [];
  for (const incident of all) {
    const group = textOrNull(incident['error_group']);
    if (group !== null) found.push(await incidentSeen(read, incident, group));
  }
  return found;
}

async function incidentSeen(
  read: ReadApi,
  incident: Json,
  group: string,
): Promise<SeenErrorIncident> {
  const path = `/api/v1/incidents/${String(incident['number'])}/timeline?limit=500`;
  const ends = incident['ignored'] === true ? listOf(incident['mute_ends_early']) : [];
  const reached = ends.find(({ when }) => when === 'occurrences')?.['reached'];
  return {
    number: Number(incident['number']),
    group,
    status: String(incident['status']),
    told: incident['slack'] !== null,
    occurrences: Number(incident['occurrence_count']),
    ignoredUntil: typeof reached === 'number' ? reached : null,
    timeline: (await pagesOf(read, path, 'entries')).map(returnSeen),
  };
}

function returnSeen(entry: Json): SeenReturn {
  const regression = objectOf(objectOf(entry['details'])['regression']);
  return {
    at: timeIn(entry['at']),
    kind: String(entry['kind']),
    actor: String(objectOf(entry['actor'])['type']),
    regression: textOrNull(regression['release']),
  };
}

function timeIn(value: unknown): number {
  return Date.parse(String(value));
}
