import { describe, expect, it } from 'vitest';
import { REVIEWED_AT_ONCE } from '../../src/engine/review.ts';
import { anAlert } from '../support/builders.ts';
import { aWorld } from '../support/decide-world.ts';

const ALL = 'alertname="DiskFull"';

describe('looking at many alerts again', () => {
  const many = Array.from({ length: REVIEWED_AT_ONCE * 2 + 1 }, (_, index) =>
    anAlert({ labels: { alertname: 'DiskFull', instance: String(index) } }),
  );

  it('is done some at a time, and reaches all', async () => {
    const sizes: number[] = [];
    const world = aWorld({}, (decide, snapshot) => {
      const decision = decide(snapshot);
      sizes.push(decision.changes.filter(({ type }) => type === 'alert').length);
      return decision;
    });
    await world.receive(...many);
    sizes.length = 0;
    await world.silence({ matchers: ALL, for: '1h' });

    expect((await world.incident()).audibleCount).toBe(0);
    expect(Math.max(...sizes)).toBe(REVIEWED_AT_ONCE);
    await world.advance('1h');
    expect((await world.incident()).audibleCount).toBe(many.length);
  });

  it('begins anew when the silence is ended in the middle of it', async () => {
    const world = aWorld();
    await world.receive(...many);
    const id = await world.silence({ matchers: ALL, for: '1h', startsAt: world.in('1m') });
    world.clock.advance('1m');
    await world.takeUp((await world.store.due(world.now, 1))[0]!);
    const [secondPage] = await world.store.due(world.now, 1);
    world.clock.advance('1s');
    await world.command({ type: 'unsilence', actor: { type: 'quell' }, id });
    await world.takeUp(secondPage!);
    await world.settle();

    expect((await world.incident()).audibleCount).toBe(many.length);
  });

  it('that comes late does not wake what a younger silence keeps quiet', async () => {
    const world = aWorld();
    const first = await world.silence({ matchers: 'alertname=Nothing', for: '1h' });
    world.clock.advance('1h');
    const [due] = await world.store.due(world.now, 1);
    world.clock.advance('1m');
    await world.silence({ matchers: ALL, for: '1h' });
    await world.fire({ labels: { alertname: 'DiskFull' } });
    await world.takeUp(due!);

    expect(first).toBe('silence-1');
    expect(await world.incident()).toMatchObject({ audibleCount: 0, cardRevision: 0 });
  });
});
