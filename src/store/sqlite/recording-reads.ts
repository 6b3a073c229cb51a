import { setImmediate } from 'node:timers/promises';
import type { AlertKey } from '../../domain/alert.ts';
import { onEachWay, type Recording } from '../../domain/recording.ts';
import { isAudited, isWithin, mentions } from '../recordings.ts';
import type { AuditQuery, RecordingPage, RecordingQuery } from '../store.ts';
import type { Recordings } from './recordings.ts';
import type { Numbered, Places, RecordingRows, Stretch } from './rows/recordings.ts';

/** So many are looked at before other work gets its turn. */
const PAGE = 1_000;
/** So many are looked through for a text; what does not contain it costs little. */
const LOOKED_THROUGH = 20_000;

const NONE: ReadonlySet<AlertKey> = new Set();

/** Reads what arrived: what the table has, and what is on its way there. */
export class RecordingReads {
  readonly #rows: RecordingRows;
  readonly #recordings: Recordings;

  constructor(rows: RecordingRows, recordings: Recordings) {
    this.#rows = rows;
    this.#recordings = recordings;
  }

  page(query: RecordingQuery): RecordingPage {
    const { since, before, after: cursor = 0, limit } = query;
    const stretch = this.#rows.stretch(since, before);
    const after = Math.max(cursor, stretch.after);
    const rows = this.#rows.first({ ...stretch, after }, limit + 1);
    const upTo = rows.length > limit ? (rows.at(-1)?.id ?? 0) : stretch.upTo;
    const found = this.#merged(rows, { after, upTo }).filter(({ recording }) =>
      isWithin(recording, query),
    );
    const page = found.slice(0, limit);
    return {
      recordings: page.map(({ recording }) => recording),
      cursor: found.length > limit ? (page.at(-1)?.id ?? after) : null,
    };
  }

  async audit(query: AuditQuery): Promise<readonly Recording[]> {
    const found = query.text === undefined ? NONE : await this.#keysWith(query.text);
    if (query.text !== undefined && found.size === 0) return [];
    const shown: Recording[] = [];
    const stretch = this.#rows.stretch(query.from, query.to);
    for await (const page of this.#backwards(stretch, query.incident ?? '')) {
      shown.push(...page.filter((recording) => isAudited(recording, query, found)));
      if (shown.length >= query.limit) break;
    }
    return shown.slice(0, query.limit);
  }

  /** The keys of all alerts that contain a text. */
  async #keysWith(text: string): Promise<ReadonlySet<AlertKey>> {
    const found = new Set<AlertKey>();
    const sought = text.toLowerCase();
    for (let upTo = this.#rows.lastId(); upTo > 0; upTo -= PAGE) {
      for (const { key, alert } of this.#rows.perhapsWith(text, { after: upTo - PAGE, upTo })) {
        if (alert && mentions(alert, sought)) found.add(key);
      }
      await setImmediate();
    }
    return found;
  }

  /** Those of a stretch that contain a text page by page, seen from each of their routes, the newest first; other work gets its turn after each. */
  async *#backwards(stretch: Stretch, text: string): AsyncGenerator<readonly Recording[]> {
    let upTo = Math.min(stretch.upTo, this.#recordings.lastId);
    while (upTo > stretch.after) {
      const from = Math.max(stretch.after, upTo - LOOKED_THROUGH);
      const rows = this.#rows.last({ ...stretch, after: from, upTo }, text, PAGE);
      const after = rows.length < PAGE ? from : (rows.at(-1)?.id ?? 0) - 1;
      const page = this.#merged(rows, { after, upTo }).reverse();
      yield page.flatMap(({ recording }) => onEachWay(recording));
      upTo = after;
      await setImmediate();
    }
  }

  /** Rows together with what lies among them and is not written yet, in the order of arrival. */
  #merged(rows: readonly Numbered[], { after, upTo }: Places): Numbered[] {
    const unwritten = this.#recordings.unwritten().filter(({ id }) => id > after && id <= upTo);
    const merged = new Map([...rows, ...unwritten].map((each) => [each.id, each]));
    return [...merged.values()].sort((a, b) => a.id - b.id);
  }
}
