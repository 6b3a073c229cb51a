import { describe, expect, it } from 'vitest';
import { plus, seconds } from '../../src/domain/time.ts';
import { Tenure } from '../../src/flow/tenure.ts';
import { memoryStore } from '../../src/store/memory/index.ts';
import { simulatedClock } from '../support/clock.ts';
import { put, save } from '../support/saving.ts';
import { aDelivery, at } from '../support/state.ts';
import { alert, FlowWorld } from './flow-world.ts';

/** Counts what is saved of deliveries while something happens. */
async function saves(world: FlowWorld, happens: () => Promise<void>): Promise<number> {
  let count = 0;
  const { update } = world.store;
  const counting: typeof update = async (scope, decide) => {
    const decision = await update(scope, decide);
    if (decision.changes.some(({ type }) => type === 'delivery')) count += 1;
    return decision;
  };
  Object.assign(world.store, { update: counting });
  await happens();
  Object.assign(world.store, { update });
  return count;
}

describe('a process that delivers alone', () => {
  it('saves twice for each message that it posts or updates, and leases nothing', async () => {
    const world = new FlowWorld();
    const posting = await saves(world, () => world.receive(alert('DiskFull')));
    const { id } = await world.incident(1);

    // A card and its details.
    expect(posting).toBe(4);
    expect((await world.store.delivery(id))?.lease).toBeNull();
    await world.advance(30);
    const clicking = await saves(world, async () => {
      await world.ask(1, { verb: 'acknowledge' });
    });
    // The card, and a reply.
    expect(clicking).toBe(4);
  });

  it('saves once for a look into history', async () => {
    const world = new FlowWorld();
    world.slack.fail({ method: 'post', kind: 'unknown', done: true });
    const posting = await saves(world, () => world.receive(alert('DiskFull')));
    const looking = await saves(world, () => world.advance(4));

    expect(posting).toBe(1);
    // The look that finds the card, and the details.
    expect(looking).toBe(3);
  });

  it('does not wait after a crash in the middle of a step', async () => {
    const world = new FlowWorld();
    world.slack.fail({ method: 'post', kind: 'unknown' });
    await world.receive(alert('DiskFull'));
    await world.restart();
    await world.advance(3);

    expect(world.slack.cards()).toHaveLength(1);
  });
});

describe('a process that delivers beside others', () => {
  const clock = simulatedClock(at(0));
  const deps = { store: memoryStore(), clock, holder: 'a', leaseFor: seconds(15) };

  it('leaves a delivery alone that another process changed meanwhile', async () => {
    await save(deps.store, put.incident({ id: 'one' }), put.delivery({ subject: 'one' }));
    const tenure = new Tenure(deps, aDelivery({ subject: 'one', recap: 7 }));

    await expect(tenure.beginLook()).rejects.toThrow(
      'Another process carried on with this delivery.',
    );
  });

  it('asks Slack nothing once it was held up', () => {
    const late = aDelivery({ lease: { holder: 'a', until: plus(clock.now(), seconds(5)) } });

    expect(() => new Tenure(deps, late).assertMaySend()).toThrow(
      'This process was held up, and left a delivery to others.',
    );
  });
});

it('a command that is decided has an outcome', async () => {
  const world = new FlowWorld();
  const update = async () => ({ changes: [], outcomes: [] });
  Object.assign(world.store, { update });

  await expect(world.ask(1, { verb: 'refresh' })).rejects.toThrow(
    'A command was decided without an outcome.',
  );
});
