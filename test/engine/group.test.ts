import { describe, expect, it } from 'vitest';
import { groupKeyOf, groupLabelsOf } from '../../src/engine/group.ts';
import { anAlert, aPolicy } from '../support/builders.ts';
import { aWorld } from '../support/decide-world.ts';

const route = (groupBy: readonly string[], path = '') => aPolicy({ groupBy, path }).route;
const labelled = (labels: Record<string, string>) => anAlert({ labels });

type Row = [string, Record<string, string>, Record<string, string>, readonly string[], boolean];

describe('two alerts share an incident', () => {
  it.each<Row>([
    ['when the labels to group by are equal', { a: '1', x: '1' }, { a: '1', x: '2' }, ['a'], true],
    ['not when one of these differs', { a: '1', b: '1' }, { a: '1', b: '2' }, ['a', 'b'], false],
    ['when both lack such a label', { a: '1', x: '1' }, { a: '1', x: '2' }, ['a', 'b'], true],
    ['when one has it empty and one not at all', { a: '1', b: '' }, { a: '1' }, ['a', 'b'], true],
    ['not when one of them lacks it', { a: '1', b: '1' }, { a: '1' }, ['a', 'b'], false],
    ['when nothing is grouped by', { a: '1' }, { a: '2' }, [], true],
    ['not when a value stands under another name', { a: '1' }, { b: '1' }, ['a', 'b'], false],
  ])('%s', (_, ...[a, b, groupBy, together]) => {
    const keys = [a, b].map((labels) => groupKeyOf(labelled(labels), route(groupBy)));

    expect(keys[0] === keys[1]).toBe(together);
  });

  it('not when they take other routes', () => {
    const alert = labelled({ a: '1' });

    expect(groupKeyOf(alert, route(['a'], '{x}'))).not.toBe(groupKeyOf(alert, route(['a'], '{y}')));
  });
});

describe('the labels of an incident', () => {
  it.each([
    ['are those it is grouped by', { a: '1', b: '2', x: '3' }, ['a', 'b'], { a: '1', b: '2' }],
    ['leave out what is missing', { a: '1', x: '3' }, ['a', 'b'], { a: '1' }],
    [
      'are all of the first alert where it is not grouped',
      { a: '1', x: '3' },
      [],
      { a: '1', x: '3' },
    ],
    ['are all of the first alert where it has none to group by', { x: '3' }, ['a'], { x: '3' }],
  ] as const)('%s', (_, labels, groupBy, expected) => {
    expect(groupLabelsOf(labelled(labels), route(groupBy))).toEqual(expected);
  });
});

describe('an alert that fires', () => {
  it('stays in its incident when the configuration groups anew', async () => {
    const world = aWorld();
    await world.fire({ labels: { alertname: 'A', service: 'x' } });

    world.policy = aPolicy({ groupBy: ['service'], channel: '#other' });
    const again = await world.fire({ labels: { alertname: 'A', service: 'x' } });
    const other = await world.fire({ labels: { alertname: 'B', service: 'x' } });

    expect([again, other]).toEqual(['duplicate', 'opened']);
    expect((await world.incident(2)).channel).toBe('#other');
  });

  it('stays in its incident when its dedup key comes with other labels', async () => {
    const world = aWorld();
    await world.fire({ dedupKey: 'k', labels: { alertname: 'A' } });

    expect(await world.fire({ dedupKey: 'k', labels: { alertname: 'B' } })).toBe('duplicate');
    expect(await world.incidents()).toHaveLength(1);
  });

  it('goes to its new group once it has ended and its labels changed', async () => {
    const world = aWorld();
    await world.fire({ dedupKey: 'k', labels: { alertname: 'A' } });
    await world.resolve({ dedupKey: 'k', labels: { alertname: 'A' } });

    expect(await world.fire({ dedupKey: 'k', labels: { alertname: 'B' } })).toBe('opened');
    expect((await world.alert({ dedupKey: 'k' })).incident).toBe((await world.incident(2)).id);
    expect(await world.incident(1)).toMatchObject({ firingCount: 0, alertCount: 1 });
  });
});
