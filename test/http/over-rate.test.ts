import { describe, expect, it } from 'vitest';
import { hours, minutes, seconds } from '../../src/domain/time.ts';
import {
  jobs,
  ofAlertmanager,
  ofPrometheus,
  PROM_KEY,
  post,
  prom,
  source,
  worldWith,
} from './configured-world.ts';

describe('over its rate', () => {
  const limited = source({ rate: { count: 3, per: minutes(1) } });

  it('a request is refused whole, with when it may come again', async () => {
    const world = worldWith(limited);
    await post(world, '/hooks/jobs', jobs(2));

    const answer = await post(world, '/hooks/jobs', jobs(2));

    expect(answer.statusCode).toBe(429);
    expect(answer.headers['retry-after']).toBe('20');
    expect(answer.json().error).toEqual({
      code: 'over_rate',
      message:
        'The source "jobs" may send 3 alerts a minute, and this is more: nothing of it is stored. Send it again in 20 seconds.',
    });
    expect(world.taken.flat()).toHaveLength(2);
  });

  it.each([
    ['passes when it comes as late as was said', 20, 202],
    ['is refused when it comes sooner', 19, 429],
  ])('what was refused %s', async (_, after, status) => {
    const world = worldWith(limited);
    await post(world, '/hooks/jobs', jobs(2));
    await post(world, '/hooks/jobs', jobs(2));
    world.advance(seconds(after));

    expect((await post(world, '/hooks/jobs', jobs(2))).statusCode).toBe(status);
  });

  it.each([
    [{ count: 1, per: seconds(1) }, '1 alert a second', 1, '1 second'],
    [{ count: 7, per: minutes(1) }, '7 alerts a minute', 9, '9 seconds'],
    [{ count: 1, per: hours(1) }, '1 alert an hour', 3_600, '3600 seconds'],
  ])('the wait is rounded up to whole seconds: %j', async (rate, may, retryAfter, wait) => {
    const world = worldWith(source({ rate }));
    await post(world, '/hooks/jobs', jobs(rate.count));

    const answer = await post(world, '/hooks/jobs', jobs(1));

    expect(answer.headers['retry-after']).toBe(String(retryAfter));
    expect(answer.json().error.message).toContain(`may send ${may}, `);
    expect(answer.json().error.message).toContain(`again in ${wait}.`);
  });

  it('a batch larger than the rate still comes when nothing came before', async () => {
    const world = worldWith(limited);

    expect((await post(world, '/hooks/jobs', jobs(10))).statusCode).toBe(202);
    expect((await post(world, '/hooks/jobs', jobs(1))).statusCode).toBe(429);
  });

  it('other sources go on', async () => {
    const world = worldWith(limited, source({ name: 'b', rate: limited.rate }));
    await post(world, '/hooks/jobs', jobs(3));

    expect((await post(world, '/hooks/b', jobs(3))).statusCode).toBe(202);
    expect((await post(world, '/hooks/json', jobs(50))).statusCode).toBe(202);
  });

  it('what the doors are sent in vain is not counted', async () => {
    const world = worldWith(limited);
    await post(world, '/hooks/jobs', jobs(3), 'wrong');
    await post(world, '/hooks/jobs', [{ title: 7 }, { title: 7 }, { title: 7 }]);
    await post(world, '/hooks/jobs', 'text');

    expect((await post(world, '/hooks/jobs', jobs(3))).statusCode).toBe(202);
  });

  it("both doors of an Alertmanager share it, and its API says so in Alertmanager's words", async () => {
    const world = worldWith(prom({ rate: { count: 1, per: minutes(1) } }));
    await post(world, '/hooks/prom', ofAlertmanager(), PROM_KEY);

    const answer = await post(world, '/api/v2/alerts', ofPrometheus(), PROM_KEY);

    expect(answer.statusCode).toBe(429);
    expect(answer.headers['retry-after']).toBe('60');
    expect(answer.json()).toEqual({
      code: 429,
      message: expect.stringContaining('The source "prom" may send 1 alert a minute'),
    });
    const { body } = await world.app.inject('/metrics');
    expect(body).toContain('quell_alerts_rejected_total{source="prom",reason="rate"} 1');
  });
});

it('what is refused is told on, with the limit', async () => {
  const rate = { count: 3, per: minutes(1) };
  const world = worldWith(source({ rate }));
  await post(world, '/hooks/jobs', jobs(2));
  await post(world, '/hooks/jobs', jobs(2));

  expect(world.lost).toEqual([{ source: 'jobs', loss: { count: 2, limit: rate } }]);
});
