import { describe, expect, it } from 'vitest';
import type { Threshold } from '../../src/domain/policy.ts';
import { hours } from '../../src/domain/time.ts';
import { aPolicy, below } from '../support/builders.ts';
import { aConfiguredWorld } from '../support/decide-world.ts';
import { raise, resolved } from './errors/raising.ts';
import { why } from './trace.ts';

const ALIKE = 'It has no stack: alike are errors of the type KeyError that say lost';
const forFive: Threshold = {
  ...{ of: 'users', count: 5, within: hours(1) },
  errors: ['regression', 'escalating'],
};
const ends = { until: null, occurrences: 10, users: null, spike: false, reason: '' } as const;

describe('the trace of an error', () => {
  it('says why it is a group of its own, and what of it was only counted', async () => {
    const world = await aConfiguredWorld(aPolicy());
    const begun = world.now;
    await raise(world);
    await world.advance('5m');
    await raise(world, { environment: 'staging' });
    await raise(world);

    expect(await why(world, 1, begun)).toEqual([
      'Sent to #alerts as a new card, +0m',
      'From `shop`, accepted +0m',
      'No rule changed its alerts',
      'Route: the default (built in): #alerts',
      `INC-1 is a group of its own, \`e1-a306e3e6\`. ${ALIKE} [opened]`,
      '+5m: `KeyError: lost` in `staging` joined, of the environment "staging": counted, told nobody [below-threshold]',
      '1 more event: counted',
    ]);
  });

  it('says what of a quiet environment is', async () => {
    const world = await aConfiguredWorld(aPolicy());
    await raise(world, { environment: 'staging' });

    expect(await why(world)).toEqual(
      expect.arrayContaining([
        'Nobody was told of it [below-threshold]',
        '+0m: not told: errors of the environment "staging" are counted only [below-threshold]',
      ]),
    );
  });

  it('says that it is a check-in of a job that such an environment is quiet of', async () => {
    const world = await aConfiguredWorld(aPolicy());
    const labels = { alertname: 'Job nightly failed', check_in: 'yes' };
    await world.fire({ labels: { ...labels, env: 'staging' } });

    expect(await why(world)).toEqual(
      expect.arrayContaining([
        '+0m: not told: check-ins of the environment "staging" are counted only [below-threshold]',
        '`Job nightly failed` fires unheard, because of the environment "staging", whose check-ins are counted only [below-threshold]',
      ]),
    );
  });

  it.each<[Threshold, string]>([
    [forFive, 'or when it strikes 5 users within 1 h: 2 users so far'],
    [{ ...forFive, of: 'occurrences' }, 'or when it comes 5 times within 1 h: 3 times so far'],
    [{ ...forFive, within: null }, 'or when it strikes 5 users in all: 2 users so far'],
    [{ ...forFive, count: null }, 'or when it comes far more often than ever: not yet'],
    [
      { ...forFive, errors: [] },
      'People are told when it strikes 5 users within 1 h: 2 users so far',
    ],
  ] as const)('says of what people are told: %j', async (notifyWhen, expected) => {
    const world = await aConfiguredWorld(aPolicy({ notifyWhen }));
    for (const user of ['jane', 'joe', 'jane']) await raise(world, { user });

    const lines = await why(world);

    expect(lines.filter((line) => line.endsWith(`${expected} [below-threshold]`))).toHaveLength(1);
  });

  it('says what brings it back, and what did', async () => {
    const world = await aConfiguredWorld(aPolicy({ notifyWhen: forFive }));
    const begun = world.now;
    await raise(world, { release: '1.1' });
    await resolved(world);
    await raise(world, { release: '1.0' });

    const resolvedIn =
      'Resolved in `1.1` +0m: errors of older releases are counted only [old-release]';
    expect(await why(world, 1, begun)).toEqual(
      expect.arrayContaining([
        resolvedIn,
        '+0m: `KeyError: lost` in `production` came from a release before the one that it was resolved in: counted only; it ended +0m [old-release]',
      ]),
    );
    await world.advance('1h');
    await raise(world, { release: '1.2' });
    const back = await why(world, 1, begun);
    expect(back).not.toContain(resolvedIn);
    expect(back).toEqual(
      expect.arrayContaining([
        'People are told when it comes back in a later release, or when it comes far more often than ever, or when it strikes 5 users within 1 h: it was so [threshold-reached]',
        '+60m: it came back in 1.2, after it was resolved in 1.1, and nobody was told [regression]',
        '+60m: told, since the threshold was reached [threshold-reached]',
      ]),
    );
  });

  it('counts each error of an old release, also those of one minute', async () => {
    const world = await aConfiguredWorld(aPolicy());
    await raise(world, { release: '1.1' });
    await resolved(world);
    for (let time = 0; time < 5; time += 1) await raise(world, { release: '1.0' });

    expect((await why(world)).join('\n')).toContain('counted only 5 times, last +0m');
  });

  it('says that only the next release brings it back', async () => {
    const world = await aConfiguredWorld(aPolicy());
    await raise(world, { release: '1.1' });
    await resolved(world, true);

    expect(await why(world)).toContain(
      'Resolved in `1.1` +0m: only a release after it brings it back [old-release]',
    );
  });

  it('says it of the incident that was resolved, not of others that the error has', async () => {
    const { route } = aPolicy();
    const routes = ['error', 'fatal'].map((level) => below(route, `level="${level}"`, {}));
    const world = await aConfiguredWorld(aPolicy({ routes }));
    for (const level of ['error', 'fatal'] as const) await raise(world, { release: '1.1', level });
    await resolved(world, false, 1);

    const lines = await Promise.all([why(world, 1), why(world, 2)]);
    const saying = lines.map((all) => all.filter((each) => each.startsWith('Resolved in `1.1`')));
    expect(saying.map(({ length }) => length)).toEqual([1, 0]);
    await resolved(world, false, 2);
    await raise(world, { release: '1.2', level: 'error' });
    expect(await why(world, 2)).toContain(
      'Resolved in `1.1` +0m: errors of older releases are counted only [old-release]',
    );
  });

  it('says that any error brings it back where none names a release', async () => {
    const world = await aConfiguredWorld(aPolicy());
    await raise(world);
    await resolved(world);

    expect(await why(world)).toContain(
      'Resolved +0m: every error of it brings it back, unless its environment is quiet',
    );
  });

  it('says who ignored it, and who merged what into it', async () => {
    const world = await aConfiguredWorld(aPolicy());
    await raise(world);
    await raise(world, { type: 'ValueError' });
    await world.ask({ verb: 'merge', into: 1 }, 2);
    await world.ask({ verb: 'ignore', ...ends }, 1);

    expect(await why(world, 1)).toEqual(
      expect.arrayContaining([
        'A person merged in `ValueError: lost`. On its own: It has no stack: alike are errors of the type ValueError that say lost [merged]',
        '+0m: Ann Lee merged INC-2 into it [asked]',
        '+0m: Ann Lee ignored it: counted, told nobody [asked]',
      ]),
    );
    expect(await why(world, 2)).toContain('+0m: merged into INC-1 [merged]');
    await world.ask({ verb: 'split' }, 1);
    expect(await why(world, 1)).toContain(
      '+0m: Ann Lee split it: 1 error group counts apart again [asked]',
    );
  });
});
