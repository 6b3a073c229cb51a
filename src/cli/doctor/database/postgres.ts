import { StoreFailed, StoreUnusable } from '../../../store/failure.ts';
import type { Database, Query } from '../../../store/postgres/database.ts';
import { codeOf, isOfConnection, why } from '../../../store/postgres/failure.ts';
import { schemaKnown, schemaOf } from '../../../store/postgres/migrate.ts';
import { connectPool } from '../../../store/postgres/pool.ts';
import { fault, type Said, well } from '../finding.ts';
import { SILENT } from '../silent.ts';
import type { OpenIn } from './kept.ts';

const PATIENCE = { statement: 5_000, lock: 1_000 };

/** How the database of a server is; how much disk it has, it does not tell. */
export async function lookAtPostgres(url: string, name: string): Promise<Said> {
  const database = await connectPool(url, SILENT, PATIENCE);
  try {
    return await lookInto(database, name);
  } catch (error) {
    if (error instanceof StoreUnusable || error instanceof StoreFailed) throw error;
    if (!isOfConnection(error)) return fault(`${name}: ${why(error)}`, RIGHTS);
    return fault(`${name} cannot be reached.`, REACH);
  } finally {
    await database.close();
  }
}

const RIGHTS = 'Check user, password and name in DATABASE_URL, and what that user may do.';
const REACH = 'Check that the server runs, and that it can be reached from here.';

/** The open incidents that have a card, as the server has them; `'unreadable'` where it does not tell, null where there are no tables yet. */
export async function openInPostgres(url: string): Promise<OpenIn | 'unreadable' | null> {
  const database = await connectPool(url, SILENT, PATIENCE);
  try {
    return await database.transaction(openOf);
  } catch (error) {
    // What is wrong with it, the check of the database says, and the start.
    if (codeOf(error) !== '' || isOfConnection(error)) return 'unreadable';
    throw error;
  } finally {
    await database.close();
  }
}

async function openOf(query: Query): Promise<OpenIn | 'unreadable' | null> {
  await query('SET TRANSACTION READ ONLY');
  const { version, works_with: least } = await schemaOf(query);
  if (least > schemaKnown()) return 'unreadable';
  if (version === 0) return null;
  return query<OpenIn[number]>(
    `SELECT d.content::json ->> 'team' AS team, i.channel,
       (SELECT string_agg(e ->> 'team', ',') FROM json_array_elements(d.content::json -> 'elsewhere') e) AS earlier,
       count(*) AS count
     FROM incident i JOIN delivery d ON d.subject = i.id WHERE i.status <> 'resolved' GROUP BY 1, 2, 3`,
  );
}

/** How a database is that is connected: its version, whether it takes writes, and whether tables may be made. */
export async function lookInto({ query }: Database, name: string): Promise<Said> {
  const [server] = await query<Server>(
    `SELECT current_setting('server_version') AS version, pg_is_in_recovery() AS standby,
       has_schema_privilege(current_schema(), 'CREATE') AS creates`,
  );
  if (server?.standby) return fault(`${name} is a standby, which takes no writes.`, PRIMARY);
  if (server?.creates !== true) return fault(`${name}: the user may make no tables.`, OWN);
  const { version, works_with: least } = await schemaOf(query);
  const known = schemaKnown();
  if (least > known) {
    return fault(
      `${name} was written by a newer Quell: schema ${version}, this one knows ${known}.`,
      'Start that version, or restore a backup.',
    );
  }
  const later = version < known ? `, to be brought to ${known} at the next start` : '';
  return well(`${name} (${server.version}) can be written: schema ${version}${later}`);
}

interface Server {
  readonly version: string;
  readonly standby: boolean;
  readonly creates: boolean | null;
}

const PRIMARY = 'Set DATABASE_URL to the server that takes writes.';
const OWN = 'Let the user of DATABASE_URL own the database.';
