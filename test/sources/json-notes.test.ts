import { describe, expect, it } from 'vitest';
import { json } from '../../src/sources/json.ts';

const parse = (payload: unknown) => json.parse(payload, { name: 'json', resolveTimeout: null });
const notesOn = (fields: object) =>
  parse({ title: 'Disk is full', ...fields }).notes?.map(({ note }) => note) ?? [];

describe('a field that looks like one of ours', () => {
  it.each([
    ['a letter is missing', 'sevrity', 'severity'],
    ['two letters are swapped', 'lables', 'labels'],
    ['a letter is too many', 'statuss', 'status'],
    ['it is written in capitals', 'Severity', 'severity'],
    ['it is written in capitals throughout', 'URL', 'url'],
    ['it is written without the underscore', 'dedupKey', 'dedup_key'],
    ['it is written with a hyphen', 'dedup-key', 'dedup_key'],
    ['one letter of a short word is wrong', 'uri', 'url'],
    ['two letters of a long word are missing', 'descripton', 'description'],
  ])('is named and stays an annotation: %s', (_, given, meant) => {
    const { alerts, rejected, notes } = parse({ title: 'Disk is full', [given]: 'x' });

    expect(alerts[0]?.content.annotations).toEqual({ [given]: 'x' });
    expect(rejected).toEqual([]);
    expect(notes).toEqual([
      { index: 0, note: `"${given}" became an annotation: is "${meant}" meant?` },
    ]);
  });

  it.each<readonly [string, object]>([
    ['it is another word', { host: 'a', team: 'b', value: 7, key: 'c', level: 'd' }],
    ['two letters of a short word differ', { user: 'ann', id: 7 }],
    ['ours is there as well', { severity: 'info', sevrity: 'x' }],
    ['ours is there, and it means something else', { time: '12:00', file: 'a', tile: 'b' }],
    ['there is none', {}],
  ])('is not named where %s', (_, fields) => {
    expect(notesOn(fields)).toEqual([]);
  });

  it('is named for each entry, also for those that are rejected', () => {
    const { rejected, notes } = parse([{ title: 'A', sevrity: 'x' }, { titel: 'B' }, 7]);

    expect(rejected.map(({ index }) => index)).toEqual([1, 2]);
    expect(notes?.map(({ index }) => index)).toEqual([0, 1]);
  });

  it('is named a few times only', () => {
    const { notes } = parse(Array.from({ length: 1_000 }, () => ({ title: 'A', sevrity: 'x' })));

    expect(notes).toHaveLength(20);
  });

  it('leaves no notes where there are none', () => {
    expect(parse({ title: 'A' })).not.toHaveProperty('notes');
  });
});
