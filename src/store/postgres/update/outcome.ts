import { setTimeout as wait } from 'node:timers/promises';
import type { Database } from '../database.ts';
import { isOfConnection } from '../failure.ts';

type Status = 'committed' | 'aborted' | 'in progress' | 'unknown';

const TRIES = 40;
const PAUSE_MS = 250;

/**
 * Whether a transaction is through whose connection was lost while it was committed: doing it again would count alerts
 * twice. Asks until the server knows.
 */
export async function hasCommitted(
  database: Pick<Database, 'query'>,
  transaction: string,
  pause: (ms: number) => Promise<void> = wait,
): Promise<boolean> {
  for (let tries = 1; tries <= TRIES; tries++) {
    const status = await statusOf(database, transaction);
    if (status !== 'unknown' && status !== 'in progress') return status === 'committed';
    await pause(PAUSE_MS);
  }
  throw new Error('Its server does not say whether it saved that');
}

async function statusOf(database: Pick<Database, 'query'>, transaction: string): Promise<Status> {
  const text = 'SELECT pg_xact_status($1::text::xid8) AS status';
  try {
    const [row] = await database.query<{ status: Status }>(text, [transaction]);
    return row?.status ?? 'aborted';
  } catch (error) {
    if (isOfConnection(error)) return 'unknown';
    throw error;
  }
}
