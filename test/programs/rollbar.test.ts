import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { run } from './support/program.ts';
import { INGEST_KEY, type Quell, startQuell } from './support/quell.ts';

const SHOP = join(import.meta.dirname, 'support/clients/rollbar.mjs');

async function start(): Promise<Quell> {
  const quell = await startQuell();
  onTestFinished(async () => void (await quell.stop()));
  return quell;
}

/** Runs a shop in which something goes wrong; answers what it says and how it ended. */
function shop({ url }: Quell, wrong: string, token = INGEST_KEY) {
  return run(process.execPath, [SHOP, `${url}/api/1/item/`, token, wrong], {});
}

describe("Rollbar's own notifier", () => {
  it('has its errors taken as from Rollbar, each bug as an incident of its own', async () => {
    const quell = await start();

    for (const wrong of ['uncaught', 'rejection', 'handled', 'chain', 'message', 'person']) {
      await shop(quell, wrong);
    }

    await vi.waitFor(async () => expect(await quell.incidents()).toHaveLength(6), 20_000);
    expect(await quell.incidents()).toMatchObject([
      { title: 'Error: the cart is empty', severity: 'critical' },
      { title: 'payment gateway timeout for order 11', severity: 'warning' },
      { title: 'Error: could not parse quantity', severity: 'error' },
      { title: 'RangeError: no price for order 7', severity: 'error' },
      { title: 'TypeError: nobody waits for it', severity: 'error' },
      { title: 'RangeError: no price for order 5', severity: 'error' },
    ]);
  });

  it('is told that its token is a strange one', async () => {
    const said = await shop(await start(), 'nobody', 'stranger');

    expect(said.out).toContain('Nobody has this access token');
  });
});
