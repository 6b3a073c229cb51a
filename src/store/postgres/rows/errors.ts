import type { ErrorEvent } from '../../../domain/error-event.ts';
import {
  type ErrorGroup,
  type ErrorSample,
  type Release,
  type ReleaseId,
  releaseKey,
} from '../../../domain/error-group.ts';
import { instant } from '../../../domain/time.ts';
import { eventText, groupText, namesOf } from '../../errors.ts';
import { hashOf } from '../hash.ts';
import { decodeText, encodeText } from '../text.ts';
import type { ContentRow } from './incidents.ts';
import type { Table } from './table.ts';

interface GroupRow extends ContentRow {
  readonly id: string;
  readonly project: string;
  readonly merged_into: string | null;
  readonly merged_why: string | null;
  readonly level: string;
  readonly first_release: string;
  readonly last_release: string;
  readonly environments: readonly string[];
  readonly incident: string | null;
  readonly last_seen_at: number;
  readonly search: string;
}

/** The table `error_group`. */
export const ERROR_GROUPS: Table<GroupRow> = {
  name: 'error_group',
  key: ['id'],
  columns: {
    id: 'text',
    project: 'text',
    merged_into: 'text',
    merged_why: 'text',
    level: 'text',
    first_release: 'text',
    last_release: 'text',
    environments: 'text[]',
    incident: 'text',
    last_seen_at: 'bigint',
    search: 'text',
    content: 'text',
  },
};

/** An error group as a row. */
export function errorGroupRow(group: ErrorGroup): GroupRow {
  const { mergedInto, incident } = group;
  return {
    id: encodeText(group.id),
    project: encodeText(group.project),
    merged_into: mergedInto === null ? null : encodeText(mergedInto),
    merged_why: group.mergedWhy,
    level: group.level,
    first_release: encodeText(group.firstRelease),
    last_release: encodeText(group.lastRelease),
    environments: group.environments.map(encodeText),
    incident: incident === null ? null : encodeText(incident),
    last_seen_at: group.lastSeenAt,
    search: encodeText(groupText(group)),
    content: JSON.stringify(group),
  };
}

/** The error group that a row holds. */
export function readErrorGroup({ content }: ContentRow): ErrorGroup {
  // The guarantee: `errorGroupRow` wrote it from an error group.
  return JSON.parse(content);
}

/** What is read of an event. */
export interface ErrorSampleRow extends ContentRow {
  readonly group_id: string;
  readonly slot: number;
  readonly keepsake: ErrorSample['keepsake'];
  readonly received_at: number;
}

interface WholeSampleRow extends ErrorSampleRow {
  readonly event_id: string;
  readonly project: string;
  readonly environment: string;
  readonly level: string;
  readonly release: string;
  readonly users: readonly string[];
  readonly search: string;
}

/** The columns of an `ErrorSampleRow`. */
export const SAMPLE_COLUMNS = 'group_id, slot, keepsake, received_at, content';

/** The table `error_sample`. */
export const ERROR_SAMPLES: Table<WholeSampleRow> = {
  name: 'error_sample',
  key: ['group_id', 'slot'],
  columns: {
    group_id: 'text',
    slot: 'bigint',
    keepsake: 'text',
    received_at: 'bigint',
    event_id: 'text',
    project: 'text',
    environment: 'text',
    level: 'text',
    release: 'text',
    users: 'text[]',
    search: 'text',
    content: 'text',
  },
};

/** An event as a row. */
export function errorSampleRow(sample: ErrorSample): WholeSampleRow {
  const { event } = sample;
  return {
    group_id: encodeText(sample.group),
    slot: sample.slot,
    keepsake: sample.keepsake,
    received_at: sample.receivedAt,
    event_id: encodeText(event.id),
    project: encodeText(event.project),
    environment: encodeText(event.environment),
    level: event.level,
    release: encodeText(event.release),
    users: namesOf(event).map(encodeText),
    search: encodeText(eventText(event)),
    content: JSON.stringify(event),
  };
}

/** The event that a row holds. */
export function readErrorSample(row: ErrorSampleRow): ErrorSample {
  // The guarantee: `errorSampleRow` wrote it from an event.
  const event: ErrorEvent = JSON.parse(row.content);
  return {
    group: decodeText(row.group_id),
    slot: row.slot,
    keepsake: row.keepsake,
    receivedAt: instant(row.received_at),
    event,
  };
}

interface ReleaseRow extends ContentRow {
  readonly id: string;
  readonly project: string;
  readonly version: string;
  readonly first_seen_at: number;
}

/** The table `project_release`. */
export const RELEASES: Table<ReleaseRow> = {
  name: 'project_release',
  key: ['id'],
  columns: {
    id: 'uuid',
    project: 'text',
    version: 'text',
    first_seen_at: 'bigint',
    content: 'text',
  },
};

/** The identity of a release's row. */
export function releaseRowId(id: ReleaseId): string {
  return hashOf(releaseKey(id));
}

/** A release as a row. */
export function releaseRow(release: Release): ReleaseRow {
  return {
    id: releaseRowId(release),
    project: encodeText(release.project),
    version: encodeText(release.version),
    first_seen_at: release.firstSeenAt,
    content: JSON.stringify(release),
  };
}

/** The release that a row holds. */
export function readRelease({ content }: ContentRow): Release {
  // The guarantee: `releaseRow` wrote it from a release.
  return JSON.parse(content);
}
