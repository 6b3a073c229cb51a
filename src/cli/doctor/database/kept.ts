import { existsSync } from 'node:fs';
import { StoreUnusable } from '../../../store/failure.ts';
import { type Connection, connect } from '../../../store/sqlite/connection.ts';
import { codeOf } from '../../../store/sqlite/failure.ts';
import { schemaOf } from '../../../store/sqlite/migrate.ts';
import { isForeign } from './sqlite.ts';

/** So many open incidents with a card, or one to come, that are alike in where they are. */
export interface OpenThere {
  /** The workspace with the card; null: none yet. */
  readonly team: string | null;
  /** The workspaces that had it before, separated by commas; null: none. */
  readonly earlier: string | null;
  /** Where the configuration sends it. */
  readonly channel: string;
  readonly count: number;
}
export type OpenIn = readonly OpenThere[];

/** What a database holds that matters before another workspace gets its cards. */
export interface Kept {
  readonly ingestKey: string | null;
  readonly apiToken: string | null;
  readonly open: OpenIn;
}

/** Reads it from the file; `'unreadable'` where it is in use or cannot be read, null where there is none of ours, or an empty one. */
export function keptIn(path: string): Kept | 'unreadable' | null {
  if (!existsSync(path) || isForeign(path)) return null;
  try {
    return readFrom(path);
  } catch (error) {
    // What is wrong with it, the check of the database says, and the start.
    if (error instanceof StoreUnusable || codeOf(error) !== '') return 'unreadable';
    throw error;
  }
}

/** Opened as the bot opens it, and closed again: a bot that runs has it locked. */
function readFrom(path: string): Kept | 'unreadable' | null {
  const connection = connect(path, 0);
  try {
    const { version, known } = schemaOf(connection);
    if (version > known) return 'unreadable';
    return version === 0 ? null : contentOf(connection);
  } finally {
    connection.db.close();
  }
}

function contentOf({ db }: Connection): Kept {
  const setting = db.prepare<[string], { readonly value: string }>(
    'SELECT value FROM setting WHERE name = ?',
  );
  const open = db.prepare<[], OpenIn[number]>(`
    SELECT json_extract(d.content, '$.team') AS team, json_extract(i.content, '$.channel') AS channel,
      (SELECT group_concat(value ->> 'team') FROM json_each(d.content, '$.elsewhere')) AS earlier,
      count(*) AS count
    FROM incident i LEFT JOIN delivery d ON d.subject = i.id
    WHERE i.status <> 'resolved' AND json_extract(i.content, '$.cardRevision') > 0
    GROUP BY 1, 2, 3`);
  return {
    ingestKey: setting.get('ingest-key')?.value ?? null,
    apiToken: setting.get('api-token')?.value ?? null,
    open: open.all(),
  };
}

/** How many they are altogether. */
export function countIn(open: OpenIn): number {
  return open.reduce((sum, { count }) => sum + count, 0);
}
