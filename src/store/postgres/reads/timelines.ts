import type { Store } from '../../store.ts';
import type { Database } from '../database.ts';
import type { ContentRow } from '../rows/incidents.ts';
import { readEntry, readSilence } from '../rows/subjects.ts';
import { encodeText } from '../text.ts';

/** Reads of the tables `timeline` and `silence`. */
export function timelineReads({
  query,
}: Database): Pick<Store, 'timeline' | 'entry' | 'silence' | 'silences'> {
  return {
    timeline: async (id, after, limit) =>
      (await query<ContentRow>(ENTRIES, [encodeText(id), after, limit])).map(readEntry),
    async entry(id, seq) {
      const [row] = await query<ContentRow>(ENTRY, [encodeText(id), seq]);
      return row && readEntry(row);
    },
    async silence(id) {
      const [row] = await query<ContentRow>(SILENCE, [encodeText(id)]);
      return row && readSilence(row);
    },
    silences: async () => (await query<ContentRow>(SILENCES)).map(readSilence),
  };
}

const ENTRIES =
  'SELECT content FROM timeline WHERE subject = $1 AND seq > $2 ORDER BY seq LIMIT $3';
const ENTRY = 'SELECT content FROM timeline WHERE subject = $1 AND seq = $2';
const SILENCE = 'SELECT content FROM silence WHERE id = $1';
const SILENCES = 'SELECT content FROM silence ORDER BY starts_at DESC, id';
