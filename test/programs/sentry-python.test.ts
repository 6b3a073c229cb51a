import { join } from 'node:path';
import { expect, it } from 'vitest';
import { minutes } from '../../src/domain/time.ts';
import { describeWith, PYTHON, SENTRY_OF_PYTHON } from './support/debian.ts';
import { run } from './support/program.ts';
import { counted, errorsOf, openShop, type Shop } from './support/sentry.ts';

const PROGRAM = join(import.meta.dirname, 'support/clients/sentry-django.py');

/** Has the Django project do something, to its end; answers which categories its SDK does not send now. */
async function django({ dsn }: Shop, ...doings: readonly string[]): Promise<readonly string[]> {
  const said = await run(PYTHON, [PROGRAM, dsn, ...doings], {});
  expect(said).toMatchObject({ code: 0 });
  return JSON.parse(said.out).paused;
}

describeWith([PYTHON, SENTRY_OF_PYTHON], "Debian's sentry-sdk in a Django project", () => {
  it('has its errors, transactions and sessions taken', async () => {
    const shop = await openShop();

    await django(shop, '/boom/5/', '/chained/', '/logerr/11/');

    expect(shop.world.taken.flat().map(({ content }) => content)).toMatchObject([
      {
        title: "KeyError: 'order-5'",
        description: expect.stringMatching(/sentry-django[.]py:\d+ in price$/),
        labels: {
          service: 'shop',
          env: 'production',
          release: 'shop@1.4.2',
          exception_type: 'KeyError',
          server: 'web-1',
          tenant: 'acme',
        },
      },
      { title: 'RuntimeError: could not parse quantity' },
      { title: 'payment timeout for order 11 after 1234 ms', labels: { logger: 'shop.orders' } },
    ]);
    expect(errorsOf(shop)).toMatchObject([
      { transaction: '/boom/{order}/', platform: 'python', user: { id: '7' } },
      { chain: [{ type: 'ValueError' }, { type: 'RuntimeError', handled: false }] },
      { template: 'payment timeout for order %s after %d ms', chain: [] },
    ]);
    const items = 'quell_sdk_items_total';
    expect(await counted(shop, items, 'type="transaction"', 'outcome="counted"')).toBe(3);
    expect(await counted(shop, items, 'type="sessions"')).toBeGreaterThan(0);
  });

  it('has its library code told from its own', async () => {
    const shop = await openShop();

    await django(shop, '/boom/5/');

    const frames = errorsOf(shop)[0]?.chain[0]?.frames ?? [];
    const own = frames.filter(({ inApp }) => inApp).map((frame) => frame.function);
    expect(own).toEqual(['boom', 'price']);
    expect(frames.length).toBeGreaterThan(own.length);
  });

  it('has no secret of a request kept', async () => {
    const shop = await openShop();

    await django(shop, 'POST /boom/5/?token=geheim-in-a-query');

    expect(errorsOf(shop)).toMatchObject([
      {
        request: {
          method: 'POST',
          query: 'token=[removed]',
          headers: { Cookie: '[removed]', Authorization: '[removed]' },
          data: '{"card": [removed], "password": [removed], "sku": "A1"}',
        },
        user: { id: '7', email: 'j…@example.com', ip: '10.1.2.0' },
      },
    ]);
    expect(JSON.stringify(shop.world.taken)).not.toContain('geheim');
  });

  it('stops sending what it is asked not to, and says how much that was', async () => {
    const shop = await openShop({ rate: { count: 2, per: minutes(1) } });

    const paused = await django(shop, '/boom/1/', '/boom/2/', '/boom/3/', '/boom/4/', '/boom/5/');

    expect(errorsOf(shop)).toHaveLength(2);
    expect(paused).toEqual(['error', 'session', 'span', 'transaction']);
    // One error was refused; of the others after it the server never heard.
    const rejected = 'quell_alerts_rejected_total';
    expect(await counted(shop, rejected, 'source="shop"', 'reason="rate"')).toBe(1);
    const discarded = 'quell_client_discarded_total';
    expect(await counted(shop, discarded, 'category="error"')).toBe(2);
    expect(await counted(shop, discarded, 'category="transaction"')).toBe(4);
  });
});
