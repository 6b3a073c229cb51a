import { beforeEach, describe, expect, it } from 'vitest';
import { alert, FlowWorld } from './flow-world.ts';

let world: FlowWorld;
beforeEach(() => {
  world = new FlowWorld();
});

const shownCard = () => {
  const content = world.slack.cards()[0]?.content;
  return content?.slot === 'card' ? content.incident : undefined;
};

const told = () =>
  world.slack
    .thread()
    .map((content) =>
      content.slot === 'thread' ? content.entries.map(({ what }) => what.kind).join('+') : '',
    );

describe('delivery', () => {
  it('posts one card an incident, its details below, and then only updates', async () => {
    await world.receive(alert('DiskFull', 'web-1'));
    await world.receive(alert('DiskFull', 'web-2'));
    await world.receive(alert('DiskFull', 'web-2'));
    await world.advance(60);

    expect(world.slack.cards()).toHaveLength(1);
    expect(shownCard()?.firingCount).toBe(2);
    expect(world.slack.messages.map(({ content }) => content.slot)).toEqual(['card', 'details']);
  });

  it('tells what happened in the thread, in order, and only once', async () => {
    await world.receive(alert('DiskFull'));
    await world.ask(1, { verb: 'acknowledge' });
    await world.ask(1, { verb: 'note', text: 'looking' });
    await world.advance(10);
    await world.receive(alert('DiskFull', 'web-1', 'resolved'));
    await world.advance(300);

    expect(told()).toEqual(['acknowledged', 'note', 'resolved']);
    expect(shownCard()?.status).toBe('resolved');
  });

  it('merges one-liners that wait, but never people’s words', async () => {
    await world.receive(alert('DiskFull'));
    await world.advance(10);
    world.slack.fail({ method: 'post', kind: 'busy', retryAfter: 30_000 });
    await world.ask(1, { verb: 'acknowledge' });
    await world.ask(1, { verb: 'severity', severity: 'critical' });
    await world.ask(1, { verb: 'note', text: 'looking' });
    await world.ask(1, { verb: 'unacknowledge' });
    await world.advance(60);

    expect(told()).toEqual(['acknowledged+severity', 'note', 'unacknowledged']);
  });

  it('coalesces a storm of changes into the newest state', async () => {
    await world.receive(alert('DiskFull'));
    await world.advance(60);
    const before = world.slack.calls.filter((call) => call === 'update').length;
    for (let host = 0; host < 500; host += 1) await world.ingest([alert('DiskFull', `h${host}`)]);
    await world.advance(30);

    expect(world.slack.calls.filter((call) => call === 'update').length - before).toBeLessThan(6);
    expect(shownCard()?.firingCount).toBe(501);
    expect(await world.isAllDelivered()).toBe(true);
  });

  it('waits as long as a 429 says, and tells the newest state then', async () => {
    world.slack.fail({ method: 'post', kind: 'busy', retryAfter: 30_000 });
    await world.receive(alert('DiskFull'));
    await world.advance(29);
    const early = world.slack.cards().length;
    await world.receive(alert('DiskFull', 'web-2'));
    await world.advance(2);

    expect(early).toBe(0);
    expect(world.slack.cards()).toHaveLength(1);
    expect(shownCard()?.firingCount).toBe(2);
  });

  it('goes on updating cards while posts are limited', async () => {
    await world.receive(alert('DiskFull'));
    await world.advance(60);
    world.slack.fail({ method: 'post', kind: 'busy', retryAfter: 600_000 });
    await world.ask(1, { verb: 'acknowledge' });
    await world.advance(5);

    expect(shownCard()?.status).toBe('acknowledged');
    expect(told()).toEqual([]);
    expect(world.logged).toContain('delivery failed');
  });

  it('keeps to about one post a second a channel', async () => {
    for (let n = 0; n < 20; n += 1) await world.ingest([alert(`Alert${n}`)]);
    await world.settle();
    const atOnce = world.slack.cards().length;
    await world.advance(10);

    expect(atOnce).toBeLessThanOrEqual(5);
    expect(world.slack.messages.length).toBeLessThanOrEqual(15);
    await world.advance(120);
    expect(world.slack.cards()).toHaveLength(20);
  });

  it('posts cards of high severity before others', async () => {
    for (let n = 0; n < 10; n += 1) await world.ingest([alert(`Alert${n}`)]);
    const critical = alert('DatabaseDown');
    await world.ingest([{ ...critical, content: { ...critical.content, severity: 'critical' } }]);
    await world.settle();

    expect(shownCard()?.title).toBe('DatabaseDown');
  });
});

describe('a post of unknown outcome', () => {
  it('is adopted when it did arrive', async () => {
    world.slack.fail({ method: 'post', kind: 'unknown', done: true });
    await world.receive(alert('DiskFull'));
    await world.advance(120);

    expect(world.slack.cards()).toHaveLength(1);
    expect(await world.isAllDelivered()).toBe(true);
  });

  it('is posted again when it did not', async () => {
    world.slack.fail({ method: 'post', kind: 'unknown' });
    await world.receive(alert('DiskFull'));
    const atOnce = world.slack.cards().length;
    await world.advance(3);

    expect(atOnce).toBe(0);
    expect(world.slack.cards()).toHaveLength(1);
  });

  it.each([10_000, 40_000])(
    'leaves one message when the first arrives %i ms late',
    async (arrivesAfter) => {
      world.slack.fail({ method: 'post', kind: 'unknown', arrivesAfter });
      await world.receive(alert('DiskFull'));
      await world.advance(45);
      await world.advance(60);

      expect(world.slack.cards()).toHaveLength(1);
      expect(await world.isAllDelivered()).toBe(true);
    },
  );

  it('holds for replies in the thread too', async () => {
    await world.receive(alert('DiskFull'));
    await world.advance(10);
    world.slack.fail(
      { method: 'post', kind: 'unknown', done: true },
      { method: 'post', kind: 'unknown' },
    );
    await world.ask(1, { verb: 'note', text: 'one' });
    await world.advance(20);
    await world.ask(1, { verb: 'note', text: 'two' });
    await world.advance(120);

    expect(told()).toEqual(['note', 'note']);
  });

  it('leaves one message when Slack is busy at the second try and the first arrives late', async () => {
    world.slack.fail(
      { method: 'post', kind: 'unknown', arrivesAfter: 30_000 },
      { method: 'post', kind: 'busy', retryAfter: 5_000 },
    );
    await world.receive(alert('DiskFull'));
    await world.advance(200);

    expect(world.slack.cards()).toHaveLength(1);
    expect(await world.isAllDelivered()).toBe(true);
  });

  it('is looked up after a crash between the attempt and the answer', async () => {
    world.slack.fail({ method: 'post', kind: 'unknown', done: true });
    await world.receive(alert('DiskFull'));
    await world.restart();
    await world.advance(120);

    expect(world.slack.cards()).toHaveLength(1);
  });
});

describe('what Slack no longer has', () => {
  it('is posted once more while the incident is open', async () => {
    await world.receive(alert('DiskFull'));
    await world.advance(10);
    world.slack.messages.splice(0);
    await world.ask(1, { verb: 'acknowledge' });
    await world.advance(60);

    expect(world.slack.cards()).toHaveLength(1);
    expect(shownCard()?.status).toBe('acknowledged');
  });

  it('is left in peace once the incident is resolved', async () => {
    await world.receive(alert('DiskFull'));
    await world.advance(10);
    world.slack.messages.splice(0);
    await world.ask(1, { verb: 'resolve', note: 'fixed', whileFiring: 'reopen' });
    await world.advance(60);

    expect(world.slack.cards()).toHaveLength(0);
    expect(await world.isAllDelivered()).toBe(true);
  });

  it('is posted anew in another workspace, for open incidents only', async () => {
    await world.receive(alert('DiskFull'), alert('HostDown'));
    await world.advance(10);
    await world.ask(2, { verb: 'resolve', note: '', whileFiring: 'reopen' });
    await world.advance(10);
    world.slack.messages.splice(0);
    world.slack.teamId = 'T2';
    await world.restart();
    await world.advance(30);

    expect(
      world.slack.cards().map(({ content }) => 'incident' in content && content.incident.number),
    ).toEqual([1]);
    expect(await world.isAllDelivered()).toBe(true);
  });
});

describe('trouble', () => {
  it('while Slack is away, loses nothing and catches up', async () => {
    const away = Array.from(
      { length: 8 },
      () => ({ method: 'team', kind: 'unreachable' }) as const,
    );
    world.slack.fail(...away);
    await world.receive(alert('DiskFull'));
    await world.advance(120);
    await world.receive(alert('DiskFull', 'web-1', 'resolved'));
    await world.advance(600);

    expect(world.slack.cards()).toHaveLength(1);
    expect(shownCard()?.status).toBe('resolved');
  });

  it('with one message that Slack refuses does not hold up the others', async () => {
    world.slack.fail({ method: 'post', kind: 'refused' });
    await world.receive(alert('Odd'), alert('DiskFull'));

    expect(shownCard()?.title).toBe('DiskFull');
    await world.advance(30);
    expect(world.slack.cards()).toHaveLength(2);
  });

  it('with a channel is told elsewhere, once, and tried again until somebody mends it', async () => {
    world.slack.fail({ method: 'channelId', kind: 'channel' });
    await world.receive(alert('DiskFull'));
    await world.advance(300);

    expect(world.slack.cards()).toHaveLength(1);
    const told = world.slack.messages.filter(({ content }) => content.slot === 'sentence');
    expect(told.map(({ place }) => place.channelId)).toEqual(['C-#home']);
  });
});

describe('a person’s click', () => {
  it('shows on the card at once, even when the budget is spent', async () => {
    for (let n = 0; n < 40; n += 1) await world.receive(alert(`Alert${n}`));
    await world.advance(120);
    for (let n = 1; n <= 40; n += 1) await world.ingest([alert(`Alert${n - 1}`, 'other')]);
    await world.settle();
    await world.ask(40, { verb: 'acknowledge' });
    await world.deliver.now({ type: 'incident', shown: await world.incident(40) });

    const cards = world.slack
      .cards()
      .map(({ content }) => 'incident' in content && content.incident);
    expect(cards.find((card) => card && card.number === 40)).toMatchObject({
      status: 'acknowledged',
    });
  });
});
