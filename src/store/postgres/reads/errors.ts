import type { ErrorGroup, ErrorSample } from '../../../domain/error-group.ts';
import type { ErrorReads } from '../../errors.ts';
import type { ErrorGroupQuery, ErrorSampleQuery } from '../../store.ts';
import type { Database, Query } from '../database.ts';
import {
  type ErrorSampleRow,
  readErrorGroup,
  readErrorSample,
  readRelease,
  releaseRowId,
  SAMPLE_COLUMNS,
} from '../rows/errors.ts';
import type { ContentRow } from '../rows/incidents.ts';
import { encodeText } from '../text.ts';
import { type Conditions, condition, ifGiven, listRows } from './conditions.ts';

/** Reads of error groups, their events, and releases. */
export function errorReads({ query }: Database): ErrorReads {
  return {
    async errorGroup(id) {
      const [row] = await query<ContentRow>(GROUP, [encodeText(id)]);
      return row && readErrorGroup(row);
    },
    errorGroups: (asked) => listGroups(query, asked),
    mergedInto: async (id) =>
      (await query<ContentRow>(MERGED, [encodeText(id)])).map(readErrorGroup),
    newestSample: async (group) => (await listSamples(query, { group, limit: 1 }))[0],
    async errorSample(eventId) {
      const [row] = await query<ErrorSampleRow>(BY_EVENT, [encodeText(eventId)]);
      return row && readErrorSample(row);
    },
    errorSamples: (asked) => listSamples(query, asked),
    async releaseOf(id) {
      const [row] = await query<ContentRow>(RELEASE, [releaseRowId(id)]);
      return row && readRelease(row);
    },
    releases: async (project, limit) =>
      (await query<ContentRow>(RELEASES, [encodeText(project), limit])).map(readRelease),
  };
}

const GROUP = 'SELECT content FROM error_group WHERE id = $1';
const MERGED = `
  SELECT content FROM error_group WHERE merged_into = $1 AND merged_why = 'person' ORDER BY id`;
const RELEASE = 'SELECT content FROM project_release WHERE id = $1::uuid';
const RELEASES = `
  SELECT content FROM project_release WHERE project = $1
  ORDER BY first_seen_at DESC, version DESC LIMIT $2`;

/** Of an event that is kept for ever and stands in the ring too, the ring's is left out; another one that says the same is not. */
const ONCE = `(slot < 0 OR NOT EXISTS (SELECT FROM error_sample AS other
  WHERE other.event_id = error_sample.event_id AND other.group_id = error_sample.group_id
    AND other.received_at = error_sample.received_at AND other.slot < 0))`;
const SAMPLES = {
  select: `SELECT ${SAMPLE_COLUMNS} FROM error_sample`,
  order: 'ORDER BY received_at DESC, group_id DESC, slot DESC',
};
const BY_EVENT = `${SAMPLES.select} WHERE event_id = $1 AND ${ONCE} ${SAMPLES.order} LIMIT 1`;

async function listGroups(query: Query, asked: ErrorGroupQuery): Promise<readonly ErrorGroup[]> {
  const list = {
    select: 'SELECT content FROM error_group',
    order: 'ORDER BY last_seen_at DESC, id DESC',
  };
  const rows = await listRows<ContentRow>(query, list, groupConditions(asked), asked.limit);
  return rows.map(readErrorGroup);
}

function groupConditions(asked: ErrorGroupQuery): Conditions {
  const { project, environment, level, release, text, since, after } = asked;
  const version = release && encodeText(release);
  return [
    condition('merged_into IS NULL'),
    ifGiven('project = ?', project && encodeText(project)),
    ifGiven('? = ANY(environments)', environment && encodeText(environment)),
    ifGiven('level = ?', level),
    version === undefined
      ? undefined
      : condition('(first_release = ? OR last_release = ?)', version, version),
    ifGiven('strpos(search, ?) > 0', text && encodeText(text.toLowerCase())),
    ifGiven('last_seen_at >= ?', since),
    after && condition('(last_seen_at, id) < (?, ?)', after.lastSeenAt, encodeText(after.id)),
  ];
}

async function listSamples(query: Query, asked: ErrorSampleQuery): Promise<readonly ErrorSample[]> {
  const rows = await listRows<ErrorSampleRow>(query, SAMPLES, sampleConditions(asked), asked.limit);
  return rows.map(readErrorSample);
}

function sampleConditions(asked: ErrorSampleQuery): Conditions {
  const { environment, level, release, user, text } = asked;
  return [
    ...placeConditions(asked),
    ifGiven('environment = ?', environment && encodeText(environment)),
    ifGiven('level = ?', level),
    ifGiven('release = ?', release && encodeText(release)),
    ifGiven('? = ANY(users)', user && encodeText(user)),
    ifGiven('strpos(search, ?) > 0', text && encodeText(text.toLowerCase())),
    condition(ONCE),
  ];
}

function placeConditions({ group, project, since, before, after }: ErrorSampleQuery): Conditions {
  const id = group && encodeText(group);
  return [
    id === undefined ? undefined : condition(OF_GROUP, id, id),
    ifGiven('project = ?', project && encodeText(project)),
    ifGiven('received_at >= ?', since),
    ifGiven('received_at < ?', before),
    after &&
      condition(
        '(received_at, group_id, slot) < (?, ?, ?)',
        after.receivedAt,
        encodeText(after.group),
        after.slot,
      ),
  ];
}

/** With what was merged into it. */
const OF_GROUP = '(group_id = ? OR group_id IN (SELECT id FROM error_group WHERE merged_into = ?))';
