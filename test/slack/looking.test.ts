import { beforeAll, describe, expect, it } from 'vitest';
import { listOf, listPageOf } from '../../src/slack/looking.ts';
import { ANN, aPolicy } from '../support/builders.ts';
import { aConfiguredWorld, type DecideWorld } from '../support/decide-world.ts';

const notAsked = () => Promise.reject(new Error('Not asked.'));
const identity = { known: () => undefined, self: notAsked, ask: notAsked };
let world: DecideWorld;

/** What the oldest ones are is what a list must not lose. */
beforeAll(async () => {
  world = await aConfiguredWorld(aPolicy({ groupBy: 'all' }));
  for (let number = 1; number <= 79; number += 1) {
    const severity = number <= 2 ? 'critical' : 'warning';
    await world.fire({ labels: { alertname: `Alert${number}`, severity }, severity });
  }
  await world.ask({ verb: 'acknowledge' }, 3);
});

const desk = () => ({ store: world.store, clock: world.clock, identity });
const list = (filter: 'open' | 'mine' | 'all') => listOf(desk(), filter, ANN.id);

describe('a list of more incidents than a message has room for', () => {
  it('counts all of them, and begins with the worst that nobody has', async () => {
    const { text, blocks } = await list('open');

    expect(text).toMatch(/^79 open, 78 with nobody\. INC-2 critical, .* INC-1 critical, /);
    expect(JSON.stringify(blocks)).toContain('and 29 more');
  });

  it('shows the others on its next page', async () => {
    const behind = { place: 0, severity: 2, number: 32 };
    const { text, blocks } = await listPageOf(desk(), { filter: 'open', behind }, ANN.id);

    expect(text).toMatch(/^79 open, 78 with nobody, 51 to 79\. INC-31 /);
    expect(JSON.stringify(blocks)).not.toContain('list.more');
  });

  it('finds what is mine among all of them', async () => {
    expect((await list('mine')).text).toMatch(/^1 with you\. INC-3 /);
  });

  it('counts what is open beside all of 7 days', async () => {
    expect((await list('all')).text).toMatch(
      /^79 incidents of 7 days, 79 open, 78 with nobody\. INC-2 critical, /,
    );
  });
});
