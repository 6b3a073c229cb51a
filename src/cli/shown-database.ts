import { existsSync } from 'node:fs';
import { dirname, isAbsolute, resolve } from 'node:path';
import { type DatabaseConfig, databaseName } from '../config/database.ts';

/** Where the state is kept, before it is opened: of a file that is not there yet, which a slip of the pen may be why, also its folder. */
export function shownDatabase(database: DatabaseConfig): string {
  const name = databaseName(database);
  if (database.kind === 'postgres' || existsSync(database.path)) return name;
  const folder = dirname(resolve(database.path));
  return isAbsolute(name) ? `${name} (new)` : `${name} (new, in ${folder})`;
}
