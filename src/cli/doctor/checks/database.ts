import { databaseName } from '../../../config/database.ts';
import type { EnvironmentConfig } from '../../../config/environment.ts';
import { StoreFailed, StoreUnusable } from '../../../store/failure.ts';
import type { Check } from '../check.ts';
import { lookAtPostgres } from '../database/postgres.ts';
import { lookAtSqlite } from '../database/sqlite.ts';
import { fault, type Said, skipped } from '../finding.ts';
import type { Visit } from '../visit.ts';

/** Whether state can be kept: it opens, can be written, and no newer Quell wrote it. Nothing in it is changed. */
export const database: Check = {
  name: 'database',
  section: 'This machine',
  async look(visit) {
    const { machine } = visit;
    if (!('config' in machine)) return [skipped('the environment comes first')];
    try {
      return [await lookAt(visit, machine.config)];
    } catch (error) {
      if (!(error instanceof StoreUnusable || error instanceof StoreFailed)) throw error;
      return [faultOf(error)];
    }
  },
};

function lookAt(visit: Visit, { database: where }: EnvironmentConfig): Promise<Said> {
  if (where.kind === 'sqlite') return lookAtSqlite(where.path, visit);
  return lookAtPostgres(where.url, databaseName(where));
}

/** The stores' sentences: the first says what is wrong, the others what to do. */
function faultOf({ message }: Error): Said {
  const [, wrong = message, right = ''] =
    /^(.*?[.:] ?(?:[^.]|\.(?! ))*?\.) (.*)$/s.exec(message) ?? [];
  return fault(wrong, right || 'Set DATABASE_URL to a database of its own.');
}
