import { eventKey } from '../../../domain/error-event.ts';
import { type ErrorGroupId, type Release, releaseKey } from '../../../domain/error-group.ts';
import { sampleKey } from '../../errors.ts';
import { readErrorGroup, readRelease, releaseRowId } from '../rows/errors.ts';
import type { ContentRow } from '../rows/incidents.ts';
import { decodeText, encodeText } from '../text.ts';
import { LISTED, LISTED_IDS, type Load, missing } from './load.ts';

export const loadErrorGroups: Load = async (query, { errorGroups }, loaded) => {
  const ids = missing(errorGroups, loaded.errorGroups);
  if (ids.length === 0) return;
  const text = `SELECT content FROM error_group WHERE id IN ${LISTED}`;
  const rows = await query<ContentRow>(text, [JSON.stringify(ids.map(encodeText))]);
  for (const id of ids) loaded.errorGroups.set(id, undefined);
  for (const group of rows.map(readErrorGroup)) loaded.errorGroups.set(group.id, group);
};

interface MergedRow {
  readonly id: string;
  readonly target: string;
}

export const loadMerged: Load = async (query, { merged }, loaded) => {
  const targets = missing(merged, loaded.merged);
  if (targets.length === 0) return;
  const text = `SELECT id, merged_into AS target FROM error_group
    WHERE merged_into IN ${LISTED} AND merged_why = 'person'`;
  const rows = await query<MergedRow>(text, [JSON.stringify(targets.map(encodeText))]);
  const found = new Map(targets.map((target): [string, ErrorGroupId[]] => [target, []]));
  for (const { id, target } of rows) found.get(decodeText(target))?.push(decodeText(id));
  for (const [target, ids] of found) loaded.merged.set(target, ids);
};

interface EventRow {
  readonly id: string;
  readonly project: string;
  readonly group_id: string;
  readonly slot: number;
}

export const loadEvents: Load = async (query, { events }, loaded) => {
  const sought = [...events].filter(([key]) => !loaded.events.has(key));
  if (sought.length === 0) return;
  const text = `SELECT event_id AS id, project, group_id, slot FROM error_sample
    WHERE event_id IN ${LISTED}`;
  const ids = sought.map(([, { id }]) => encodeText(id));
  const rows = await query<EventRow>(text, [JSON.stringify(ids)]);
  for (const [key] of sought) loaded.events.set(key, []);
  for (const { id, project, group_id, slot } of rows) {
    const key = eventKey({ id: decodeText(id), project: decodeText(project) });
    const place = sampleKey({ group: decodeText(group_id), slot });
    loaded.events.set(key, [...(loaded.events.get(key) ?? []), place]);
  }
};

export const loadReleases: Load = async (query, { releases }, loaded) => {
  const sought = [...releases].filter(([key]) => !loaded.releases.has(key));
  if (sought.length === 0) return;
  const text = `SELECT content FROM project_release WHERE id IN ${LISTED_IDS}`;
  const ids = sought.map(([, release]) => releaseRowId(release));
  const rows = await query<ContentRow>(text, [JSON.stringify(ids)]);
  for (const [key] of sought) loaded.releases.set(key, undefined);
  for (const release of rows.map(readRelease)) loaded.releases.set(releaseKey(release), release);
};

const NEWEST = `SELECT content FROM project_release WHERE project = $1
  ORDER BY first_seen_at DESC, version DESC LIMIT $2`;

export const loadNewest: Load = async (query, { newest }, loaded) => {
  for (const [project, asked] of newest) {
    if ((loaded.newest.get(project)?.asked ?? 0) >= asked) continue;
    const rows = await query<ContentRow>(NEWEST, [encodeText(project), asked]);
    const found: readonly Release[] = rows.map(readRelease);
    loaded.newest.set(project, { asked, found });
  }
};
