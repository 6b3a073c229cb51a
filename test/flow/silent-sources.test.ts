import { describe, expect, it } from 'vitest';
import { instant } from '../../src/domain/time.ts';
import { SilentSources } from '../../src/flow/silent-sources.ts';
import { memoryStore } from '../../src/store/memory/index.ts';
import type { Store } from '../../src/store/store.ts';
import { keptLog } from '../slack/support/log.ts';
import { lasting, NOON, simulatedClock } from '../support/clock.ts';
import { type ManualQueue, manualQueue } from '../support/queue.ts';

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
    heardFrom: async (name, at) => {
      this.#fail();
      this.told += 1;
      return this.#kept.heardFrom(name, at);
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

  /** One that works beside the others. */
  async hear(name = 'prometheus', by = this.silent): Promise<void> {
    by.heard(name);
    await by.stop();
    await this.queue.settle();
  }

  /** It speaks every so often, for so long. */
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
    await world.store.concludeHabit('prometheus', {
      longestPause: lasting('20m'),
      silentSince: null,
    });

    await world.passes('2h');

    expect(await world.notices()).toHaveLength(1);
    expect(world.delivered).toEqual(['#ops']);
    expect(await world.store.habits()).toMatchObject([{ silentSince: NOON + lasting('2d') }]);
  });

  it('is back: what was told says so in its place', async () => {
    const world = new Listeners();
    await world.speaks('20m', '2d');
    await world.passes('3h');

    await world.hear();

    expect(await world.notices()).toMatchObject([
      { cardRevision: 2, content: { back: NOON + lasting('51h') } },
    ]);
    expect(await world.store.habits()).toMatchObject([
      { longestPause: lasting('3h'), silentSince: null, lastAt: NOON + lasting('51h') },
    ]);
    expect(world.delivered).toEqual(['#ops', '#ops']);
  });

  it('is missed later after that, since it is known to pause', async () => {
    const world = new Listeners();
    await world.speaks('20m', '2d');
    await world.passes('3h');
    await world.speaks('20m', '2d');

    await world.passes('5h');
    expect(await world.notices()).toHaveLength(1);
    await world.passes('1h');

    expect(await world.notices()).toHaveLength(2);
  });

  it('is not told where it was taken out of the configuration', async () => {
    const world = new Listeners();
    await world.speaks('20m', '2d');
    world.sources = new Set(['cron']);

    await world.passes('1d');

    expect(await world.notices()).toEqual([]);
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

describe('Quell itself', () => {
  it('that was down is not taken for a source that fell silent', async () => {
    const world = new Listeners();
    await world.speaks('20m', '2d');
    await world.queue.close();
    world.clock.advance('5h');

    world.silent = world.start();
    await world.passes('30m');
    await world.hear();

    expect(await world.notices()).toEqual([]);
    expect(await world.store.habits()).toMatchObject([{ longestPause: lasting('30m') }]);
  });

  it('that came back tells of a source that did not', async () => {
    const world = new Listeners();
    await world.speaks('20m', '2d');
    await world.queue.close();
    world.clock.advance('5h');

    world.start();
    await world.passes('40m');

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

  it('notes at the next chance what it could not note', async () => {
    const world = new Listeners();
    world.broken = new Error('the database is away');
    world.silent.heard('prometheus');
    await world.silent.stop();
    expect(world.log.lines).toMatchObject([{ level: 'warn', fields: { source: 'prometheus' } }]);

    world.broken = null;
    world.clock.advance('1s');
    await world.hear();

    expect(await world.store.habits()).toMatchObject([{ lastAt: NOON + 1_000 }]);
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

    expect(await world.store.habits()).toMatchObject([{ longestPause: lasting('20m') }]);
  });
});
