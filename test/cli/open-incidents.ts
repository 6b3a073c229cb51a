import { sqliteStore } from '../../src/store/sqlite/index.ts';
import { put, save } from '../support/saving.ts';

/** Makes a database with an open incident for each of these workspaces, in which its card is; null: it is in none yet. */
export async function withOpenIncidents(
  path: string,
  teams: readonly (string | null)[],
): Promise<void> {
  const store = sqliteStore(path);
  for (const [index, team] of teams.entries()) {
    const number = index + 1;
    const delivery = { subject: `incident-${number}`, team: team ?? '' };
    await save(store, put.incident({ number }), ...(team === null ? [] : [put.delivery(delivery)]));
  }
  await store.close();
}
