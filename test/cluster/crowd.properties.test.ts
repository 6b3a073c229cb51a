import fc from 'fast-check';
import { expect, it } from 'vitest';
import { duration, seconds } from '../../src/domain/time.ts';
import { Crowd, type Pretended } from './support/crowd.ts';

type Deed = (crowd: Crowd, one: Pretended) => void | Promise<void>;

const DEEDS: Readonly<Record<string, Deed>> = {
  dies: (_, one) => {
    one.isDead = true;
  },
  'is paused': (_, one) => {
    one.isPaused = true;
  },
  wakes: (_, one) => {
    one.isPaused = false;
  },
  'loses the store': (_, one) => {
    one.isCutOff = true;
  },
  'reaches the store': (_, one) => {
    one.isCutOff = false;
  },
  'loses Redis': (crowd, one) => crowd.redis('away', one),
  'has Redis': (crowd, one) => crowd.redis('well', one),
  'and all lose Redis': (crowd) => crowd.redis('away'),
  'and all have Redis': (crowd) => crowd.redis('well'),
  'is joined by another': (crowd) =>
    void (crowd.all.length < 6 && crowd.join(`${crowd.all.length}`)),
};

const HISTORY = fc.array(
  fc.record({
    deed: fc.constantFrom(...Object.keys(DEEDS)),
    who: fc.nat(5),
    wait: fc.oneof(fc.integer({ min: 0, max: 3_500 }), fc.integer({ min: 0, max: 14_000 })),
  }),
  { minLength: 5, maxLength: 40 },
);

/** Processes that live through a history; after each step of time, `check` looks at what they would do. */
async function live(
  history: readonly { readonly deed: string; readonly who: number; readonly wait: number }[],
  check: (crowd: Crowd) => void,
): Promise<Crowd> {
  const crowd = new Crowd();
  for (const name of ['0', '1', '2']) crowd.join(name);
  crowd.watch = () => check(crowd);
  for (const { deed, who, wait } of history) {
    await crowd.pass(duration(wait));
    const one = crowd.all[who % crowd.all.length];
    if (one) await DEEDS[deed]?.(crowd, one);
    check(crowd);
  }
  return crowd;
}

const working = (crowd: Crowd, mode: string) => crowd.all.filter((one) => one.mode() === mode);

it('whatever happens, at most one leads', async () => {
  await fc.assert(
    fc.asyncProperty(HISTORY, async (history) => {
      await live(history, (crowd) => {
        expect(crowd.all.filter((one) => one.leads()).length).toBeLessThanOrEqual(1);
      });
    }),
  );
});

it('whatever happens, nobody runs jobs directly beside another who runs jobs', async () => {
  await fc.assert(
    fc.asyncProperty(HISTORY, async (history) => {
      await live(history, (crowd) => {
        const direct = working(crowd, 'direct').length;
        expect(direct).toBeLessThanOrEqual(1);
        if (direct > 0) expect(working(crowd, 'shared')).toEqual([]);
      });
    }),
  );
});

it('whatever happens, two connections to Slack are enough, and the same one is nobody else’s', async () => {
  await fc.assert(
    fc.asyncProperty(HISTORY, async (history) => {
      await live(history, (crowd) => {
        const count = crowd.all
          .filter(({ isPaused }) => !isPaused)
          .reduce((sum, one) => sum + one.sockets(), 0);
        expect(count).toBeLessThanOrEqual(2);
      });
    }),
  );
});

it('whatever happened, jobs are run again soon after it is over', async () => {
  await fc.assert(
    fc.asyncProperty(HISTORY, fc.boolean(), async (history, hasRedis) => {
      const crowd = await live(history, () => {});
      crowd.join('fresh');
      for (const one of crowd.all) {
        one.isPaused = false;
        one.isCutOff = false;
      }
      await crowd.redis(hasRedis ? 'well' : 'away');
      await crowd.pass(seconds(20));

      expect(working(crowd, hasRedis ? 'shared' : 'direct').length).toBeGreaterThan(0);
      expect(crowd.all.filter((one) => one.leads())).toHaveLength(1);
    }),
  );
});
