import { expect, it } from 'vitest';
import type { Store } from '../../../src/store/store.ts';
import { look, nothingNamed, put, save } from '../../support/saving.ts';
import { aRelease, at } from '../../support/state.ts';

/** Versions of projects' programs. */
export function describeReleases(store: () => Store): void {
  it('gives a release back as it was saved last', async () => {
    const id = { project: 'half \ud800', version: 'a\0b' };
    const release = aRelease({
      ...id,
      deploys: [{ environment: 'live', at: at(1), name: '', url: null }],
      commits: [
        { id: '1', author: 'ann', message: 'm', repository: 'r', at: null, files: ['a.py'] },
      ],
    });
    await save(store(), put.release(id));
    await save(store(), put.release(release));

    expect(await store().releaseOf(id)).toEqual(release);
    expect(await look(store(), (snapshot) => snapshot.release(id))).toEqual(release);
    expect(await store().releaseOf({ ...id, version: 'a' })).toBeUndefined();
  });

  it('lists those of a project, the one that was first seen last first', async () => {
    await save(
      store(),
      put.release({ version: '1', firstSeenAt: at(3) }),
      put.release({ version: '2', firstSeenAt: at(1) }),
      put.release({ version: '3', firstSeenAt: at(2) }),
      put.release({ version: '4', firstSeenAt: at(9), project: 'web' }),
    );

    const versions = async (limit: number) =>
      (await store().releases('shop', limit)).map(({ version }) => version);

    expect(await versions(9)).toEqual(['1', '3', '2']);
    expect(await versions(2)).toEqual(['1', '3']);
    expect(await store().releases('other', 9)).toEqual([]);
  });

  it('shows a decision the newest one, with what earlier updates in the same commit changed', async () => {
    await save(
      store(),
      put.release({ version: '1', firstSeenAt: at(1) }),
      put.release({ version: '2', firstSeenAt: at(2) }),
      put.release({ version: '3', firstSeenAt: at(3) }),
    );
    const newest = () => look(store(), (snapshot) => snapshot.newestRelease('shop')?.version);
    const asked = (version: string, seconds: number) =>
      store().update(nothingNamed, () => ({
        changes: [put.release({ version, firstSeenAt: at(seconds) })],
        outcomes: [],
      }));

    const seen = [newest(), asked('3', 0), newest(), asked('4', 4), newest()];

    expect((await Promise.all(seen)).filter((each) => typeof each === 'string')).toEqual([
      '3',
      '2',
      '4',
    ]);
    expect(await newest()).toBe('4');
    expect(await look(store(), (snapshot) => snapshot.newestRelease('web'))).toBeUndefined();
  });
}
