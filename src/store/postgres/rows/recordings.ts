import type { AlertKey } from '../../../domain/alert.ts';
import type { Recording } from '../../../domain/recording.ts';
import { instant } from '../../../domain/time.ts';
import { decodeText, encodeText } from '../text.ts';
import type { Table } from './table.ts';

/** A recording and its place in the order of arrival. */
export interface Numbered {
  readonly id: number;
  readonly recording: Recording;
}

/** What is read of a recording. */
export interface RecordingRow {
  readonly id: number;
  readonly at: number;
  readonly last: number;
  readonly key: string;
  readonly content: string;
}

/** The table `recording`. */
export const RECORDINGS: Table<RecordingRow> = {
  name: 'recording',
  key: ['id'],
  columns: { id: 'bigint', at: 'bigint', last: 'bigint', key: 'text', content: 'text' },
};

/** What stands in no column. */
type Content = Omit<Recording, 'key' | 'at' | 'last'>;

/** A recording as a row. */
export function recordingRow({ id, recording }: Numbered): RecordingRow {
  const { key, at, last, ...content } = recording;
  return { id, at, last, key: encodeText(key), content: JSON.stringify(content) };
}

/** The recording that a row holds. */
export function readRecording({ id, at, last, key, content }: RecordingRow): Numbered {
  // The guarantee: `recordingRow` wrote it from a recording.
  const rest: Content = JSON.parse(content);
  const recording: Recording = {
    // The guarantee: `recordingRow` wrote it from an alert's key.
    key: decodeText(key) as AlertKey,
    at: instant(at),
    last: instant(last),
    ...rest,
  };
  return { id, recording };
}
