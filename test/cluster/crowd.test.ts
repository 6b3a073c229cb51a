import { describe, expect, it } from 'vitest';
import { duration, seconds } from '../../src/domain/time.ts';
import { Crowd, type Pretended } from './support/crowd.ts';

async function three() {
  const crowd = new Crowd();
  const [a, b, c] = ['a', 'b', 'c'].map((name) => crowd.join(name)) as [
    Pretended,
    Pretended,
    Pretended,
  ];
  await crowd.pass(seconds(10));
  return { crowd, a, b, c };
}

const modes = ({ all }: Crowd) => all.map((one) => one.mode());
const leaders = ({ all }: Crowd) => all.filter((one) => one.leads()).map(({ name }) => name);
const sockets = ({ all }: Crowd) => all.map((one) => one.sockets());

/** How long it takes until that is so. */
async function until(crowd: Crowd, isSo: () => boolean): Promise<number> {
  const start = crowd.clock.now();
  while (!isSo()) {
    if (crowd.clock.now() > start + seconds(120)) throw new Error('It never came to that.');
    await crowd.pass(duration(250));
  }
  return (crowd.clock.now() - start) / 1_000;
}

describe('three processes', () => {
  it('have one leader, and all run jobs by the shared queue', async () => {
    const { crowd } = await three();

    expect(leaders(crowd)).toEqual(['a']);
    expect(modes(crowd)).toEqual(['shared', 'shared', 'shared']);
  });

  it('have another leader within 15 s of a kill', async () => {
    const { crowd, a } = await three();

    a.isDead = true;

    expect(await until(crowd, () => leaders(crowd).length > 0)).toBeLessThan(15);
  });

  it('have another leader within 15 s of a pause, and the paused one leads no more when it wakes', async () => {
    const { crowd, a } = await three();

    a.isPaused = true;
    expect(await until(crowd, () => leaders(crowd).length > 0)).toBeLessThan(15);
    a.isPaused = false;

    expect(a.leads()).toBe(false);
    expect(a.mode()).toBe('idle');
    await crowd.pass(seconds(5));
    expect(leaders(crowd)).toEqual(['b']);
  });

  it('have another leader at once when the first leaves in order', async () => {
    const { crowd, a } = await three();

    await a.member.leave();
    a.isDead = true;

    expect(await until(crowd, () => leaders(crowd).length > 0)).toBeLessThanOrEqual(3);
    expect(crowd.all[1]?.member.members().map(({ id }) => id)).not.toContain('a');
  });

  it('leave all jobs to one that leads while Redis is away for all', async () => {
    const { crowd } = await three();

    await crowd.redis('away');

    expect(await until(crowd, () => modes(crowd).includes('direct'))).toBeLessThanOrEqual(3);
    expect(modes(crowd).sort()).toEqual(['direct', 'idle', 'idle']);
    expect(crowd.all.find((one) => one.mode() === 'direct')?.leads()).toBe(true);
  });

  it('run jobs by Redis again by themselves once it is back', async () => {
    const { crowd } = await three();
    await crowd.redis('away');
    await crowd.pass(seconds(20));

    await crowd.redis('well');

    expect(modes(crowd).sort()).toEqual(['idle', 'idle', 'shared']);
    expect(await until(crowd, () => !modes(crowd).includes('idle'))).toBeLessThanOrEqual(3.25);
  });

  it('have the leader end running directly before another that has Redis again begins', async () => {
    const { crowd } = await three();
    await crowd.redis('away');
    await crowd.pass(seconds(20));
    const [direct, other] = [...crowd.all].sort((one) => (one.leads() ? -1 : 1));

    await crowd.redis('well', other as Pretended);
    const ended = await until(crowd, () => direct?.mode() !== 'direct');
    const begun = await until(crowd, () => other?.mode() === 'shared');

    expect(ended).toBeLessThanOrEqual(1.25);
    expect(begun).toBeGreaterThan(0);
  });

  it('have a leader that runs all jobs end that in time when it no longer sees the others', async () => {
    const { crowd } = await three();
    await crowd.redis('away');
    await crowd.pass(seconds(20));
    const [direct, other] = [...crowd.all].sort((one) => (one.leads() ? -1 : 1));
    const both: boolean[] = [];
    crowd.watch = () => both.push(direct?.mode() === 'direct' && other?.mode() === 'shared');

    Object.assign(direct as Pretended, { isCutOff: true });
    await crowd.redis('well', other as Pretended);
    await crowd.pass(seconds(20));

    expect(both).not.toContain(true);
    expect(other?.mode()).toBe('shared');
  });

  it('have a leader that is cut off from Redis give way to one that is not', async () => {
    const { crowd, a } = await three();

    await crowd.redis('away', a);

    expect(await until(crowd, () => leaders(crowd).some((name) => name !== 'a'))).toBeLessThan(15);
    expect(modes(crowd)).toEqual(['idle', 'shared', 'shared']);
  });

  it('have nobody run jobs who does not reach the store', async () => {
    const { crowd, a } = await three();

    a.isCutOff = true;
    await crowd.pass(seconds(15));

    expect(a.mode()).toBe('idle');
    expect(leaders(crowd)).not.toContain('a');
  });

  it('keep two connections to Slack together', async () => {
    const { crowd } = await three();
    expect(sockets(crowd)).toEqual([1, 1, 0]);
  });

  it('have the connection of a dead one within 15 s', async () => {
    const { crowd, a } = await three();

    a.isDead = true;

    expect(await until(crowd, () => sockets(crowd)[2] === 1)).toBeLessThan(15);
    expect(sockets(crowd)).toEqual([0, 1, 1]);
  });
});

describe('one process', () => {
  it('keeps both connections until a second one comes', async () => {
    const crowd = new Crowd();
    crowd.join('a');
    await crowd.pass(seconds(1));
    const alone = sockets(crowd);

    crowd.join('b');
    const took = await until(crowd, () => sockets(crowd)[1] === 1);

    expect(alone).toEqual([2]);
    expect(took).toBeLessThanOrEqual(6);
    expect(sockets(crowd)).toEqual([1, 1]);
  });

  it('takes both back when the other dies', async () => {
    const crowd = new Crowd();
    crowd.join('a');
    const b = crowd.join('b');
    await crowd.pass(seconds(10));

    b.isDead = true;

    expect(await until(crowd, () => sockets(crowd)[0] === 2)).toBeLessThan(15);
  });

  it('shares them with nobody who does not talk with Slack', async () => {
    const crowd = new Crowd();
    crowd.join('a');
    crowd.join('b', ['http', 'worker']);
    await crowd.pass(seconds(10));

    expect(sockets(crowd)).toEqual([2, 0]);
  });

  it('runs all jobs at once where there is no Redis', async () => {
    const crowd = new Crowd();
    const a = crowd.join('a');
    a.queue = 'none';

    await crowd.pass(duration(0));

    expect(modes(crowd)).toEqual(['direct']);
    expect(leaders(crowd)).toEqual(['a']);
  });
});
