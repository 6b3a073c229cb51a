import { StoreFailed } from '../failure.ts';

/** PostgreSQL's word for what went wrong, or the system's, such as `53100` or `ECONNREFUSED`; empty when there is none. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error) || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}

/** The failure of saving to, or reading from, the database that `name` names without a password. */
export function storeFailed(doing: 'save to' | 'read', name: string, error: unknown): StoreFailed {
  if (error instanceof StoreFailed) return error;
  return new StoreFailed(`Quell cannot ${doing} the database ${name}: ${why(error)}`, error);
}

/** Whether another try may go well at once: others were quicker, or held what was needed. */
export function isOfConcurrency(error: unknown): boolean {
  return ['40001', '40P01', '55P03', '25P03'].includes(codeOf(error));
}

/** Whether the connection is gone, so that nobody knows how far its last statement came. */
export function isOfConnection(error: unknown): boolean {
  const code = codeOf(error);
  if (/^(08|57P0)/.test(code) || SYSTEM.test(code)) return true;
  return error instanceof Error && LOST.test(error.message);
}

const SYSTEM = /^(ECONN|ETIMEDOUT|EPIPE|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|ENOENT$)/;
/** What the driver says without a code. */
const LOST =
  /connection (terminated|ended|timeout)|timeout exceeded|read timeout|not queryable|client was closed/i;

/** Whether the database as a whole cannot be used, as opposed to one change that it refuses. */
export function isOfDatabase(error: unknown): boolean {
  return isOfConcurrency(error) || isOfConnection(error) || explanationOf(error) !== undefined;
}

/** What went wrong in words, and what to do where that is known. */
export function why(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return explanationOf(error) ?? `${text.replace(/\.$/, '')}.`;
}

function explanationOf(error: unknown): string | undefined {
  const code = codeOf(error);
  const known = EXPLANATIONS.find(([prefix]) => code.startsWith(prefix))?.[1];
  return known ?? (isOfConnection(error) ? NO_CONNECTION : undefined);
}

const NO_CONNECTION =
  'there is no connection. Check that the server runs and that it can be reached from here; Quell goes on by itself then.';

const EXPLANATIONS: readonly (readonly [prefix: string, text: string])[] = [
  ['53100', 'the disk of its server is full. Free some space; nothing is accepted until then.'],
  ['53200', 'the memory of its server ran out. Give it more, or take other work off it.'],
  [
    '53300',
    'its server has no connection left. Raise max_connections there, or run fewer processes.',
  ],
  [
    '25006',
    'it is read-only, perhaps a standby. Set DATABASE_URL to the server that takes writes.',
  ],
  ['28', 'the server does not accept the user or the password. Check those in DATABASE_URL.'],
  [
    '3D000',
    'the server has no database of that name. Create it, or check the name in DATABASE_URL.',
  ],
  ['42501', 'the user may not do that. Let the user of DATABASE_URL own the database.'],
  ['42P01', 'its tables are missing. Start Quell again, which makes them, or restore a backup.'],
  ['57014', 'it took too long. Check how busy the server is.'],
  ['55P03', 'others held what was needed for too long. Check how busy the server is.'],
  ['58', 'its server reports an error of the system. Check the disk and the log of the server.'],
  ['XX', 'its server reports that it is damaged. Check its log, and restore a backup.'],
];
