import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { minutes } from '../../src/domain/time.ts';
import { run } from './support/program.ts';
import { counted, errorsOf, openShop, type Shop } from './support/sentry.ts';

const PROGRAM = join(import.meta.dirname, 'support/clients/sentry-node.mjs');

/** Has the program do something, to its end; answers the ids that its SDK gave what it sent. */
async function node({ dsn }: Shop, ...doings: readonly string[]): Promise<readonly unknown[]> {
  const said = await run(process.execPath, [PROGRAM, dsn, ...doings], {});
  expect(said).toMatchObject({ code: 0 });
  return JSON.parse(said.out);
}

describe('the newest @sentry/node', () => {
  it('has its errors, messages and spans taken', async () => {
    const shop = await openShop();

    const ids = await node(shop, 'error', 'chained', 'message', 'secret', 'span');

    expect(errorsOf(shop).map(({ id }) => id)).toEqual(ids.slice(0, 4));
    expect(shop.world.taken.flat().map(({ content }) => content)).toMatchObject([
      {
        title: "TypeError: Cannot read properties of undefined (reading 'amount')",
        description: expect.stringMatching(/sentry-node[.]mjs:\d+ in price$/),
        labels: { service: 'shop', env: 'production', release: 'shop@1.4.2', tenant: 'acme' },
      },
      { title: 'Error: could not price the order' },
      { title: 'nightly import skipped 12 rows', severity: 'warning' },
      { title: 'Error: login failed' },
    ]);
    expect(errorsOf(shop)).toMatchObject([
      { platform: 'node', user: { id: '7', email: 'j…@example.com', name: 'jane' } },
      { chain: [{ type: 'TypeError' }, { type: 'Error', handled: true }] },
      { message: 'nightly import skipped 12 rows' },
      { extra: { form: '{"user": "jane", "password": [removed]}' } },
    ]);
    expect(await counted(shop, 'quell_sdk_items_total', 'type="span"')).toBe(1);
  });

  it('has its jobs and its feedback taken', async () => {
    const shop = await openShop();

    await node(shop, 'error', 'feedback', 'job failed');

    expect(shop.world.taken.flat()).toMatchObject([
      { content: { title: expect.stringContaining('TypeError') } },
      { content: { title: 'Job nightly failed' }, dedupKey: 'check-in/nightly/production' },
    ]);
    expect(shop.world.commands).toMatchObject([
      { type: 'feedback', text: 'Jane: I could not pay.' },
    ]);
  });

  it('stops sending what it is asked not to, and says how much that was', async () => {
    const shop = await openShop({ rate: { count: 2, per: minutes(1) } });
    const doings = ['error', 'span', 'error', 'span', 'error', 'error', 'error', 'span'];

    await node(shop, ...doings);

    expect(errorsOf(shop)).toHaveLength(2);
    expect(await counted(shop, 'quell_alerts_rejected_total', 'reason="rate"')).toBe(1);
    expect(await counted(shop, 'quell_sdk_items_total', 'type="span"')).toBe(1);
    const discarded = 'quell_client_discarded_total';
    expect(await counted(shop, discarded, 'category="error"')).toBe(2);
    expect(await counted(shop, discarded, 'category="span"')).toBe(2);
  });
});
