import { openStore } from '../../src/store/index.ts';
import { put, save } from '../support/saving.ts';
import { aDelivery } from '../support/state.ts';

/** Makes a database with an open incident for each of these workspaces, in which its card is; null: it is in none yet. `OLD>NEW`: it was in an earlier one before. */
export async function withOpenIncidents(
  url: string,
  teams: readonly (string | null)[],
): Promise<void> {
  const store = await openStore(url);
  for (const [index, team] of teams.entries()) {
    const number = index + 1;
    const subject = `incident-${number}`;
    const [now = '', ...earlier] = (team ?? '').split('>').reverse();
    const elsewhere = earlier.map((each) => aDelivery({ subject, team: each }));
    const delivery = { subject, team: now, ...(elsewhere.length > 0 && { elsewhere }) };
    await save(store, put.incident({ number }), ...(team === null ? [] : [put.delivery(delivery)]));
  }
  await store.close();
}
