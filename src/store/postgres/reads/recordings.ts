import type { RecordingPage, RecordingQuery, Store } from '../../store.ts';
import type { Database, Query } from '../database.ts';
import { type RecordingRow, readRecording } from '../rows/recordings.ts';
import { audit } from './audit.ts';
import { stretchOf } from './stretch.ts';

/** Reads of the table `recording`. */
export function recordingReads({ query }: Database): Pick<Store, 'recordings' | 'audit'> {
  return {
    recordings: (asked) => page(query, asked),
    audit: (asked) => audit(query, asked),
  };
}

/** By their places, and never by time, which would sort the whole stretch for every page: hence `at + 0`. */
const PAGE = `
  SELECT id, at, last, key, content FROM recording
  WHERE id > $1 AND id < $2 AND at + 0 >= $3 AND at + 0 < $4 ORDER BY id LIMIT $5`;

async function page(query: Query, asked: RecordingQuery): Promise<RecordingPage> {
  const { since, before, after = 0, limit } = asked;
  const stretch = await stretchOf(query, since, before);
  const rows = await query<RecordingRow>(PAGE, [
    Math.max(after, stretch.after),
    stretch.below,
    since,
    before ?? Number.MAX_SAFE_INTEGER,
    limit + 1,
  ]);
  const shown = rows.slice(0, limit);
  return {
    recordings: shown.map((row) => readRecording(row).recording),
    cursor: rows.length > limit ? (shown.at(-1)?.id ?? after) : null,
  };
}
