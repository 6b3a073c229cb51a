import { describe, expect, it } from 'vitest';
import type { StepLease } from '../../../src/domain/delivery.ts';
import { busyUntil, LEASE, maySend } from '../../../src/engine/delivery/lease.ts';
import { plan } from '../../../src/engine/delivery/plan.ts';
import { aDelivery, anIncident, at } from '../../support/state.ts';

const until = (seconds: number): StepLease => ({ holder: 'p1', until: at(seconds) });

describe('a lease on a delivery', () => {
  it.each<[string, StepLease | null, number | null]>([
    ['keeps others away until it ends', until(115), 115],
    ['is over at its end', until(100), null],
    ['is over long after', until(10), null],
    ['keeps nobody away where there is none', null, null],
  ])('%s', (_, lease, expected) => {
    expect(busyUntil(aDelivery({ lease }), at(100))).toBe(expected === null ? null : at(expected));
  });

  it.each([
    [until(115), true],
    [until(110), true],
    [until(109), false],
    [until(90), false],
    [null, true],
  ])('lets its holder send while an answer can come before its end (%#)', (lease, expected) => {
    expect(maySend(aDelivery({ lease }), at(100))).toBe(expected);
  });

  it('lasts longer than Slack is waited for', () => {
    expect(maySend(aDelivery({ lease: { holder: 'p1', until: at(LEASE / 1_000) } }), at(0))).toBe(
      true,
    );
  });

  it('leaves nothing to do but to look again at its end', () => {
    const subject = { type: 'incident', shown: anIncident({ cardRevision: 9 }) } as const;
    const situation = { subject, delivery: aDelivery({ lease: until(112) }), entries: [] };

    expect(plan({ ...situation, now: at(100) })).toEqual({ steps: [], wakeAt: at(112) });
    expect(plan({ ...situation, now: at(112) }).steps).toMatchObject([{ kind: 'update' }]);
  });
});
