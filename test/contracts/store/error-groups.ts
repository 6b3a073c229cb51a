import { expect, it } from 'vitest';
import type { Decision, Snapshot } from '../../../src/domain/decision.ts';
import type { ErrorGroup } from '../../../src/domain/error-group.ts';
import type { ErrorGroupQuery, Store } from '../../../src/store/store.ts';
import { look, nothingNamed, put, save } from '../../support/saving.ts';
import { anErrorGroup, at } from '../../support/state.ts';

/** One more event of the group, as a decision. */
function oneMore(snapshot: Snapshot): Decision {
  const group = snapshot.errorGroup('e1-group') ?? anErrorGroup({ events: 0 });
  return { changes: [put.errorGroup({ ...group, events: group.events + 1 })], outcomes: [] };
}

const byPerson = (into: string) => ({ mergedInto: into, mergedWhy: 'person' }) as const;

const GROUPS: readonly Partial<ErrorGroup>[] = [
  { id: 'e1-a', lastSeenAt: at(40), title: 'KeyError: USER_ID', culprit: '', logger: '' },
  { id: 'e1-b', lastSeenAt: at(30), project: 'web', level: 'fatal', environments: ['a', 'live'] },
  { id: 'e1-c', lastSeenAt: at(20), firstRelease: '1.0', lastRelease: '2.0', type: 'Überlauf' },
  { id: 'e1-d', lastSeenAt: at(20), logger: 'celery.worker', environments: [] },
  { id: 'e1-e', lastSeenAt: at(50), ...byPerson('e1-a') },
];

/** Errors that are alike. */
export function describeErrorGroups(store: () => Store): void {
  it('gives a group back as it was saved last', async () => {
    const group = anErrorGroup({
      title: 'half \ud800 and \0',
      environments: ['production', 'a\0b'],
      users: { kind: 'exact', keys: ['1', '\udfff'] },
      hours: { from: 490_000, counts: [1, 0, 7] },
      tags: { browser: { Firefox: 3, __proto: 1 } },
      resolved: { at: at(1), by: { type: 'quell' }, release: null, inNext: true },
      incident: null,
      alsoIn: ['i2', 'i3'],
    });
    await save(store(), put.errorGroup({ events: 9 }));
    await save(store(), put.errorGroup(group));

    expect(await store().errorGroup('e1-group')).toEqual(group);
    expect(await look(store(), (snapshot) => snapshot.errorGroup('e1-group'))).toEqual(group);
    expect(await store().errorGroup('e1-other')).toBeUndefined();
  });

  it('counts each event once of updates that wait together', async () => {
    await Promise.all(Array.from({ length: 20 }, () => store().update(nothingNamed, oneMore)));

    expect((await store().errorGroup('e1-group'))?.events).toBe(20);
  });

  it('saves nothing of a group whose decision throws later in the same commit', async () => {
    const kept = save(store(), put.errorGroup({ id: 'e1-kept' }));
    const lost = store().update(nothingNamed, () => {
      throw new Error('a fault in the decision');
    });

    await Promise.allSettled([kept, lost]);

    expect((await store().errorGroups({ limit: 9 })).map(({ id }) => id)).toEqual(['e1-kept']);
  });

  it('knows which groups a person merged into one, also before that is saved', async () => {
    await save(
      store(),
      put.errorGroup({ id: 'e1-a' }),
      put.errorGroup({ id: 'e1-b', ...byPerson('e1-a') }),
      put.errorGroup({ id: 'e1-c', ...byPerson('e1-a') }),
      put.errorGroup({ id: 'e1-d', mergedInto: 'e1-a', mergedWhy: 'version' }),
    );
    const merged = (snapshot: Snapshot) => snapshot.mergedInto('e1-a').map(({ id }) => id);

    const split = store().update(nothingNamed, () => ({
      changes: [
        put.errorGroup({ id: 'e1-b' }),
        put.errorGroup({ id: 'e1-e', ...byPerson('e1-a') }),
      ],
      outcomes: [],
    }));
    const seen = look(store(), merged);

    await split;
    expect(await seen).toEqual(['e1-c', 'e1-e']);
    expect(await look(store(), merged)).toEqual(['e1-c', 'e1-e']);
    expect((await store().mergedInto('e1-a')).map(({ id }) => id)).toEqual(['e1-c', 'e1-e']);
  });

  it.each<[string, Partial<ErrorGroupQuery>, string]>([
    ['all, without those that were merged', {}, 'abdc'],
    ['those of a project', { project: 'shop' }, 'adc'],
    ['those of an environment', { environment: 'live' }, 'b'],
    ['none of a part of an environment', { environment: 'liv' }, ''],
    ['those of a level', { level: 'fatal' }, 'b'],
    ['those first seen in a release', { release: '1.0' }, 'c'],
    ['those last seen in a release', { release: '2.0' }, 'c'],
    ['those with a title, whatever the case', { text: 'user_id' }, 'abdc'],
    ['those with a title in another case', { text: 'keyerror: user' }, 'a'],
    ['those with a type', { text: 'überLAUF' }, 'c'],
    ['those with a logger', { text: 'worker' }, 'd'],
    ['none with the end of one part and the beginning of the next', { text: 'idcelery' }, ''],
    ['those with what is no pattern', { text: '%' }, ''],
    ['those since a time', { since: at(30) }, 'ab'],
    ['the first', { limit: 2 }, 'ab'],
    ['those behind one', { after: { lastSeenAt: at(30), id: 'e1-b' } }, 'dc'],
    ['those behind one of the same time', { after: { lastSeenAt: at(20), id: 'e1-d' } }, 'c'],
    [
      'several of it',
      { project: 'shop', text: 'key', since: at(1), environment: 'production' },
      'ac',
    ],
  ])('lists %s, the one that came last first', async (_, query, expected) => {
    await save(store(), ...GROUPS.map(put.errorGroup));

    const found = await store().errorGroups({ limit: 9, ...query });

    expect(found.map(({ id }) => id.slice(3)).join('')).toBe(expected);
  });
}
