import type { Database, Statement } from 'better-sqlite3';
import type { AlertKey } from '../../../domain/alert.ts';
import type { Recording } from '../../../domain/recording.ts';
import { type Instant, instant } from '../../../domain/time.ts';
import { decodeText, encodeText } from '../text.ts';
import { keyFrom, ownKey } from './keys.ts';
import { Positions } from './positions.ts';

/** A recording and its place in the order of arrival. */
export interface Numbered {
  readonly id: number;
  readonly recording: Recording;
}

/** Some of the recordings by their places: after the first, up to the last. */
export interface Places {
  readonly after: number;
  readonly upTo: number;
}

/** Some of the recordings, also by time: from the first on, before the last. */
export interface Stretch extends Places {
  readonly from: Instant | undefined;
  readonly to: Instant | undefined;
}

/** What is read of a recording. */
export interface RecordingRow {
  readonly id: number;
  readonly at: number;
  readonly last: number | null;
  readonly key: string | null;
  readonly content: string;
}

/** What stands in no column; what is null, or 1 for the count, is left out. */
type Content = Pick<Recording, 'reason'> &
  Partial<
    Pick<Recording, 'alert' | 'endsAt' | 'count' | 'incident' | 'untold' | 'ignoredBy' | 'further'>
  >;

/** The table `recording`. */
export class RecordingRows {
  readonly #lastId: Statement<[], { id: number | null }>;
  readonly #first: Statement<unknown[], RecordingRow>;
  readonly #last: Statement<unknown[], RecordingRow>;
  readonly #perhapsWith: Statement<[number, number, string], RecordingRow>;
  readonly #insert: Statement<Columns>;
  readonly #save: Statement<Columns>;
  readonly #deleteOld: Statement<[number, number, number], { id: number }>;
  readonly #positions: Positions;

  constructor(db: Database) {
    this.#lastId = db.prepare('SELECT max(id) AS id FROM recording');
    this.#first = db.prepare(`
      SELECT * FROM recording WHERE id > ? AND id <= ? AND at >= ? AND at < ? ORDER BY id LIMIT ?`);
    this.#last = db.prepare(`
      SELECT * FROM recording WHERE id > ? AND id <= ? AND coalesce(last, at) >= ? AND at < ?
        AND instr(content, ?) > 0
      ORDER BY id DESC LIMIT ?`);
    // `lower` knows ASCII only; these two are the letters beyond whose small form has an ASCII letter.
    this.#perhapsWith = db.prepare(`
      SELECT * FROM recording WHERE id > ? AND id <= ? AND (instr(lower(content), ?) > 0
        OR instr(content, '\u212a') > 0 OR instr(content, '\u0130') > 0)`);
    this.#insert = db.prepare('INSERT INTO recording VALUES (?, ?, ?, ?, ?)');
    this.#save = db.prepare(`
      INSERT INTO recording VALUES (?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET last = excluded.last, content = excluded.content`);
    this.#deleteOld = db.prepare(`
      DELETE FROM recording WHERE id IN (
        SELECT id FROM recording WHERE id <= ? AND coalesce(last, at) < ? ORDER BY id LIMIT ?)
      RETURNING id`);
    this.#positions = new Positions(db, { table: 'recording', id: 'id', at: 'at' });
  }

  /** The greatest place that is taken; 0 where there is none. */
  lastId(): number {
    return this.#lastId.get()?.id ?? 0;
  }

  /** All that arrived from one time to another. */
  stretch(from: Instant | undefined, to: Instant | undefined): Stretch {
    return {
      from,
      to,
      after: from === undefined ? 0 : this.#positions.allSince(from) - 1,
      upTo: to === undefined ? Number.MAX_SAFE_INTEGER : this.#positions.allBefore(to),
    };
  }

  /** The first of a stretch. */
  first(stretch: Stretch, limit: number): readonly Numbered[] {
    return this.#first.all(...bounds(stretch), limit).map(readRecording);
  }

  /** The last of a stretch that contain a text, the newest first; of folded ones the last must have arrived in it. */
  last(stretch: Stretch, text: string, limit: number): readonly Numbered[] {
    return this.#last.all(...bounds(stretch), inJson(text), limit).map(readRecording);
  }

  /** All at these places that may contain a text, and perhaps some more. */
  perhapsWith(text: string, { after, upTo }: Places): readonly Recording[] {
    return this.#perhapsWith
      .all(after, upTo, searchable(text))
      .map((row) => readRecording(row).recording);
  }

  /** One that is new. */
  insert(numbered: Numbered): void {
    this.#insert.run(...columns(numbered));
  }

  /** One that may be there already, with less folded into it. */
  save(numbered: Numbered): void {
    this.#save.run(...columns(numbered));
  }

  /** Deletes the first ones of which nothing arrived at `before` or later; answers their places. */
  deleteOld(before: Instant, limit: number): readonly number[] {
    const upTo = this.#positions.allBefore(before);
    return this.#deleteOld.all(upTo, before, limit).map(({ id }) => id);
  }
}

/** A text as it stands in JSON, in lower case; where that is not certain the empty one, which all contain. */
function searchable(text: string): string {
  return /^[ -~]*$/.test(text) ? inJson(text.toLowerCase()) : '';
}

function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function bounds({ from, to, after, upTo }: Stretch): readonly number[] {
  return [after, upTo, from ?? Number.MIN_SAFE_INTEGER, to ?? Number.MAX_SAFE_INTEGER];
}

type Columns = [number, number, number | null, string | null, string];

function columns({ id, recording }: Numbered): Columns {
  const { key, at, last, alert } = recording;
  const stored = alert === null ? encodeText(key) : ownKey(key, alert.content);
  return [id, at, last === at ? null : last, stored, write(recording)];
}

function write(recording: Recording): string {
  const { alert, endsAt, count, reason, incident, untold, ignoredBy, further } = recording;
  const content: Content = {
    reason,
    ...(alert && { alert }),
    ...(endsAt !== null && { endsAt }),
    ...(count !== 1 && { count }),
    ...(incident !== null && { incident }),
    ...(untold && { untold }),
    ...(ignoredBy !== null && { ignoredBy }),
    ...(further && { further }),
  };
  return JSON.stringify(content);
}

/** The recording that a row holds. */
export function readRecording(row: RecordingRow): Numbered {
  // The guarantee: `write` wrote it.
  const content: Content = JSON.parse(row.content);
  const { alert = null, count = 1, reason } = content;
  const recording: Recording = {
    key: alert ? keyFrom(row.key, alert.content) : resentKey(row.key),
    at: instant(row.at),
    alert,
    endsAt: content.endsAt ?? null,
    count,
    last: instant(row.last ?? row.at),
    reason,
    incident: content.incident ?? null,
    untold: content.untold ?? null,
    ignoredBy: content.ignoredBy ?? null,
    ...(content.further && { further: content.further }),
  };
  return { id: row.id, recording };
}

/** Without an alert the key is always stored. */
function resentKey(stored: string | null): AlertKey {
  // The guarantee: `save` wrote it from a key.
  return decodeText(stored ?? '') as AlertKey;
}
