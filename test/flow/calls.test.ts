import { describe, expect, it } from 'vitest';
import type { Alert } from '../../src/domain/alert.ts';
import { minutes } from '../../src/domain/time.ts';
import { aPolicy } from '../support/builders.ts';
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
  });

  it('that could not be told for more than an hour rings nobody', async () => {
    const world = new FlowWorld(aPolicy({ mention: '@oncall' }));
    await outage(world, HOUR + 120, () => world.receive(critical('DiskFull')));

    expect(calls(world)).toEqual(['quiet']);
  });

  it('rings once after an outage in which it was repeated', async () => {
    const world = calling();
    await outage(world, 35 * 60, () => world.receive(critical('DiskFull')));

    expect(calls(world)).toEqual(['quiet', 'quiet', 'quiet', 'rings']);
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
