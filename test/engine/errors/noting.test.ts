import { describe, expect, it } from 'vitest';
import type { Alert } from '../../../src/domain/alert.ts';
import { minutes, plus } from '../../../src/domain/time.ts';
import { aPolicy, below } from '../../support/builders.ts';
import { aWorld, type DecideWorld, DecideWorld as World } from '../../support/decide-world.ts';
import { aRelease } from '../../support/state.ts';
import {
  errorAlert,
  groupIdOf,
  groupOf,
  type Raising,
  raise,
  raiseMany,
  resolved,
  samples,
} from './raising.ts';

const keeping = (keep: number) => {
  const policy = aPolicy();
  return new World({ ...policy, errors: { ...policy.errors, keep } });
};

describe('the events of an error that are kept', () => {
  it('are the newest ones, and the first', async () => {
    const world = keeping(3);
    for (const message of ['a', 'b', 'c', 'd', 'e']) {
      await world.advance('1s');
      await raise(world, { message });
    }

    expect(samples(world).map(({ slot, event }) => [slot, event.message])).toEqual([
      [-1, 'a'],
      [0, 'd'],
      [1, 'e'],
      [2, 'c'],
    ]);
  });

  it('are written once a place, however many come together, as is their group', async () => {
    const world = keeping(3);
    await raise(world);
    const before = world.changes.length;
    await raiseMany(world, 100);
    const written = world.changes.slice(before).map(({ type }) => type);

    expect(written.filter((type) => type === 'error-sample')).toHaveLength(3);
    expect(written.filter((type) => type === 'error-group')).toHaveLength(1);
    expect((await groupOf(world)).events).toBe(101);
  });

  it('know when they happened, though they count when they came', async () => {
    const world = aWorld();
    const at = world.ago('3d');
    await raise(world, { at });

    expect(samples(world)).toMatchObject([
      { receivedAt: world.now, event: { at } },
      { receivedAt: world.now, event: { at } },
    ]);
    expect(await groupOf(world)).toMatchObject({ firstSeenAt: world.now, lastSeenAt: world.now });
  });
});

describe('an error group', () => {
  it('knows what its newest event says, where it came and how often', async () => {
    const world = aWorld();
    await raise(world, { release: '1.0', level: 'warning', tags: { plan: 'free' } });
    await world.advance('1h');
    await raise(world, { release: '1.1', level: 'fatal', tags: { plan: 'paid' } });
    await raise(world, { environment: 'staging', tags: { plan: 'paid' }, logger: 'jobs' });

    expect(await groupOf(world)).toMatchObject({
      project: 'shop',
      level: 'error',
      logger: 'jobs',
      type: 'KeyError',
      firstSeenAt: world.ago('1h'),
      lastSeenAt: world.now,
      firstRelease: '1.0',
      lastRelease: '1.1',
      environments: ['production', 'staging'],
      events: 3,
      tags: { plan: { free: 1, paid: 2 } },
      incident: (await world.incident()).id,
    });
  });

  it('is one incident, whatever source its events came through', async () => {
    const world = aWorld();
    await raise(world);

    expect(await raise(world, { source: 'python-logging' })).toBe('joined');
    expect(await world.incidents()).toHaveLength(1);
  });

  it('is an incident on each of its routes, and counted once', async () => {
    const route = aPolicy().route;
    const world = new World(
      aPolicy({
        routes: [
          below(route, 'service="shop"', { goesOn: true, channel: '#shop' }),
          below(route, 'level="error"', { channel: '#errors' }),
        ],
      }),
    );
    await raise(world);
    await raise(world);

    expect((await world.incidents()).map(({ channel }) => channel)).toEqual(['#shop', '#errors']);
    expect((await groupOf(world)).events).toBe(2);
  });

  it('is named by what its errors have in common', async () => {
    const world = aWorld();
    await raise(world, { tags: { browser: 'Firefox' }, release: '1.4.2' });

    expect((await world.incident()).labels).toEqual({
      alertname: 'KeyError',
      exception_group: groupIdOf(world),
      exception_type: 'KeyError',
      logger: 'django.request',
      service: 'shop',
    });
  });
});

describe('an error that earlier rules grouped under another id', () => {
  /** The same event as a later version of the rules sees it. */
  const renamed = (world: DecideWorld, spec: Raising = {}): Alert => {
    const alert = errorAlert(world, spec);
    const old = alert.incidentKey!;
    const { labels } = alert.content;
    return {
      ...alert,
      content: { ...alert.content, labels: { ...labels, exception_group: 'e2-new' } },
      incidentKey: 'e2-new',
      dedupKey: alert.dedupKey!.replace(old, 'e2-new'),
      event: {
        ...alert.event!,
        grouping: { id: 'e2-new', older: ['e1-other', old], because: 'of new rules' },
      },
    };
  };

  it('counts in the group that is known, and the new id leads there from then on', async () => {
    const world = aWorld();
    await raise(world);
    await world.receive(renamed(world));

    expect(await groupOf(world)).toMatchObject({ events: 2, because: 'of new rules' });
    expect(await world.store.errorGroup('e2-new')).toMatchObject({
      mergedInto: groupIdOf(world),
      mergedWhy: 'version',
      events: 0,
    });
    expect(await world.incidents()).toHaveLength(1);
    expect(await world.ask({ verb: 'split' })).toBe('not-merged');

    await world.advance('20d');
    await world.receive(renamed(world));
    await world.advance('20d');
    await world.receive(renamed(world));

    expect((await groupOf(world)).events).toBe(4);
  });

  it('is another one when nothing was heard of that for a month', async () => {
    const world = aWorld();
    await raise(world);
    await world.advance('31d');
    await world.receive(renamed(world));

    expect(await world.store.errorGroup('e2-new')).toMatchObject({ mergedInto: null, events: 1 });
    expect((await world.incident(2)).error).toMatchObject({ group: 'e2-new', isNew: true });
  });
});

describe('a release', () => {
  it('is known from its first event on', async () => {
    const world = aWorld();
    await raise(world, { release: '1.4.2' });
    const first = world.now;
    await world.advance('1h');
    await raise(world, { release: '1.4.2' });

    expect(await world.store.releases('shop', 9)).toEqual([
      aRelease({ version: '1.4.2', firstSeenAt: first }),
    ]);
  });

  it('is added to by what is told of it', async () => {
    const world = aWorld();
    await raise(world, { release: '1.4.2' });
    const at = world.ago('1h');
    const deploy = { environment: 'production', at, name: 'one', url: null };
    const later = { ...deploy, at: plus(at, minutes(5)) };
    const commit = {
      id: 'c0ffee',
      author: 'ann',
      message: 'Pay',
      repository: 'shop',
      at,
      files: Array.from({ length: 60 }, (_, index) => `file-${index}`),
    };
    for (const told of [
      aRelease({ firstSeenAt: at, deploys: [later], commits: [commit], url: 'https://ci.example' }),
      aRelease({ firstSeenAt: world.now, deploys: [deploy, later] }),
      aRelease({ firstSeenAt: world.now, commits: [{ ...commit, message: 'Pay once' }] }),
    ]) {
      expect((await world.command({ type: 'release', release: told })).type).toBe('passed');
    }

    expect(await world.store.releaseOf({ project: 'shop', version: '1.4.2' })).toEqual(
      aRelease({
        firstSeenAt: at,
        deploys: [deploy, later],
        commits: [{ ...commit, message: 'Pay once', files: commit.files.slice(0, 50) }],
        url: 'https://ci.example',
      }),
    );
  });
});

describe('what a user writes about an error', () => {
  const feedback = (world: DecideWorld, group: string) =>
    world.command({
      type: 'feedback',
      actor: { type: 'api', name: 'ann' },
      group,
      text: 'I could not pay',
    });

  it('stands in the thread of its incident', async () => {
    const world = aWorld();
    await raise(world);

    expect((await feedback(world, groupIdOf(world))).type).toBe('done');
    expect(await world.last()).toMatchObject({
      thread: true,
      what: { kind: 'feedback', text: 'I could not pay' },
    });
  });

  it('goes where the error was merged to', async () => {
    const world = aWorld();
    await raise(world);
    await raise(world, { type: 'ValueError' });
    await world.ask({ verb: 'merge', into: 2 }, 1);
    await feedback(world, groupIdOf(world));

    expect((await world.story(2)).at(-1)).toBe('feedback');
  });

  it('is kept from the thread while the incident is muted, and lost where there is none', async () => {
    const world = aWorld();
    await raise(world);
    await world.ask({ verb: 'mute', until: null, reason: '' });
    await feedback(world, groupIdOf(world));

    expect((await world.story()).at(-1)).toBe('(feedback)');
    expect(await feedback(world, 'e1-unknown')).toEqual({ type: 'passed' });
  });
});

describe('the recording of an error', () => {
  it('leaves the event out, which its group has, and is short when it comes again', async () => {
    const world = aWorld();
    await raise(world, { user: 'ann' });
    await raise(world, { user: 'ann', message: 'other words' });
    await raise(world, { user: 'bob' });
    const recordings = world.changes.flatMap((change) =>
      change.type === 'recorded' ? [change.recording] : [],
    );

    expect(recordings.map(({ alert }) => alert?.event ?? null)).toEqual([
      { user: 'ann' },
      null,
      { user: 'bob' },
    ]);
  });

  it('says what became of an event of an old release', async () => {
    const world = aWorld();
    for (const release of ['1.4.1', '1.4.2']) await raise(world, { release });
    await resolved(world);
    await raise(world, { release: '1.4.1' });

    expect(world.changes.at(-1)).toMatchObject({ type: 'error-sample' });
    expect(world.changes.filter(({ type }) => type === 'recorded').at(-1)).toMatchObject({
      recording: { reason: 'old-release', incident: (await world.incident()).id, untold: null },
    });
  });
});
