import { describe, expect, it } from 'vitest';
import type { Alert } from '../../src/domain/alert.ts';
import type { Severity } from '../../src/domain/severity.ts';
import { minutes } from '../../src/domain/time.ts';
import { aPolicy } from '../support/builders.ts';
import { alert, FlowWorld } from './flow-world.ts';

/** A world whose channel is in a storm from the sixth incident within a minute on. */
function stormy(): FlowWorld {
  return new FlowWorld(aPolicy({}, { storm: { incidents: 5, within: minutes(1) } }));
}

const names = (count: number, prefix = 'Alert') =>
  Array.from({ length: count }, (_, index) => `${prefix}${index}`);

const numbers = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

const mild = (count: number) => names(count).map((name) => alert(name));

const of = (severity: Severity, count: number): readonly Alert[] =>
  names(count, severity).map((name) => {
    const { content, ...rest } = alert(name);
    return { ...rest, content: { ...content, severity } };
  });

const critical = (count: number) => of('critical', count);

const storms = ({ slack }: FlowWorld) =>
  slack.messages.flatMap(({ content }) => (content.slot === 'storm' ? [content] : []));

const replies = ({ slack }: FlowWorld) =>
  slack.messages.flatMap(({ content }) => (content.slot === 'storm-thread' ? [content] : []));

/** The incidents that the storm's thread names. */
const named = (world: FlowWorld) =>
  replies(world).flatMap(({ entries }) =>
    entries.flatMap(({ what }) => (what.kind === 'named' ? [what.number] : [])),
  );

const cardNumbers = ({ slack }: FlowWorld) =>
  slack
    .cards()
    .flatMap(({ content }) => (content.slot === 'card' ? [content.incident.number] : []));

describe('a storm', () => {
  it('has one message, and names every one of its incidents within 15 s, many a reply', async () => {
    const world = stormy();
    await world.receive(...mild(200));
    await world.advance(15);

    expect(storms(world)).toHaveLength(1);
    const known = new Set([...named(world), ...cardNumbers(world)]);
    expect([...known].sort((a, b) => a - b)).toEqual(numbers(1, 200));
    expect(replies(world).length).toBeLessThanOrEqual(5);
  });

  it('names them within 15 s of their first alert while more and more come', async () => {
    const world = stormy();
    for (let second = 0; second < 30; second += 1) {
      await world.receive(...names(8, `Alert-${second}-`).map((name) => alert(name)));
      await world.advance(1);
    }
    await world.advance(14);
    const known = new Set([...named(world), ...cardNumbers(world)]);

    expect(known.size).toBe(240);
    expect(storms(world)).toHaveLength(1);
  });

  it('is not drowned by the cards of critical incidents', async () => {
    const world = stormy();
    await world.receive(...mild(100), ...critical(40));
    await world.advance(15);
    const inTime = new Set([...named(world), ...cardNumbers(world)]);
    await world.advance(120);

    expect(numbers(6, 100).filter((number) => !inTime.has(number))).toEqual([]);
    expect(cardNumbers(world)).toEqual(expect.arrayContaining([101, 140]));
  });

  it('keeps its message fresh in place, until it is over and what is still open gets its card', async () => {
    const world = stormy();
    await world.receive(...mild(12));
    await world.advance(20);
    await world.receive(...names(8, 'Later').map((name) => alert(name)));
    await world.advance(20);
    const during = storms(world)[0]?.storm;
    await world.advance(300);

    expect(during).toMatchObject({ incidentCount: 20, endedAt: null });
    expect(storms(world)).toHaveLength(1);
    expect(storms(world)[0]?.storm).toMatchObject({ ending: { open: { count: 15 } } });
    expect(cardNumbers(world)).toHaveLength(20);
    expect(await world.isAllDelivered()).toBe(true);
  });

  it('is followed by cards in the order in which people are needed, however many there are', async () => {
    const world = stormy();
    await world.receive(...mild(5));
    await world.advance(30);
    await world.receive(
      ...of('info', 2),
      ...names(220, 'Warning').map((name) => alert(name)),
      ...of('error', 3),
    );
    for (const number of [8, 9, 228]) await world.ask(number, { verb: 'acknowledge' });
    await world.advance(500);

    expect(cardNumbers(world).slice(5)).toEqual([229, 230, ...numbers(10, 227), 6, 7, 228, 8, 9]);
  });

  it('links the critical incidents that have their card', async () => {
    const world = stormy();
    await world.receive(...mild(10), ...critical(1));
    await world.advance(90);

    const card = world.slack
      .cards()
      .find(({ content }) => content.slot === 'card' && content.incident.number === 11);
    expect(storms(world)[0]?.cards).toContainEqual({
      number: 11,
      channelId: 'C-#alerts',
      ts: card?.ts,
    });
  });
});

describe('the message of a storm', () => {
  it.each([
    ['that did arrive', { method: 'post', kind: 'unknown', done: true, slot: 'storm' }],
    ['that did not arrive', { method: 'post', kind: 'unknown', slot: 'storm' }],
    ['that arrives late', { method: 'post', kind: 'unknown', arrivesAfter: 10_000, slot: 'storm' }],
  ] as const)('%s is there once', async (_, fault) => {
    const world = stormy();
    world.slack.fail(fault);
    await world.receive(...mild(30));
    await world.advance(200);

    expect(storms(world)).toHaveLength(1);
    expect(new Set(named(world)).size).toBe(named(world).length);
  });

  it('is there once after a crash', async () => {
    const world = stormy();
    world.slack.fail({ method: 'post', kind: 'unknown', done: true, slot: 'storm' });
    await world.receive(...mild(30));
    await world.restart();
    await world.advance(200);

    expect(storms(world)).toHaveLength(1);
  });

  it.each([
    ['posted anew once while it goes on', 5, 1],
    ['left in peace once it is over', 400, 0],
  ])('that somebody deleted is %s', async (_, seconds, expected) => {
    const world = stormy();
    await world.receive(...mild(30));
    await world.advance(seconds);
    world.slack.messages.splice(0);
    await world.receive(...names(3, 'Later').map((name) => alert(name)));
    await world.advance(200);

    expect(storms(world)).toHaveLength(expected);
  });

  it.each([
    ['comes anew in another workspace while it goes on', 5, 1],
    ['does not come anew in another workspace once it is over', 400, 0],
  ])('%s', async (_, seconds, expected) => {
    const world = stormy();
    await world.receive(...mild(30));
    await world.advance(seconds);
    world.slack.messages.splice(0);
    world.slack.teamId = 'T2';
    await world.restart();
    await world.receive(...names(3, 'Later').map((name) => alert(name)));
    await world.advance(200);

    expect(storms(world)).toHaveLength(expected);
    expect(await world.isAllDelivered()).toBe(true);
  });
});
