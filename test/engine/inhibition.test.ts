import { describe, expect, it } from 'vitest';
import type { InhibitRule } from '../../src/domain/policy.ts';
import { anAlert, aPolicy, aRoute, below } from '../support/builders.ts';
import { aConfiguredWorld } from '../support/decide-world.ts';

const match = (text: string) => below(aRoute(), text).match;
const rule = (source: string, target: string, ...equal: readonly string[]): InhibitRule => ({
  place: 'quell.yml line 9',
  source: match(source),
  target: match(target),
  equal,
});
const worldWith = (...inhibit: readonly InhibitRule[]) =>
  aConfiguredWorld(aPolicy({ groupBy: 'all' }, { inhibit }));
const labelled = (labels: Record<string, string>) => ({ labels });

type Labels = Record<string, string>;
const DOWN = { alertname: 'HostDown', instance: '1' };
const SLOW = { alertname: 'Slow', instance: '1' };
const HOST_DOWN = rule('alertname="HostDown"', 'alertname="Slow"', 'instance');

describe('an alert is inhibited', () => {
  it.each<[string, InhibitRule, Labels, Labels, boolean]>([
    ['while a source with equal labels fires', HOST_DOWN, DOWN, SLOW, true],
    ['not by a source with another value', HOST_DOWN, { ...DOWN, instance: '2' }, SLOW, false],
    [
      'not where only the target matches',
      HOST_DOWN,
      { alertname: 'Other', instance: '1' },
      SLOW,
      false,
    ],
    [
      'when both lack the label, since missing is empty',
      HOST_DOWN,
      { alertname: 'HostDown' },
      { alertname: 'Slow' },
      true,
    ],
    ['not when one lacks it', HOST_DOWN, { alertname: 'HostDown' }, SLOW, false],
    [
      'not by another that matches both sides too',
      rule('instance="1"', 'instance="1"'),
      { alertname: 'A', instance: '1' },
      { alertname: 'B', instance: '1' },
      false,
    ],
    [
      'where it matches both sides, by a source that is no target',
      rule('instance="1"', 'alertname="Slow"'),
      DOWN,
      SLOW,
      true,
    ],
  ])('%s', async (_, ...[inhibit, source, target, isInhibited]) => {
    const world = await worldWith(inhibit);
    await world.fire(labelled(source));
    await world.fire(labelled(target));

    expect((await world.incident(2)).withheld).toBe(isInhibited ? 'inhibited' : null);
  });

  it('also when its source comes behind it in one request', async () => {
    const world = await worldWith(HOST_DOWN);
    await world.receive(anAlert(labelled(SLOW)), anAlert(labelled(DOWN)));

    const withheld = (await world.incidents()).map(({ withheld: why, title }) => [title, why]);
    expect(withheld).toEqual([
      ['HostDown', null],
      ['Slow', 'inhibited'],
    ]);
  });

  it('by a source that is itself silenced', async () => {
    const world = await worldWith(HOST_DOWN);
    await world.silence({ matchers: 'alertname=HostDown' });
    await world.fire(labelled(DOWN));
    await world.fire(labelled(SLOW));

    expect((await world.incidents()).map(({ withheld }) => withheld)).toEqual([
      'silenced',
      'inhibited',
    ]);
  });
});

describe('an inhibited alert', () => {
  it('is told when its source ends and it still fires', async () => {
    const world = await worldWith(HOST_DOWN);
    await world.fire(labelled(DOWN));
    await world.fire(labelled(SLOW));
    await world.resolve(labelled(DOWN));
    await world.settle();

    expect(await world.incident(2)).toMatchObject({ withheld: null, cardRevision: 1 });
    expect(await world.last(2)).toMatchObject({
      reason: 'inhibition-over',
      what: { kind: 'released' },
    });
  });

  it('is not told while another source fires', async () => {
    const world = await worldWith(HOST_DOWN);
    await world.fire(labelled({ ...DOWN, rack: 'a' }));
    await world.fire(labelled({ ...DOWN, rack: 'b' }));
    await world.fire(labelled(SLOW));
    await world.resolve(labelled({ ...DOWN, rack: 'a' }));
    await world.settle();

    expect((await world.incident(3)).withheld).toBe('inhibited');
  });

  it('that people know of keeps its card, and its end is told', async () => {
    const world = await worldWith(HOST_DOWN);
    await world.fire(labelled(SLOW));
    await world.advance('1m');
    await world.fire(labelled(DOWN));
    await world.settle();
    expect((await world.alert(labelled(SLOW))).suppressed).toMatchObject({ reason: 'inhibited' });
    await world.resolve(labelled(SLOW));
    await world.advance('3m');

    expect(await world.story(1)).toEqual(['(opened)', 'resolved']);
  });

  it('is told when the rule goes, and kept from people when it comes', async () => {
    const world = await worldWith(HOST_DOWN);
    await world.fire(labelled(DOWN));
    await world.fire(labelled(SLOW));
    await world.configure(aPolicy({ groupBy: 'all' }, { version: 'no rule' }));
    expect((await world.incident(2)).withheld).toBeNull();
    await world.configure(aPolicy({ groupBy: 'all' }, { version: 'rule', inhibit: [HOST_DOWN] }));
    await world.settle();

    expect((await world.alert(labelled(SLOW))).suppressed).toEqual({
      reason: 'inhibited',
      by: 'quell.yml line 9',
    });
  });

  it('is looked at however many there are, some at a time', async () => {
    const world = await worldWith(HOST_DOWN);
    const many = Array.from({ length: 1_203 }, (_, index) =>
      anAlert(labelled({ ...SLOW, n: `${index}` })),
    );
    await world.fire(labelled(DOWN));
    await world.receive(...many);
    await world.resolve(labelled(DOWN));
    await world.settle();

    const withheld = (await world.incidents()).filter((incident) => incident.withheld !== null);
    expect(withheld).toEqual([]);
  });
});
