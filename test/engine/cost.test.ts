import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../src/domain/decision.ts';
import { anAlert } from '../support/builders.ts';
import { aWorld, type DecideWorld } from '../support/decide-world.ts';
import { type Read, recorded } from '../support/reads.ts';
import { raise, raiseMany } from './errors/raising.ts';

const on = (alertname: string, instance: number) =>
  anAlert({ labels: { alertname, instance: `${instance}` } });

/** A world in which so many alerts fire, and what one more thing reads and changes there. */
async function costIn(
  fill: (world: DecideWorld) => Promise<unknown>,
  deed: (world: DecideWorld) => Promise<unknown>,
): Promise<{ readonly reads: readonly string[]; readonly rows: number; readonly changes: number }> {
  let reads: Read[] = [];
  const world = aWorld({}, (decide, snapshot: Snapshot) => decide(recorded(snapshot, reads)));
  await fill(world);
  await world.advance('1s');
  reads = [];
  const before = world.changes.length;
  await deed(world);
  return {
    reads: reads.map(({ method }) => method),
    rows: reads.reduce((sum, { answer }) => sum + (Array.isArray(answer) ? answer.length : 1), 0),
    changes: world.changes.length - before,
  };
}

const many = (count: number, make: (index: number) => ReturnType<typeof on>) =>
  Array.from({ length: count }, (_, index) => make(index));
const intoOne = (count: number) => (world: DecideWorld) =>
  world.receive(...many(count, (index) => on('Big', index)));
const eachItsOwn = (count: number) => async (world: DecideWorld) => {
  await world.receive(on('Big', 0));
  await world.receive(...many(count, (index) => on(`Other${index}`, index)));
};
const longHistory = (count: number) => async (world: DecideWorld) => {
  await world.receive(on('Big', 0));
  for (let index = 0; index < count; index += 1) {
    await world.ask({ verb: 'note', text: `${index}` });
    await world.receive(on('Big', 0));
  }
};

type Deed = (world: DecideWorld) => Promise<unknown>;
type Row = [string, string, (count: number) => Deed, Deed];

const DEEDS: readonly [string, Deed][] = [
  ['a new alert', (world) => world.receive(on('Big', 99_999))],
  ['the same firing again', (world) => world.receive(on('Big', 0))],
  ['the end of a firing', (world) => world.receive({ ...on('Big', 0), status: 'resolved' })],
  ['a command', (world) => world.ask({ verb: 'acknowledge' })],
];

const fromEach = async (world: DecideWorld, count: number) => {
  await raise(world, { user: 'ann' });
  for (let user = 0; user < count; user++) await raise(world, { user: `user-${user}` });
};
const ofEach = async (world: DecideWorld, count: number) => {
  await raise(world, { user: 'ann' });
  for (let each = 0; each < count; each++) await raise(world, { type: `Error${each}` });
};
const backAgain = async (world: DecideWorld, count: number) => {
  for (let times = 0; times < count; times++) {
    await raise(world, { user: 'ann' });
    await world.ask({ verb: 'note', text: `${times}` });
    await world.ask({ verb: 'resolve', note: '', whileFiring: 'reopen' });
  }
  await raise(world, { user: 'ann' });
};

describe('the cost of a decision', () => {
  it.each<Row>(
    DEEDS.flatMap(([deed, act]): Row[] => [
      [deed, 'the size of its incident', intoOne, act],
      [deed, 'the number of open incidents', eachItsOwn, act],
      [deed, 'the length of its history', longHistory, act],
    ]),
  )('on %s does not grow with %s', async (_, ...[, fill, act]) => {
    const small = await costIn(fill(2), act);
    const big = await costIn(fill(200), act);

    expect(big).toEqual(small);
    expect(small.reads.length).toBeLessThanOrEqual(8);
  });

  it.each<[string, (count: number) => Deed]>([
    ['the events of its group', (count) => (world) => raiseMany(world, count, { user: 'ann' })],
    ['its users', (count) => (world) => fromEach(world, count)],
    ['the number of errors', (count) => (world) => ofEach(world, count)],
    ['the length of its history', (count) => (world) => backAgain(world, count)],
  ])('on an event of an error does not grow with %s', async (_, fill) => {
    const settled = (count: number) => async (world: DecideWorld) => {
      await fill(count)(world);
      await world.advance('1h');
    };
    const small = await costIn(settled(12), (world) => raise(world, { user: 'ann' }));
    const big = await costIn(settled(200), (world) => raise(world, { user: 'ann' }));

    expect(big).toEqual(small);
    expect(small.reads.length).toBeLessThanOrEqual(12);
  });

  it('on many alerts together reads what is silenced once', async () => {
    const { reads } = await costIn(intoOne(1), (world) =>
      world.receive(...many(50, (index) => on('More', index))),
    );

    expect(reads.filter((method) => method === 'silences')).toHaveLength(1);
  });

  it('on many alerts of one incident together saves the incident once', async () => {
    const { changes } = await costIn(intoOne(1), (world) =>
      world.receive(...many(50, (index) => on('More', index))),
    );
    const alerts = 50;
    const recordings = 50;
    const others = 3; // the incident, its first entry, its timer to expiry

    expect(changes).toBe(alerts + recordings + others);
  });
});
