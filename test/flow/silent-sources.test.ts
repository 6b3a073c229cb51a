import { setImmediate as endOfTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Alert } from '../../src/domain/alert.ts';
import { instant } from '../../src/domain/time.ts';
import { SilentSources } from '../../src/flow/silent-sources.ts';
import { memoryStore } from '../../src/store/memory/index.ts';
import type { Store } from '../../src/store/store.ts';
import { keptLog } from '../slack/support/log.ts';
import { anAlert } from '../support/builders.ts';
import { lasting, NOON, simulatedClock } from '../support/clock.ts';
import { type ManualQueue, manualQueue } from '../support/queue.ts';
import { anErrorEvent } from '../support/state.ts';

/** Processes that listen, over one store in simulated time. */
class Listeners {
  readonly clock = simulatedClock();
  readonly log = keptLog();
  readonly delivered: string[] = [];
  readonly queue: ManualQueue = manualQueue(this.clock);
  readonly #kept = memoryStore();
  /** How often the store was told of a source. */
  told = 0;
  sources = new Set(['prometheus', 'cron']);
  /** Set: the store does not answer. */
  broken: Error | null = null;
  silent: SilentSources;

  readonly store: Store = {
    ...this.#kept,
    heardFrom: async (name, at, atRest) => {
      this.#fail();
      if (this.sources.has(name)) this.told += 1;
      return this.#kept.heardFrom(name, at, atRest);
    },
    habits: async () => {
      this.#fail();
      return this.#kept.habits();
    },
  };

  constructor() {
    this.silent = this.start();
  }

  /** Begins to listen, as another process or after a stop. */
  start(): SilentSources {
    const silent = new SilentSources({
      store: this.store,
      queue: this.queue,
      clock: this.clock,
      log: this.log,
      sources: () => this.sources,
      channel: () => '#ops',
    });
    this.queue.start(async (job) => {
      if (job.kind === 'sources') await silent.look();
      if (job.kind === 'deliver') this.delivered.push(job.channel);
    });
    this.queue.schedule({ kind: 'sources' }, this.clock.now());
    return silent;
  }

  /** Something fires, as one of the processes hears. */
  async hear(name = 'prometheus', by = this.silent): Promise<void> {
    await this.takes([anAlert()], name, by);
  }

  /** All that fired is over. */
  async ends(name = 'prometheus'): Promise<void> {
    await this.takes([anAlert({ status: 'resolved' })], name);
  }

  async takes(alerts: readonly Alert[], name = 'prometheus', by = this.silent): Promise<void> {
    by.heard(name, alerts);
    // The store is in memory, so that all is noted by then which is to be noted now.
    await endOfTurn();
    await this.queue.settle();
  }

  /** Ends and begins anew after so long; without a word where it `crashes`. */
  async restarts(after: string, how: 'stops' | 'crashes' = 'stops'): Promise<void> {
    if (how === 'stops') await this.silent.stop();
    await this.queue.close();
    this.clock.advance(after);
    this.silent = this.start();
    await this.queue.settle();
  }

  /** What is known of sources. */
  async habits() {
    const habits = await this.store.habits();
    return habits.filter(({ name }) => this.sources.has(name));
  }

  /** It says so often that something fires, for so long. */
  async speaks(every: string, during: string, name = 'prometheus'): Promise<void> {
    const times = Math.floor(lasting(during) / lasting(every));
    await this.hear(name);
    for (let time = 0; time < times; time++) {
      await this.passes(every);
      await this.hear(name);
    }
  }

  async passes(length: string): Promise<void> {
    const end = this.clock.now() + lasting(length);
    await this.queue.settle();
    for (let at = this.queue.nextAt(); at !== null && at <= end; at = this.queue.nextAt()) {
      this.clock.moveTo(at);
      await this.queue.settle();
    }
    this.clock.moveTo(instant(end));
  }

  /** What people were told, in its order. */
  async notices() {
    const pending = await this.store.pending('#ops');
    return pending.map(({ subject }) => subject.shown);
  }

  #fail(): void {
    if (this.broken) throw this.broken;
  }
}

describe('a source that falls silent', () => {
  it('is told once, when it paused for twice as long as ever', async () => {
    const world = new Listeners();
    await world.speaks('20m', '2d');
    await world.passes('39m');
    expect(await world.notices()).toEqual([]);

    await world.passes('1m');

    const since = NOON + lasting('2d');
    expect(await world.notices()).toEqual([
      {
        id: `silent:prometheus:${since}`,
        channel: '#ops',
        at: since + lasting('40m'),
        content: {
          kind: 'silent-source',
          source: 'prometheus',
          since,
          longestPause: lasting('20m'),
          back: null,
        },
        cardRevision: 1,
        detailsRevision: 0,
        entryCount: 0,
        joined: null,
      },
    ]);
    expect(world.delivered).toEqual(['#ops']);
    expect(world.log.lines).toMatchObject([
      { level: 'warn', text: 'a source fell silent', fields: { source: 'prometheus' } },
    ]);
  });

  it('is not told again, however long it lasts', async () => {
    const world = new Listeners();
    await world.speaks('20m', '2d');

    await world.passes('30d');

    expect(await world.notices()).toHaveLength(1);
    expect(world.delivered).toEqual(['#ops']);
  });

  it('is not told again by another process, nor after a restart', async () => {
    const world = new Listeners();
    await world.speaks('20m', '2d');
    await world.passes('1h');

    world.start();
    await world.passes('3d');

    expect(world.delivered).toEqual(['#ops']);
  });

  it('is told once where the process that told it ended before it could say so', async () => {
    const world = new Listeners();
    await world.speaks('20m', '2d');
    await world.passes('1h');
    const [habit] = await world.habits();
    if (habit) await world.store.concludeHabit('prometheus', { ...habit, silentSince: null });

    await world.passes('2h');

    expect(await world.notices()).toHaveLength(1);
    expect(world.delivered).toEqual(['#ops']);
    expect(await world.habits()).toMatchObject([{ silentSince: NOON + lasting('2d') }]);
  });

  it('is back: what was told says so in its place', async () => {
    const world = new Listeners();
    await world.speaks('20m', '2d');
    await world.passes('3h');

    await world.hear();

    expect(await world.notices()).toMatchObject([
      { cardRevision: 2, content: { back: NOON + lasting('51h') } },
    ]);
    expect(await world.habits()).toMatchObject([
      { longestPause: lasting('20m'), silentSince: null, lastAt: NOON + lasting('51h') },
    ]);
    expect(world.delivered).toEqual(['#ops', '#ops']);
  });

  it('is missed as soon after that, since an outage is no habit', async () => {
    const world = new Listeners();
    await world.speaks('20m', '2d');
    await world.passes('2d');
    await world.speaks('20m', '1d');

    await world.passes('39m');
    expect(await world.notices()).toHaveLength(1);
    await world.passes('1m');

    expect(await world.notices()).toHaveLength(2);
  });

  it('is told twice where it speaks seldom from now on, and not for ever', async () => {
    const world = new Listeners();
    await world.speaks('20m', '2d');

    await world.passes('3h');
    await world.speaks('4h', '10d');

    expect(await world.notices()).toHaveLength(2);
    expect(await world.habits()).toMatchObject([{ longestPause: lasting('4h') }]);
  });

  it('is not told where it was taken out of the configuration', async () => {
    const world = new Listeners();
    await world.speaks('20m', '2d');
    world.sources = new Set(['cron']);

    await world.passes('1d');

    expect(await world.notices()).toEqual([]);
  });

  it('is not told once it was put back, before it spoke again', async () => {
    const world = new Listeners();
    await world.speaks('20m', '2d');
    world.sources = new Set(['cron']);
    await world.passes('10d');
    world.sources = new Set(['cron', 'prometheus']);

    await world.passes('10d');
    await world.hear();
    await world.passes('10d');

    expect(await world.notices()).toEqual([]);
    expect(await world.habits()).toMatchObject([{ longestPause: lasting('20m') }]);
  });

  it('is told of each by itself', async () => {
    const world = new Listeners();
    for (let hour = 0; hour < 30; hour++) {
      await world.hear('prometheus');
      await world.hear('cron');
      await world.passes('1h');
    }

    await world.speaks('30m', '3h', 'cron');

    expect(await world.notices()).toMatchObject([{ content: { source: 'prometheus' } }]);
  });
});

describe('a source whose problems are over', () => {
  it('is not missed', async () => {
    const world = new Listeners();
    await world.speaks('4h', '2d');
    await world.ends();

    await world.passes('30d');

    expect(await world.notices()).toEqual([]);
  });

  it('is missed again once it said for a day that something fires', async () => {
    const world = new Listeners();
    await world.speaks('20m', '2d');
    await world.ends();
    await world.passes('5d');

    await world.speaks('20m', '23h');
    await world.passes('20m');
    expect(await world.habits()).toMatchObject([{ longestPause: lasting('20m') }]);
    await world.speaks('20m', '40m');
    await world.passes('40m');

    expect(await world.notices()).toHaveLength(1);
  });

  it('is missed where something else fires all the time', async () => {
    const world = new Listeners();
    for (let time = 0; time < 24 * 3 * 2; time++) {
      await world.hear();
      await world.passes('5m');
      await world.ends();
      await world.passes('15m');
    }
    await world.hear();

    await world.passes('1h');

    expect(await world.notices()).toMatchObject([{ content: { longestPause: lasting('20m') } }]);
  });

  it('is missed where something fired again within the minute', async () => {
    const world = new Listeners();
    await world.speaks('20m', '2d');
    world.clock.advance('20s');
    await world.ends();
    world.clock.advance('20s');
    await world.hear();

    await world.passes('2d');

    expect(await world.notices()).toMatchObject([
      { content: { since: NOON + lasting('2d') + lasting('40s') } },
    ]);
  });

  it('is not missed where it said so within the minute', async () => {
    const world = new Listeners();
    await world.speaks('20m', '2d');
    world.clock.advance('20s');
    await world.hear();
    world.clock.advance('20s');
    await world.ends();
    world.clock.advance('10s');
    await world.hear();
    world.clock.advance('5s');
    await world.ends();

    await world.passes('2d');

    expect(await world.notices()).toEqual([]);
  });

  it('is back where it only says so', async () => {
    const world = new Listeners();
    await world.speaks('20m', '2d');
    await world.passes('3h');

    await world.ends();
    await world.passes('3d');

    expect(await world.notices()).toMatchObject([{ content: { back: NOON + lasting('51h') } }]);
  });

  it.each<readonly [string, readonly Alert[]]>([
    ['errors', [anAlert({ event: { user: null, error: anErrorEvent() } })]],
    ['ends', [anAlert({ status: 'resolved' })]],
    ['nothing that can be taken', []],
  ])('is not even known by %s alone', async (_, alerts) => {
    const world = new Listeners();

    await world.takes(alerts);

    expect(await world.habits()).toEqual([]);
  });
});

describe('Quell itself', () => {
  it.each(['stops', 'crashes'] as const)(
    'that %s for a while is not taken for a source that fell silent',
    async (how) => {
      const world = new Listeners();
      await world.speaks('20m', '2d');

      await world.restarts('5h', how);
      await world.passes('30m');
      await world.hear();

      expect(await world.notices()).toEqual([]);
      expect(await world.habits()).toMatchObject([{ longestPause: lasting('30m'), deaf: 0 }]);
    },
  );

  it('that came back tells of a source that did not', async () => {
    const world = new Listeners();
    await world.speaks('20m', '2d');

    await world.restarts('5h');
    await world.passes('39m');
    expect(await world.notices()).toEqual([]);
    await world.passes('1m');

    expect(await world.notices()).toHaveLength(1);
  });

  it('that slept with its whole machine tells nobody at once', async () => {
    const world = new Listeners();
    await world.speaks('20m', '2d');
    world.clock.advance('5h');

    await world.passes('39m');
    expect(await world.notices()).toEqual([]);
    await world.passes('1m');

    expect(await world.notices()).toHaveLength(1);
  });

  it('that starts anew each day learns how seldom a source speaks', async () => {
    const world = new Listeners();
    for (let day = 0; day < 7 * 12; day++) {
      if (day % 7 === 0) await world.hear();
      await world.passes('23h');
      await world.restarts('1h', 'crashes');
    }

    expect(await world.notices()).toEqual([]);
    expect(await world.habits()).toMatchObject([{ longestPause: lasting('7d') }]);
  });

  it('that starts anew each day misses a source all the same, when it listened for long enough', async () => {
    const world = new Listeners();
    await world.speaks('1d', '12d');

    await world.restarts('1h');
    await world.passes('23h');
    await world.restarts('1h');
    await world.passes('24h59m');
    expect(await world.notices()).toEqual([]);
    await world.passes('1m');

    expect(await world.notices()).toHaveLength(1);
  });

  it('hears nobody while its store does not answer', async () => {
    const world = new Listeners();
    await world.speaks('20m', '2d');
    world.broken = new Error('the database is away');
    for (let minute = 0; minute < 60; minute++) {
      world.clock.advance('1m');
      await expect(world.silent.look()).rejects.toThrow('the database is away');
    }

    world.broken = null;
    world.queue.schedule({ kind: 'sources' }, world.clock.now());
    await world.passes('39m');

    expect(await world.notices()).toEqual([]);
  });

  it('ends also where its store does not answer, and says so in the log', async () => {
    const world = new Listeners();
    world.broken = new Error('the database is away');

    await world.silent.stop();

    expect(world.log.lines).toMatchObject([
      { level: 'warn', text: 'until when Quell listened for sources could not be noted' },
    ]);
  });

  it('notes at the next chance what it could not note', async () => {
    const world = new Listeners();
    await world.queue.settle();
    world.broken = new Error('the database is away');
    await world.hear();
    const text = 'that a source was heard could not be noted; it is again';
    expect(world.log.lines).toMatchObject([
      { level: 'warn', fields: { source: 'prometheus' }, text },
    ]);

    world.broken = null;
    world.clock.advance('1s');
    await world.hear();

    expect(await world.habits()).toMatchObject([{ lastAt: NOON + 1_000 }]);
  });

  it('tells its store of a source no more than once a minute', async () => {
    const world = new Listeners();
    await world.speaks('1s', '3m');

    expect(world.told).toBe(4);
  });

  it('learns the same where several processes hear a part each', async () => {
    const world = new Listeners();
    const second = world.start();
    for (let time = 0; time < 24 * 3; time++) {
      await world.hear('prometheus', time % 2 === 0 ? world.silent : second);
      await world.passes('20m');
    }
    await world.hear();

    expect(await world.habits()).toMatchObject([{ longestPause: lasting('20m') }]);
  });
});
