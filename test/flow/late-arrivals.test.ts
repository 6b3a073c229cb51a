import { beforeEach, describe, expect, it } from 'vitest';
import { alert, FlowWorld } from './flow-world.ts';

let world: FlowWorld;
beforeEach(() => {
  world = new FlowWorld();
});

/** What Slack shows of the only incident. */
const shown = () => {
  const content = world.slack.cards()[0]?.content;
  return content?.slot === 'card' ? content.incident : undefined;
};

const updates = () => world.slack.calls.filter((call) => call === 'update').length;

describe('an update of unknown outcome', () => {
  beforeEach(async () => {
    await world.receive(alert('DiskFull'));
    await world.advance(30);
  });

  it.each([5_000, 14_000, 45_000])(
    'leaves the newest state although it arrives %i ms late, over a newer one',
    async (arrivesAfter) => {
      world.slack.fail({ method: 'update', kind: 'unknown', arrivesAfter });
      await world.ask(1, { verb: 'acknowledge' });
      await world.advance(3);
      await world.ask(1, { verb: 'resolve', note: '', whileFiring: 'reopen' });
      await world.advance(arrivesAfter / 1_000);
      await world.advance(90);

      expect(shown()?.status).toBe('resolved');
      expect(await world.isAllDelivered()).toBe(true);
    },
  );

  it('leaves the newest state after a crash, too', async () => {
    world.slack.fail({ method: 'update', kind: 'unknown', arrivesAfter: 3_000 });
    await world.ask(1, { verb: 'acknowledge' });
    await world.restart();
    await world.ask(1, { verb: 'unacknowledge' });
    await world.advance(120);

    expect(shown()?.status).toBe('triggered');
  });

  it('holds for the reply about alerts that joined', async () => {
    await world.receive(alert('DiskFull', 'web-2'));
    await world.advance(10);
    world.slack.fail({ method: 'update', slot: 'thread', kind: 'unknown', arrivesAfter: 10_000 });
    await world.receive(alert('DiskFull', 'web-3'));
    await world.advance(8);
    await world.receive(alert('DiskFull', 'web-4'));
    await world.advance(120);

    const [reply] = world.slack.thread().flatMap((told) => ('entries' in told ? told.entries : []));
    expect(reply?.what).toMatchObject({ kind: 'joined', count: 3 });
  });

  it('does not pile up looks while Slack has trouble', async () => {
    world.slack.fail(
      ...Array.from({ length: 10 }, () => ({ method: 'update', kind: 'unknown' }) as const),
    );
    await world.ask(1, { verb: 'acknowledge' });
    await world.advance(400);
    const { id } = await world.incident(1);

    expect((await world.store.delivery(id))?.rechecks).toEqual([]);
    expect(updates()).toBeLessThan(20);
  });
});

describe('an update that Slack surely did not take', () => {
  it.each(['busy', 'unreachable'] as const)('(%s) is made again, once', async (kind) => {
    await world.receive(alert('DiskFull'));
    await world.advance(30);
    const before = updates();
    world.slack.fail({ method: 'update', kind, retryAfter: 1_000 });
    await world.ask(1, { verb: 'acknowledge' });
    await world.advance(120);

    expect(shown()?.status).toBe('acknowledged');
    expect(updates() - before).toBe(2);
  });
});

describe('a post of unknown outcome', () => {
  it.each(['busy', 'unreachable', 'token', 'channel'] as const)(
    'stays one while the look for it fails (%s), and leaves one message',
    async (kind) => {
      world.slack.fail({ method: 'post', kind: 'unknown', arrivesAfter: 20_000 });
      world.slack.fail({ method: 'find', kind, retryAfter: 1_000 });
      await world.receive(alert('DiskFull'));
      await world.advance(200);

      expect(world.slack.cards()).toHaveLength(1);
      expect(await world.isAllDelivered()).toBe(true);
    },
  );

  it('leaves one message although its second try is refused for a while', async () => {
    world.slack.fail({ method: 'post', kind: 'unknown', arrivesAfter: 20_000 });
    world.slack.fail({ method: 'post', kind: 'token' });
    await world.receive(alert('DiskFull'));
    await world.advance(200);

    expect(world.slack.cards()).toHaveLength(1);
  });
});
