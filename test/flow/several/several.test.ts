import { beforeEach, describe, expect, it } from 'vitest';
import { type Process, Processes } from './processes.ts';

let world: Processes;
let first: Process;
let second: Process;

beforeEach(async () => {
  world = new Processes(2);
  const [one, two] = world.all;
  if (!one || !two) throw new Error('There are not two processes.');
  first = one;
  second = two;
});

const slots = () => world.slack.messages.map(({ content }) => content.slot).sort();
const cardStatus = () => {
  const [card] = world.slack.cards();
  return card?.content.slot === 'card' ? card.content.incident.status : null;
};
const asked = (method: string) => world.slack.calls.filter((call) => call === method).length;
const delivery = async () => {
  const incident = await world.store.incidentNumbered(1);
  return incident && (await world.store.delivery(incident.id));
};
/** The only incident is there, with all that belongs to it in Slack. */
const opened = async () => {
  await world.receive(first, 'DiskFull');
  await world.settle(30);
};

describe('a post that one process has begun', () => {
  beforeEach(async () => {
    await world.receive(first, 'DiskFull');
    await world.until(first, 'post');
  });

  it('is left alone by the others', async () => {
    first.isPaused = true;
    await world.run(4);

    expect((await delivery())?.lease?.holder).toBe('p1');
    expect(slots()).toEqual([]);
    await world.settle(5);
    expect(slots()).toEqual(['card', 'details', 'thread']);
    expect((await delivery())?.lease).toBeNull();
  });

  it('is looked for by another once its process died, and made again', async () => {
    first.kill();
    await world.run(14);
    const early = asked('find');
    await world.run(5);

    expect([early, asked('find')]).toEqual([0, 1]);
    expect(slots()).toEqual(['card', 'details', 'thread']);
  });

  it('is adopted by another where its process died after Slack took it', async () => {
    await world.until(first, 'post answered');
    first.kill();
    await world.run(20);

    expect(world.slack.cards()).toHaveLength(1);
    expect(await world.store.pendingChannels()).toEqual([]);
  });

  it.each([
    ['soon', 25],
    ['minutes', 400],
  ])(
    'by a process that sent it all the same, %s after its lease, is deleted within 60 s',
    async (_, wait) => {
      first.isPaused = true;
      await world.run(wait);
      await world.until(first, 'post answered');
      const twice = world.slack.cards().length;
      await world.settle(60);

      expect(twice).toBe(2);
      expect(world.slack.cards()).toHaveLength(1);
      expect(world.reports.map(({ outcome }) => outcome)).toContain('overtaken');
      expect(world.logged).toContain(
        'a step was made although another process had gone on: it is made good',
      );
      expect((await delivery())?.card?.ts).toBe(world.slack.cards()[0]?.ts);
    },
  );
});

describe('a step that goes on', () => {
  it('keeps the looks that another process asks for meanwhile', async () => {
    await world.receive(first, 'DiskFull');
    await world.until(first, 'post');
    first.isPaused = true;
    await world.run(400);
    await world.click(second, 1, { verb: 'acknowledge' });
    await world.until(second, 'update answered');
    await world.until(first, 'post answered');
    await world.until(first, 'save answered');
    await world.settle(60);

    expect(world.slack.cards()).toHaveLength(1);
    expect(cardStatus()).toBe('acknowledged');
  });
});

describe('a reply', () => {
  it('that was sent minutes too late stands there once', async () => {
    await opened();
    const { length } = world.slack.thread();
    await world.click(first, 1, { verb: 'note', text: 'looking' });
    await world.until(first, 'post');
    first.isPaused = true;
    await world.run(400);
    const before = world.slack.thread().length;
    await world.until(first, 'post answered');
    const twice = world.slack.thread().length;
    await world.settle(60);

    expect([before, twice, world.slack.thread().length]).toEqual([
      length + 1,
      length + 2,
      length + 1,
    ]);
  });
});

describe('an update', () => {
  beforeEach(opened);

  it('that was sent minutes too late leaves the newest words', async () => {
    await world.click(first, 1, { verb: 'acknowledge' });
    await world.until(first, 'update');
    first.isPaused = true;
    await world.run(20);
    await world.click(second, 1, { verb: 'unacknowledge' });
    await world.run(300);
    await world.until(first, 'update answered');
    const late = cardStatus();
    await world.settle(5);

    expect(late).toBe('acknowledged');
    expect(cardStatus()).toBe('triggered');
  });

  it('is not sent by a process that wakes after its lease', async () => {
    await world.click(first, 1, { verb: 'acknowledge' });
    await world.until(first, 'save answered');
    first.isPaused = true;
    const before = asked('update');
    await world.run(30);
    const byOther = asked('update') - before;
    await world.settle(30);

    expect(byOther).toBeGreaterThan(0);
    expect(asked('update') - before).toBe(byOther);
    expect(cardStatus()).toBe('acknowledged');
  });
});

describe('a click that another process handles', () => {
  beforeEach(opened);

  it('reaches the card right after the step that goes on', async () => {
    await world.click(first, 1, { verb: 'acknowledge' });
    await world.until(first, 'update answered');
    await world.click(second, 1, { verb: 'unacknowledge' });
    await world.settle(2);

    expect(cardStatus()).toBe('triggered');
  });
});

describe('another workspace', () => {
  it('gets one card of each open incident, although several processes begin together', async () => {
    await opened();
    world.slack.messages.splice(0);
    world.slack.teamId = 'T2';
    for (const process of world.all) process.kill();
    world.start();
    world.start();
    await world.settle(60);

    expect(world.slack.cards()).toHaveLength(1);
    expect((await delivery())?.generation).toBe(1);
  });

  it('gets as many cards as there is room for, and is told once of the others', async () => {
    for (const name of ['A', 'B', 'C', 'D', 'E']) await world.receive(first, name);
    await world.settle(60);
    world.slack.messages.splice(0);
    world.slack.teamId = 'T2';
    world.room = 2;
    for (const process of world.all) process.kill();
    const third = world.start();
    world.start();
    for (let turn = 0; turn < 400; turn += 1) await world.go(turn % 3);
    third.kill();
    world.start();
    await world.settle(60);

    expect(slots().filter((slot) => slot === 'card')).toHaveLength(2);
    expect(slots().filter((slot) => slot === 'notice')).toHaveLength(1);
  });
});

describe('a channel that cannot be delivered to', () => {
  it('is told of once, by whichever process saw it first', async () => {
    const sentences = () => slots().filter((slot) => slot === 'sentence');
    await world.receive(first, 'DiskFull');
    for (const [here, elsewhere] of [
      [first, second],
      [second, first],
    ] as const) {
      world.slack.fail(NO_CHANNEL);
      here.isPaused = false;
      elsewhere.isPaused = true;
      await world.run(1);
      expect(sentences()).toEqual(['sentence']);
    }
    await world.settle(200);

    expect(world.reports.filter(({ outcome }) => outcome === 'channel')).toHaveLength(2);
    expect(sentences()).toEqual(['sentence']);
    expect(world.slack.cards()).toHaveLength(1);
  });
});

const NO_CHANNEL = { method: 'channelId', kind: 'channel' } as const;
