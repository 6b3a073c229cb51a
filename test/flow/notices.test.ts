import { beforeEach, describe, expect, it } from 'vitest';
import type { Notice } from '../../src/domain/notice.ts';
import type { Situation } from '../../src/engine/delivery/situation.ts';
import { contentOfPost } from '../../src/flow/content.ts';
import { put } from '../support/saving.ts';
import { aDelivery, aNotice, aSilence } from '../support/state.ts';
import { alert, FlowWorld } from './flow-world.ts';

const DAY = 86_400;

let world: FlowWorld;
beforeEach(() => {
  world = new FlowWorld();
});

const posted = () =>
  world.slack.messages.flatMap((message) => (message.content.slot === 'notice' ? [message] : []));

async function notify(notice: Partial<Notice> = {}): Promise<void> {
  await world.put(put.notice({ at: world.clock.now(), ...notice }));
  world.queue.schedule(
    { kind: 'deliver', channel: notice.channel ?? '#alerts' },
    world.clock.now(),
  );
  await world.settle();
}

describe('a notice', () => {
  it('is posted once, with the silence that it is about', async () => {
    await world.put(put.silence());
    await notify();
    await world.restart();
    await world.advance(2 * DAY);

    expect(posted().map(({ content }) => content)).toMatchObject([
      { notice: { id: 'notice-1' }, silence: aSilence() },
    ]);
    expect(await world.isAllDelivered()).toBe(true);
  });

  it('has no thread', async () => {
    const subject = { type: 'notice', shown: aNotice() } as const;
    const delivery = aDelivery();
    const situation: Situation = { subject, delivery, entries: [], now: world.clock.now() };
    const post = contentOfPost(world.store, situation, { slot: 'thread', entries: [] });

    await expect(post).rejects.toThrow('A notice has no thread.');
  });

  it('is posted although its silence is no longer known', async () => {
    await notify();

    expect(posted().map(({ content }) => content)).toMatchObject([{ silence: null }]);
  });

  it('goes to a person, too', async () => {
    await notify({ channel: 'U1' });

    expect(posted().map(({ place }) => place)).toEqual([{ channelId: 'C-U1', threadTs: null }]);
  });

  it.each([
    ['did arrive', { method: 'post', kind: 'unknown', done: true }],
    ['did not arrive', { method: 'post', kind: 'unknown' }],
    ['arrives late', { method: 'post', kind: 'unknown', arrivesAfter: 10_000 }],
  ] as const)('of unknown outcome that %s is there once', async (_, fault) => {
    world.slack.fail(fault);
    await notify();
    await world.restart();
    await world.advance(200);

    expect(posted()).toHaveLength(1);
    expect(await world.isAllDelivered()).toBe(true);
  });

  it('that Slack never takes is given up after a day, and the log says so', async () => {
    world.slack.fail(...Array.from({ length: 3_000 }, () => REFUSED));
    await notify();
    await world.advance(DAY - 60);
    const before = await world.isAllDelivered();
    await world.advance(180);

    expect(before).toBe(false);
    expect(await world.isAllDelivered()).toBe(true);
    expect(posted()).toEqual([]);
    const givenUp = 'a notice could not be delivered for a day and is given up';
    expect(world.logged.filter((line) => line === givenUp)).toHaveLength(1);
  });

  it('to a person who cannot be written to is told to nobody else, and holds up no card', async () => {
    world.slack.fail({ method: 'channelId', kind: 'channel' });
    await notify({ channel: 'U1' });
    await world.receive(alert('DiskFull'));

    expect(world.slack.cards()).toHaveLength(1);
    expect(world.slack.messages.filter(({ content }) => content.slot === 'sentence')).toEqual([]);
  });

  it('does not come anew in another workspace', async () => {
    await notify();
    world.slack.messages.splice(0);
    world.slack.teamId = 'T2';
    await world.restart();
    await world.advance(60);

    expect(world.slack.messages).toEqual([]);
  });
});

const REFUSED = { method: 'post', kind: 'refused' } as const;
