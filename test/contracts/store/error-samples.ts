import { expect, it } from 'vitest';
import type { ErrorEvent } from '../../../src/domain/error-event.ts';
import type { ErrorSample } from '../../../src/domain/error-group.ts';
import type { ErrorSampleQuery, Store } from '../../../src/store/store.ts';
import { look, nothingNamed, put, save } from '../../support/saving.ts';
import { anErrorEvent, anErrorSample, at } from '../../support/state.ts';

/** An event whose id is a letter, and when it was received. */
function sampled(
  id: string,
  seconds: number,
  { event, ...place }: Partial<Omit<ErrorSample, 'event'>> & { event?: Partial<ErrorEvent> } = {},
) {
  return put.errorSample({
    slot: seconds,
    ...place,
    receivedAt: at(seconds),
    event: anErrorEvent({ id, ...event }),
  });
}

const ANN = { id: '7', email: 'ann@shop.example', name: '', ip: '10.0.0.7' };
const raised = (type: string, value: string) => ({
  type,
  value,
  synthetic: false,
  handled: null,
  frames: [],
});

const EVENTS = [
  sampled('a', 40, { event: { message: 'It FAILED', environment: 'live' } }),
  sampled('b', 30, { group: 'e1-other', event: { project: 'web', level: 'fatal' } }),
  sampled('c', 20, { event: { release: '2.0', user: ANN } }),
  sampled('d', 20, {
    slot: 19,
    event: { transaction: '/CART', chain: [raised('IOError', 'x'), raised('Outer', 'Straße')] },
  }),
];

/** Events of errors. */
export function describeErrorSamples(store: () => Store): void {
  const list = async (query: Partial<ErrorSampleQuery> = {}) =>
    idsOf(await store().errorSamples({ limit: 99, ...query }));

  it('gives an event back as it was saved', async () => {
    const event = anErrorEvent({
      message: 'half \ud800 and \0',
      tags: { '\udfff': 'a\0b' },
      user: ANN,
      release: '\ud800',
      breadcrumbs: [{ at: null, category: '', level: 'info', message: 'm', data: { a: 'b' } }],
    });
    const sample = anErrorSample({ event, keepsake: 'regression', slot: -3, receivedAt: at(5) });
    await save(store(), put.errorGroup(), put.errorSample(sample));

    expect(await store().errorSample(event.id)).toEqual(sample);
    expect(await store().newestSample('e1-group')).toEqual(sample);
    expect(await store().errorSamples({ limit: 9 })).toEqual([sample]);
    expect(await store().errorSample('1')).toBeUndefined();
    expect(await store().newestSample('e1-none')).toBeUndefined();
  });

  it('gives back a long one', async () => {
    const event = anErrorEvent({ message: 'half \ud800, \0 and Straße 😀 '.repeat(1_000) });
    await save(store(), put.errorGroup(), put.errorSample({ event }));

    expect(await store().errorSample(event.id)).toEqual(anErrorSample({ event }));
    expect(await list({ text: 'STRASSE' })).toBe('');
    expect(await store().errorSamples({ text: 'STRAßE', limit: 9 })).toHaveLength(1);
  });

  it('shows a decision which events are kept, with what earlier updates in the same commit kept', async () => {
    const keeps = (id: string, change: Partial<ErrorEvent> = {}) =>
      store().update(nothingNamed, () => ({
        changes: [put.errorSample({ event: anErrorEvent({ id, ...change }) })],
        outcomes: [],
      }));
    const knows = (id: string, project = 'shop') =>
      look(store(), (snapshot) => snapshot.hasEvent({ project, id }));
    await save(store(), put.errorGroup());
    await keeps('a\0b');

    expect(await knows('a\0b')).toBe(true);
    expect(await knows('a\0b', 'web')).toBe(false);
    expect(await knows('a')).toBe(false);

    const [, before, first, , replaced, second] = await Promise.all([
      keeps('c'),
      knows('a\0b'),
      knows('c'),
      keeps('d', { project: 'web' }),
      knows('c'),
      knows('d', 'web'),
    ]);

    expect([before, first, replaced, second]).toEqual([false, true, false, true]);
    expect([await knows('a\0b'), await knows('c'), await knows('d', 'web')]).toEqual([
      false,
      false,
      true,
    ]);
  });

  it('lets the next event take the place of the oldest', async () => {
    const ring = Array.from({ length: 10 }, (_, index) =>
      sampled(String.fromCharCode(97 + index), index, { slot: index % 3 }),
    );
    await save(store(), ...ring.slice(0, 4));
    for (const each of ring.slice(4)) await save(store(), each);

    expect(await list()).toBe('jih');
    expect(await store().errorSample('g')).toBeUndefined();
  });

  it('lists an event once that stands in the ring too, as the one that is kept for ever', async () => {
    const kept = { slot: -1, keepsake: 'first' } as const;
    await save(store(), sampled('a', 1), sampled('a', 1, kept), sampled('b', 2));

    expect(await list()).toBe('ba');
    expect(await list({ group: 'e1-group' })).toBe('ba');
    expect(await store().errorSample('a')).toMatchObject(kept);

    await save(store(), sampled('c', 3, { slot: 1 }));
    expect(await list()).toBe('cba');
  });

  it('lists what says the same as one that is kept for ever, and was received at another time', async () => {
    const kept = { slot: -1, keepsake: 'first' } as const;
    await save(store(), sampled('a', 1), sampled('a', 1, kept), sampled('a', 2), sampled('a', 3));

    expect(await list()).toBe('aaa');
    expect(await list({ group: 'e1-group' })).toBe('aaa');
    expect(await store().errorSample('a')).toMatchObject({ receivedAt: at(3) });
  });

  it('finds the newest event of what was merged into a group too', async () => {
    await save(
      store(),
      put.errorGroup(),
      put.errorGroup({ id: 'e1-b', mergedInto: 'e1-group', mergedWhy: 'person' }),
      put.errorGroup({ id: 'e1-c', mergedInto: 'e1-group', mergedWhy: 'version' }),
      sampled('a', 1),
      sampled('b', 2, { group: 'e1-b' }),
      sampled('c', 3, { group: 'e1-c' }),
      sampled('d', 4, { group: 'e1-d' }),
    );

    expect((await store().newestSample('e1-group'))?.event.id).toBe('c');
    expect((await store().newestSample('e1-b'))?.event.id).toBe('b');
    expect(await list({ group: 'e1-group' })).toBe('cba');
  });

  it.each<[string, Partial<ErrorSampleQuery>, string]>([
    ['all', {}, 'abcd'],
    ['those of a group', { group: 'e1-other' }, 'b'],
    ['those of a project', { project: 'shop' }, 'acd'],
    ['those of an environment', { environment: 'live' }, 'a'],
    ['those of a level', { level: 'fatal' }, 'b'],
    ['those of a release', { release: '2.0' }, 'c'],
    ["those of a user's id", { user: '7' }, 'c'],
    ["those of a user's e-mail address", { user: 'ann@shop.example' }, 'c'],
    ['none of a user without a name', { user: '' }, ''],
    ['those with a message, whatever the case', { text: 'it failed' }, 'a'],
    ['those with the type of an exception', { text: 'ioerr' }, 'd'],
    ['those with the value of an exception', { text: 'STRASSE' }, ''],
    ['those with a letter beyond ASCII', { text: 'straße' }, 'd'],
    ['those with a transaction', { text: '/cart' }, 'd'],
    ['those with what is no pattern', { text: '_t F' }, ''],
    ['those since a time', { since: at(30) }, 'ab'],
    ['those before a time', { before: at(30) }, 'cd'],
    ['the first', { limit: 1 }, 'a'],
    ['those behind one', { after: { group: 'e1-other', slot: 30, receivedAt: at(30) } }, 'cd'],
    [
      'those behind one of the same time',
      { after: { group: 'e1-group', slot: 20, receivedAt: at(20) }, group: 'e1-group' },
      'd',
    ],
    ['several of it', { project: 'shop', text: 'keyerror', before: at(40) }, 'c'],
  ])('lists %s, the one that was received last first', async (_, query, expected) => {
    await save(store(), ...EVENTS);

    expect(await list(query)).toBe(expected);
  });

  it('finds a few among thousands, page by page', async () => {
    const many = Array.from({ length: 4_500 }, (_, index) =>
      sampled(`${index}`, index, { event: { message: index % 1_000 === 7 ? 'rare' : 'common' } }),
    );
    await save(store(), ...many);

    const found: string[] = [];
    let after: ErrorSampleQuery['after'];
    for (;;) {
      const query = { text: 'RARE', limit: 2 };
      const page = await store().errorSamples(after ? { ...query, after } : query);
      found.push(...page.map(({ event }) => event.id));
      after = page.at(-1);
      if (page.length < 2) break;
    }

    expect(found).toEqual(['4007', '3007', '2007', '1007', '7']);
  });
}

function idsOf(samples: readonly ErrorSample[]): string {
  return samples.map(({ event }) => event.id).join('');
}
