import { expect, it } from 'vitest';
import type { ErrorGroup, ErrorSample } from '../../../src/domain/error-group.ts';
import type { Retention, Store } from '../../../src/store/store.ts';
import { look, put, save } from '../../support/saving.ts';
import { anErrorEvent, aRetention, at } from '../../support/state.ts';

/** An event whose id is a letter, and when it was received. */
function sampled(id: string, seconds: number, place: Partial<ErrorSample> = {}, project = 'shop') {
  return put.errorSample({
    slot: seconds,
    ...place,
    receivedAt: at(seconds),
    event: anErrorEvent({ id, project }),
  });
}

const first = (slot: number) => ({ slot, keepsake: 'first' }) as const;

/** What of errors is deleted, and what never is. */
export function describePruneErrors(store: () => Store): void {
  const prune = (retention: Partial<Retention>, limit = 99) =>
    store().prune(aRetention(retention), limit);
  const events = async () =>
    (await store().errorSamples({ limit: 99 })).map(({ event }) => event.id).join('');

  it('deletes events that were received before, the oldest first, but none that is kept for ever', async () => {
    await save(
      store(),
      ...[sampled('a', 1, first(-1)), sampled('b', 2), sampled('c', 3), sampled('d', 4)],
    );

    expect(await prune({ errorsBefore: at(4) }, 1)).toBe(1);
    expect(await events()).toBe('dca');
    expect(await prune({ errorsBefore: at(4) })).toBe(1);
    expect(await events()).toBe('da');
    expect(await prune({ errorsBefore: at(4) })).toBe(0);
  });

  it('deletes what a project has too much of, those that are kept for ever last', async () => {
    await save(
      store(),
      sampled('a', 1, first(-1)),
      ...[sampled('b', 2), sampled('c', 3), sampled('d', 4, first(-2))],
      sampled('e', 5, { group: 'e1-other' }),
      ...[sampled('x', 1, { group: 'e1-web' }, 'web'), sampled('y', 2, { group: 'e1-web' }, 'web')],
    );

    expect(await prune({ errorsPerProject: 4 })).toBe(1);
    expect(await events()).toBe('edcyxa');
    expect(await prune({ errorsPerProject: 1 }, 2)).toBe(2);
    expect(await events()).toBe('dyxa');
    expect(await prune({ errorsPerProject: 1 })).toBe(2);
    expect(await events()).toBe('dy');
  });

  it.each<[string, Partial<ErrorGroup>, boolean]>([
    ['of no incident', { incident: null }, true],
    ['whose incident is gone', { incident: 'gone' }, true],
    ['whose incident is there', { incident: 'incident-1' }, false],
    ['that came since', { incident: null, lastSeenAt: at(10) }, false],
    [
      'that was merged into one that is there',
      { incident: null, mergedInto: 'e1-kept', mergedWhy: 'version' },
      false,
    ],
    [
      'that was merged into one that is gone',
      { incident: null, mergedInto: 'e1-gone', mergedWhy: 'person' },
      true,
    ],
  ])('of the groups that came before, and one %s', async (_, group, isDeleted) => {
    const kept = put.errorGroup({ id: 'e1-kept', lastSeenAt: at(11) });
    await save(store(), put.incident(), kept, put.errorGroup(group));
    await save(store(), sampled('a', 5, first(-1)), sampled('b', 5, { group: 'e1-kept', slot: 0 }));
    const isThere = () =>
      look(store(), (snapshot) => snapshot.errorGroup('e1-group') !== undefined);
    expect(await isThere()).toBe(true);

    const deleted = await prune({ errorsBefore: at(10) });

    // The event of the other group is old too.
    expect(deleted).toBe(isDeleted ? 2 : 1);
    expect(await isThere()).toBe(!isDeleted);
    expect((await store().errorGroup('e1-group')) === undefined).toBe(isDeleted);
    expect(await events()).toBe(isDeleted ? '' : 'a');
  });

  it('deletes a group with its incident', async () => {
    const resolution = {
      ...{ at: at(1), by: { type: 'quell' } as const, how: 'person' as const },
      ...{ into: null, release: null, note: '', acknowledged: null },
    };
    const over = { status: 'resolved', resolution, cardRevision: 0, entryCount: 0 } as const;
    await save(store(), put.incident(over), put.errorGroup());

    expect(await prune({ errorsBefore: at(5), resolvedBefore: at(5) })).toBe(2);
    expect(await store().errorGroup('e1-group')).toBeUndefined();
  });

  it('deletes releases, but for the newest hundred of each project', async () => {
    const versions = Array.from({ length: 103 }, (_, index) =>
      put.release({ version: `${index}`, firstSeenAt: at(index) }),
    );
    await save(store(), ...versions, put.release({ project: 'web', firstSeenAt: at(0) }));
    const oldest = async () => (await store().releases('shop', 999)).at(-1)?.version;
    expect(
      await look(store(), (snapshot) => snapshot.release({ project: 'shop', version: '0' })),
    ).toBeDefined();

    expect(await prune({ errorsBefore: at(2) }, 1)).toBe(1);
    expect(await oldest()).toBe('1');
    expect(await prune({ errorsBefore: at(2) })).toBe(1);
    expect(await oldest()).toBe('2');
    expect(await prune({ errorsBefore: at(200) })).toBe(1);
    expect(await oldest()).toBe('3');
    expect(await store().releases('web', 9)).toHaveLength(1);
    expect(
      await look(store(), (snapshot) => snapshot.release({ project: 'shop', version: '0' })),
    ).toBeUndefined();
  });
}
