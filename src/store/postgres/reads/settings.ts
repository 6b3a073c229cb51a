import type { Store } from '../../store.ts';
import type { Database } from '../database.ts';
import { oneRow } from '../one-row.ts';
import { decodeText, encodeText } from '../text.ts';

/** What the tables `setting` and `probe` are for. */
export function settingReads({ query }: Database): Pick<Store, 'once' | 'check'> {
  return {
    async once(name, make) {
      const kept = await query<SettingRow>(KEPT, [encodeText(name)]);
      if (kept[0]) return decodeText(kept[0].value);
      const given = [encodeText(name), encodeText(make())];
      return decodeText(oneRow(await query<SettingRow>(KEEP, given)).value);
    },
    async check() {
      await query('UPDATE probe SET tries = tries + 1');
    },
  };
}

interface SettingRow {
  readonly value: string;
}

const KEPT = 'SELECT value FROM setting WHERE name = $1';
/** The update changes nothing: it makes PostgreSQL answer the value of the process that was quicker. */
const KEEP = `
  INSERT INTO setting (name, value) VALUES ($1, $2)
  ON CONFLICT (name) DO UPDATE SET value = setting.value RETURNING value`;
