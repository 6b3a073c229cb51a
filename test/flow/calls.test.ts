import { describe, expect, it } from 'vitest';
import type { Alert } from '../../src/domain/alert.ts';
import { hours, minutes } from '../../src/domain/time.ts';
import type { TimelineEntry } from '../../src/domain/timeline.ts';
import type { Content } from '../../src/flow/notifier.ts';
import { aPolicy } from '../support/builders.ts';
import type { HeldMessage } from '../support/notifier.ts';
import { alert, FlowWorld } from './flow-world.ts';

const HOUR = 3_600;

/** A world in which every incident calls `@oncall`, and again every ten minutes. */
function calling(): FlowWorld {
  return new FlowWorld(aPolicy({ mention: '@oncall', repeatInterval: minutes(10) }));
}

const critical = (name: string): Alert => {
  const { content, ...rest } = alert(name);
  return { ...rest, content: { ...content, severity: 'critical' } };
};

/** What the threads tell of calls: whether each of them rang. */
const calls = (world: FlowWorld) =>
  world.slack.thread().flatMap((content) => {
    if (content.slot !== 'thread') return [];
    const called = content.entries.filter(({ what }) => what.kind === 'called');
    return called.map(() => (content.rings ? 'rings' : 'quiet'));
  });

/** While Slack is away, so many seconds pass. */
async function outage(world: FlowWorld, seconds: number, meanwhile = async () => {}) {
  world.slack.fail(...Array.from({ length: 2_000 }, () => AWAY));
  await meanwhile();
  await world.advance(seconds);
  world.slack.mend();
  await world.advance(120);
}

const AWAY = { method: 'team', kind: 'unreachable' } as const;

describe('a call', () => {
  it('rings in the thread of the card, as a reply of its own', async () => {
    const world = calling();
    await world.receive(critical('DiskFull'));

    const slots = world.slack.messages.map(({ content }) => content.slot);
    expect(slots.sort()).toEqual(['card', 'details', 'thread']);
    expect(calls(world)).toEqual(['rings']);
  });

  it('is repeated while nobody has the incident', async () => {
    const world = calling();
    await world.receive(critical('DiskFull'));
    await world.advance(25 * 60);
    await world.ask(1, { verb: 'acknowledge' });
    await world.advance(HOUR);

    expect(calls(world)).toEqual(['rings', 'rings', 'rings']);
  });

  it('rings before details are posted, and before cards of other incidents', async () => {
    const world = calling();
    await world.receive(...Array.from({ length: 30 }, (_, index) => critical(`Alert${index}`)));
    await world.advance(20);

    const cards = world.slack.cards().length;
    expect(cards).toBeGreaterThan(8);
    expect(calls(world).length).toBeGreaterThanOrEqual(cards - 1);
  });

  it('that could not be told before somebody took it rings nobody', async () => {
    const world = calling();
    await outage(world, 300, async () => {
      await world.receive(critical('DiskFull'));
      await world.ask(1, { verb: 'acknowledge' });
    });

    expect(calls(world)).toEqual(['quiet']);
    expect(world.logged).toContain('Slack cannot be asked');
  });

  it('that could not be told for more than an hour rings nobody', async () => {
    const world = new FlowWorld(aPolicy({ mention: '@oncall' }));
    await outage(world, HOUR + 120, () => world.receive(critical('DiskFull')));

    expect(calls(world)).toEqual(['quiet']);
  });

  it('rings once after an outage in which it was repeated', async () => {
    const world = calling();
    await outage(world, 35 * 60, () => world.receive(critical('DiskFull')));

    expect(calls(world)).toEqual(['rings']);
  });

  it('of unknown outcome rings once', async () => {
    const world = calling();
    world.slack.fail({ method: 'post', slot: 'thread', kind: 'unknown', done: true });
    await world.receive(critical('DiskFull'));
    await world.restart();
    await world.advance(120);

    expect(calls(world)).toEqual(['rings']);
  });
});

/** The calls in the threads, each with the incident that it is for, and how many others it names. */
const told = (world: FlowWorld) =>
  world.slack.thread().flatMap((content) => {
    if (content.slot !== 'thread' || !content.entries.some(isCall)) return [];
    const { incident, rings, also, instead } = content;
    return [{ number: incident.number, rings, also: also.length, instead: instead[0]?.number }];
  });

const isCall = ({ what }: TimelineEntry) => what.kind === 'called';
const rung = (world: FlowWorld) => told(world).filter(({ rings }) => rings);
const quiet = (world: FlowWorld) => told(world).filter(({ rings }) => !rings);
const mild = (count: number) => Array.from({ length: count }, (_, index) => alert(`Mild${index}`));

describe('one call for several incidents', () => {
  it('rings for all that a storm held back, and names them', async () => {
    const storm = { incidents: 5, within: minutes(1) };
    const world = new FlowWorld(aPolicy({ mention: '@oncall' }, { storm }));
    await world.receive(...mild(22));
    await world.advance(30);
    const before = told(world).length;
    await world.advance(400);
    const [ring, ...others] = told(world).slice(before);

    expect(ring).toEqual({ number: 6, rings: true, also: 16, instead: undefined });
    expect(others).toHaveLength(16);
    expect(others.every(({ rings, instead }) => !rings && instead === 6)).toBe(true);
    expect(await world.isAllDelivered()).toBe(true);
  });

  it('rings for all whose repeats are due together', async () => {
    const world = calling();
    await world.receive(...mild(5));
    await world.advance(9 * 60);
    const before = rung(world).length;
    await world.advance(3 * 60);

    expect(before).toBe(1);
    expect(rung(world)).toHaveLength(2);
    expect(rung(world).at(-1)).toMatchObject({ also: 4 });
  });

  it('rings for all that were opened while Slack was away', async () => {
    const world = calling();
    await outage(world, 300, () => world.receive(...mild(8)));

    expect(rung(world)).toEqual([{ number: 1, rings: true, also: 7, instead: undefined }]);
    expect(quiet(world)).toHaveLength(7);
  });

  it('never stands for what is critical', async () => {
    const world = calling();
    await world.receive(...mild(3), critical('A'), critical('B'));
    await world.advance(60);

    expect(rung(world).map(({ number }) => number)).toEqual(expect.arrayContaining([4, 5]));
    expect(rung(world).length).toBeLessThanOrEqual(3);
  });

  it('rings for what comes a minute later', async () => {
    const world = calling();
    await world.receive(alert('DiskFull'));
    await world.advance(59);
    await world.receive(alert('HostDown'));
    await world.advance(1);
    await world.receive(alert('DatabaseDown'));
    await world.advance(30);

    expect(told(world)).toMatchObject([
      { number: 1, rings: true },
      { number: 2, rings: false, instead: 1 },
      { number: 3, rings: true },
    ]);
  });

  it('rings once more after a start, rather than never', async () => {
    const world = calling();
    await world.receive(...mild(8));
    await world.restart();
    await world.advance(60);

    expect(rung(world)).toHaveLength(2);
    expect(new Set(told(world).map(({ number }) => number)).size).toBe(8);
    expect(told(world)).toHaveLength(8);
  });

  it('rings for the others where the first never arrived, and not once more for that', async () => {
    const world = calling();
    world.slack.fail({ method: 'post', slot: 'thread', kind: 'unknown' });
    await world.receive(...mild(6));
    await world.advance(60);

    expect(rung(world)).toHaveLength(1);
    expect(
      told(world)
        .map(({ number }) => number)
        .sort(),
    ).toEqual([1, 2, 3, 4, 5, 6]);
  });
});

describe('a critical card', () => {
  it('does not wait behind the repeated calls of a storm', async () => {
    const storm = { incidents: 5, within: minutes(1) };
    const policy = aPolicy({ mention: '@oncall', repeatInterval: hours(4) }, { storm });
    const world = new FlowWorld(policy);
    await world.receive(...Array.from({ length: 200 }, (_, index) => alert(`Mild${index}`)));
    await world.advance(4 * HOUR);
    // Their repeats are due together, four hours after the storm.
    while (world.slack.thread().filter(isRepeat).length < 3) await world.advance(1);
    await world.receive(critical('DatabaseDown'));
    await world.advance(3);

    expect(world.slack.cards().some(isOf('DatabaseDown'))).toBe(true);
  });
});

const isRepeat = (content: Content) =>
  content.slot === 'thread' &&
  content.entries.some(({ what }) => what.kind === 'called' && what.why === 'repeat');
const isOf =
  (title: string) =>
  ({ content }: HeldMessage) =>
    content.slot === 'card' && content.incident.title === title;

describe('what began and ended while Slack was away', () => {
  it('costs a card and its end, behind the cards of what goes on', async () => {
    const world = calling();
    await outage(world, 25 * 60, async () => {
      await world.receive(critical('Short'));
      await world.receive(...mild(6));
      await world.advance(11 * 60);
      const { content, ...rest } = critical('Short');
      await world.receive({ ...rest, content, status: 'resolved' });
      await world.advance(6 * 60);
    });
    const numbers = world.slack
      .cards()
      .map(({ content }) => 'incident' in content && content.incident.number);
    const ofShort = world.slack.messages.flatMap(({ content }) =>
      'incident' in content && content.incident.number === 1
        ? [
            content.slot === 'thread'
              ? content.entries.map(({ what }) => what.kind).join()
              : content.slot,
          ]
        : [],
    );

    expect(numbers.at(-1)).toBe(1);
    expect(ofShort).toEqual(['card', 'resolved']);
    expect(await world.isAllDelivered()).toBe(true);
  });
});

describe('the card of an incident whose escalation goes on', () => {
  it('says who was called last, and who is next', async () => {
    const steps = [
      { after: minutes(5), notify: '@oncall' },
      { after: minutes(15), notify: '#leads' },
    ];
    const policy = aPolicy(
      { escalation: 'default' },
      { escalations: [{ name: 'default', steps }] },
    );
    const world = new FlowWorld(policy);
    const escalation = () => {
      const content = world.slack.cards()[0]?.content;
      return content?.slot === 'card' ? content.escalation : undefined;
    };
    await world.receive(critical('DiskFull'));
    const atFirst = escalation();
    await world.advance(5 * 60 + 5);
    const afterOne = escalation();
    await world.advance(10 * 60 + 5);

    expect(atFirst).toBeNull();
    expect(afterOne).toMatchObject({ last: '@oncall', next: { notify: '#leads' } });
    expect(escalation()).toMatchObject({ last: '#leads', next: null });
  });
});
