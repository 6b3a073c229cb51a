import { readdirSync, readFileSync } from 'node:fs';
import type { Log } from '../../log.ts';
import { StoreUnusable } from '../failure.ts';
import type { Database, Query } from './database.ts';
import { codeOf } from './failure.ts';

const FOLDER = new URL('./migrations/', import.meta.url);

/** The form that the tables of a database have. */
interface Schema {
  /** The number of migrations that it has seen. */
  readonly version: number;
  /** The least number that a program must know to work with it. */
  readonly works_with: number;
}

const NEW: Schema = { version: 0, works_with: 0 };

/** What a migration needs besides the database. */
export interface MigrateParts {
  readonly log: Log;
  readonly folder?: URL;
}

/**
 * Brings the tables to the form that this program knows: forward only, whole or not at all, and one process after the
 * other where several start at once. While a new version is rolled out, older ones still run: a migration that they can
 * work with says so in its first line (`-- works with: 3`), and what they need is taken away by a later one only.
 */
export async function migrate(
  database: Database,
  { log, folder = FOLDER }: MigrateParts,
): Promise<void> {
  const files = migrationsIn(folder);
  await database.transaction(async (query) => {
    await query('SELECT pg_advisory_xact_lock($1::int, $2::int)::text', LOCK);
    const schema = await schemaOf(query);
    if (schema.version > files.length) return mustWorkWith(schema, files.length, log);
    if (schema.version < files.length) await run(query, { schema, files, folder });
  });
}

/** No other lock has this class. */
const LOCK = [0, 0];

function migrationsIn(folder: URL): readonly string[] {
  return readdirSync(folder)
    .filter((name) => /^\d{4}_.+\.sql$/.test(name))
    .sort();
}

/** The newest form of the tables that this program knows. */
export function schemaKnown(): number {
  return migrationsIn(FOLDER).length;
}

/** The form that the tables of a database have now. */
export async function schemaOf(query: Query): Promise<Schema> {
  const [table] = await query<{ there: boolean }>(
    `SELECT to_regclass('quell_schema') IS NOT NULL AS there`,
  );
  if (!table?.there) return NEW;
  const [schema] = await query<Schema>('SELECT version, works_with FROM quell_schema');
  return schema ?? NEW;
}

function mustWorkWith({ version, works_with }: Schema, known: number, log: Log): void {
  const schemas = `schema ${version}, this one knows ${known}`;
  if (works_with > known) {
    throw new StoreUnusable(
      `The database was written by a newer Quell (${schemas}). Start that version, or restore a backup.`,
    );
  }
  log.info(
    { version, known },
    `The database was made ready for a newer Quell (${schemas}); this one works with it too.`,
  );
}

interface Steps {
  readonly schema: Schema;
  readonly files: readonly string[];
  readonly folder: URL;
}

async function run(query: Query, { schema, files, folder }: Steps): Promise<void> {
  let worksWith = schema.works_with;
  for (const [index, file] of files.entries()) {
    if (index < schema.version) continue;
    const text = readFileSync(new URL(file, folder), 'utf8');
    for (const statement of statementsOf(text)) await runOne(query, statement);
    worksWith = Math.max(worksWith, Number(/^-- works with: (\d+)/.exec(text)?.[1] ?? index + 1));
  }
  await query(
    'CREATE TABLE IF NOT EXISTS quell_schema (version int NOT NULL, works_with int NOT NULL)',
  );
  await query('DELETE FROM quell_schema');
  await query('INSERT INTO quell_schema VALUES ($1, $2)', [files.length, worksWith]);
}

const EXISTS_ALREADY = '42P07';

async function runOne(query: Query, statement: string): Promise<void> {
  try {
    await query(statement);
  } catch (error) {
    if (codeOf(error) !== EXISTS_ALREADY) throw error;
    throw new StoreUnusable(
      'The database has tables of another program. Set DATABASE_URL to a database of its own.',
      error,
    );
  }
}

/** The statements of a file. No text or name in it may have a semicolon or two hyphens. */
function statementsOf(file: string): readonly string[] {
  return file
    .replace(/--.*$/gm, '')
    .split(';')
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
}
