import type { AlertKey } from '../../../domain/alert.ts';
import { onEachWay, type Recording } from '../../../domain/recording.ts';
import { isAudited, mentions } from '../../recordings.ts';
import type { AuditQuery } from '../../store.ts';
import type { Query, Value } from '../database.ts';
import { type RecordingRow, readRecording } from '../rows/recordings.ts';
import { encodeText } from '../text.ts';
import { type Stretch, stretchOf } from './stretch.ts';

/** So many are handed over at a time. */
const PAGE = 1_000;
/** So many are looked through with one statement, so that each is quick. */
const LOOKED_THROUGH = 20_000;

/** Where more keys than these contain a text, they are not sent along with every statement. */
const KEYS_SENT = 2_000;

const NONE: ReadonlySet<AlertKey> = new Set();

/** What arrived and is looked for, the newest first. */
export async function audit(query: Query, asked: AuditQuery): Promise<readonly Recording[]> {
  const found = asked.text === undefined ? NONE : await keysWith(query, asked.text);
  if (asked.text !== undefined && found.size === 0) return [];
  const shown: Recording[] = [];
  // What began before the time may have been folded until then: it lies well within what clocks may differ by.
  const stretch = await stretchOf(query, asked.from, asked.to);
  for await (const rows of backwards(query, stretch, filterOf(asked, found))) {
    const each = rows.flatMap((row) => onEachWay(readRecording(row).recording));
    shown.push(...each.filter((recording) => isAudited(recording, asked, found)));
    if (shown.length >= asked.limit) break;
  }
  return shown.slice(0, asked.limit);
}

/** A condition on rows with its values; `$4` is the first of them. */
interface Filter {
  readonly sql: string;
  readonly values: readonly Value[];
}

/** Lets through all that is audited, and perhaps some more; `found` are the keys of the alerts that contain the text. */
function filterOf(asked: AuditQuery, found: ReadonlySet<AlertKey>): Filter {
  const { from, to, incident = '', text, reasons } = asked;
  const areFew = text !== undefined && found.size <= KEYS_SENT;
  return {
    sql: `last >= $4 AND at + 0 < $5 AND strpos(content, $6) > 0
      AND ($7::text IS NULL OR key IN (SELECT json_array_elements_text($7::text::json)))
      AND ($8::text IS NULL OR EXISTS (
        SELECT FROM json_array_elements_text($8::text::json) AS sought(part) WHERE strpos(content, part) > 0))`,
    values: [
      from ?? Number.MIN_SAFE_INTEGER,
      to ?? Number.MAX_SAFE_INTEGER,
      inJson(incident),
      areFew ? JSON.stringify(Array.from(found, encodeText)) : null,
      reasons ? JSON.stringify(reasons.map((reason) => `"reason":"${reason}"`)) : null,
    ],
  };
}

/** The keys of all alerts that contain a text. */
async function keysWith(query: Query, text: string): Promise<ReadonlySet<AlertKey>> {
  const found = new Set<AlertKey>();
  const sought = text.toLowerCase();
  const everywhere = await stretchOf(query, undefined, undefined);
  for await (const rows of backwards(query, everywhere, perhapsWith(text))) {
    for (const row of rows) {
      const { key, alert } = readRecording(row).recording;
      if (alert && mentions(alert, sought)) found.add(key);
    }
  }
  return found;
}

/** Finds all that contain a text, and perhaps some more. Only ASCII letters are made small here: so does every server. */
function perhapsWith(text: string): Filter {
  return {
    // These two are the letters beyond ASCII whose small form has an ASCII letter.
    sql: `(strpos(lower(content COLLATE "C"), $4) > 0
      OR strpos(content, '\u212a') > 0 OR strpos(content, '\u0130') > 0)`,
    values: [searchable(text)],
  };
}

/** A text as it stands in JSON, in lower case; where that is not certain the empty one, which all contain. */
function searchable(text: string): string {
  return /^[ -~]*$/.test(text) ? inJson(text.toLowerCase()) : '';
}

function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

const START = `
  SELECT id FROM recording WHERE id > $1 AND id < $2 ORDER BY id DESC OFFSET ${LOOKED_THROUGH - 1} LIMIT 1`;

/** Those of a stretch that a filter lets through, page by page, the newest first. */
async function* backwards(
  query: Query,
  { after, below }: Stretch,
  { sql, values }: Filter,
): AsyncGenerator<readonly RecordingRow[]> {
  const text = `
    SELECT id, at, last, key, content FROM recording
    WHERE id >= $1 AND id < $2 AND ${sql} ORDER BY id DESC LIMIT $3`;
  for (let end = below; ; ) {
    const [start] = await query<{ id: number }>(START, [after, end]);
    const from = start?.id ?? after + 1;
    const rows = await query<RecordingRow>(text, [from, end, PAGE, ...values]);
    yield rows;
    const isWhole = rows.length < PAGE;
    if (isWhole && !start) return;
    end = isWhole ? from : (rows.at(-1)?.id ?? from);
  }
}
