import { describe, expect, it } from 'vitest';
import { ANN } from '../support/builders.ts';
import { aWorld } from '../support/decide-world.ts';

describe('an incident that a person opens', () => {
  const open = {
    type: 'open',
    actor: { type: 'person', ...ANN },
    title: 'Odd invoices',
    severity: 'error',
    description: 'Totals are negative',
    channel: null,
  } as const;

  it('is told at once, in the channel of the default route', async () => {
    const world = aWorld();
    const outcome = await world.command(open);

    expect(outcome).toEqual({ type: 'done', incident: await world.incident() });
    expect(await world.incident()).toMatchObject({
      title: 'Odd invoices',
      description: 'Totals are negative',
      severity: 'error',
      alertSeverity: 'error',
      status: 'triggered',
      source: 'person',
      channel: '#alerts',
      labels: {},
      withheld: null,
      openedBy: 'Ann Lee',
      cardRevision: 1,
      detailsRevision: 0,
      alertCount: 0,
      occurrenceCount: 0,
    });
    expect(await world.timeline()).toEqual([
      {
        incident: (await world.incident()).id,
        seq: 1,
        at: world.now,
        actor: open.actor,
        reason: 'opened',
        thread: false,
        what: { kind: 'opened', title: 'Odd invoices', severity: 'error' },
      },
    ]);
  });

  it('has details in the thread only where there are more lines than the card shows', async () => {
    const world = aWorld();
    await world.command({ ...open, description: 'Totals are negative\nsince Monday' });

    expect((await world.incident()).detailsRevision).toBe(1);
  });

  it('goes to the channel that was named', async () => {
    const world = aWorld();
    await world.command({ ...open, channel: '#billing' });

    expect((await world.incident()).channel).toBe('#billing');
  });

  it('is one of its own each time', async () => {
    const world = aWorld();
    await world.command(open);
    await world.command(open);

    expect((await world.incidents()).map(({ number }) => number)).toEqual([1, 2]);
  });

  it('can be worked with like any other', async () => {
    const world = aWorld();
    await world.command(open);
    await world.ask({ verb: 'acknowledge' });
    await world.ask({ verb: 'resolve', note: '', whileFiring: 'reopen' });
    await world.ask({ verb: 'reopen' });

    expect(await world.story()).toEqual(['(opened)', 'acknowledged', 'resolved', 'reopened']);
  });
});
