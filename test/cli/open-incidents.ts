import { openStore } from '../../src/store/index.ts';
import { put, save } from '../support/saving.ts';

/** Makes a database with an open incident for each of these workspaces, in which its card is; null: it is in none yet. */
export async function withOpenIncidents(
  url: string,
  teams: readonly (string | null)[],
): Promise<void> {
  const store = await openStore(url);
  for (const [index, team] of teams.entries()) {
    const number = index + 1;
    const delivery = { subject: `incident-${number}`, team: team ?? '' };
    await save(store, put.incident({ number }), ...(team === null ? [] : [put.delivery(delivery)]));
  }
  await store.close();
}
