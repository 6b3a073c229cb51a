import { setImmediate as endOfTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { instant, seconds } from '../../src/domain/time.ts';
import { type Loss, Losses } from '../../src/flow/losses.ts';
import { memoryStore } from '../../src/store/memory/index.ts';
import type { Store } from '../../src/store/store.ts';
import { keptLog } from '../slack/support/log.ts';
import { lasting, NOON, simulatedClock } from '../support/clock.ts';
import { manualQueue } from '../support/queue.ts';

const LIMIT = { count: 100, per: seconds(1) };
const refused = (count: number): Loss => ({ count, limit: LIMIT });
const givenUp = (count: number): Loss => ({ count, limit: null });

/** Processes that lose alerts, over one store in simulated time. */
class Losing {
  readonly clock = simulatedClock();
  readonly log = keptLog();
  readonly queue = manualQueue(this.clock);
  readonly #kept = memoryStore();
  /** Set: the store does not answer. */
  broken: Error | null = null;
  readonly store: Store = {
    ...this.#kept,
    openLosses: async () => {
      if (this.broken) throw this.broken;
      return this.#kept.openLosses();
    },
  };
  readonly losses = this.start();

  constructor() {
    this.queue.start(async ({ kind }) => {
      if (kind === 'sources') await this.losses.look();
    });
  }

  /** Another process. */
  start(): Losses {
    const { store, queue, clock, log } = this;
    return new Losses({ store, queue, clock, log, channel: () => '#ops' });
  }

  async loses(loss: Loss, source = 'shop', by = this.losses): Promise<void> {
    by.note(source, loss);
    // The store is in memory, so that all is told by then which is to be told now.
    await endOfTurn();
  }

  async passes(length: string): Promise<void> {
    const end = instant(this.clock.now() + lasting(length));
    for (let at = this.queue.nextAt(); at !== null && at <= end; at = this.queue.nextAt()) {
      if (at > this.clock.now()) this.clock.moveTo(at);
      await this.queue.settle();
    }
    this.clock.moveTo(end);
  }

  /** What people were told. */
  async told() {
    const pending = await this.store.pending('#ops');
    return pending.map(({ subject }) =>
      subject.type === 'notice' ? [subject.shown.cardRevision, subject.shown.content] : [],
    );
  }
}

describe('a source that is over its rate', () => {
  it('is told after a minute, with what was refused by then', async () => {
    const world = new Losing();
    await world.loses(refused(7));
    await world.passes('30s');
    await world.loses(refused(3));
    expect(await world.told()).toEqual([]);

    await world.passes('30s');

    const content = { kind: 'losses', source: 'shop', since: NOON, givenUp: 0, limit: LIMIT };
    expect(await world.told()).toEqual([[1, { ...content, refused: 10, until: null }]]);
    expect(world.log.lines).toMatchObject([
      { level: 'warn', text: 'alerts of a source are lost', fields: { source: 'shop' } },
    ]);
  });

  it('is told once as long as it lasts, and what it came to in the same place when it is over', async () => {
    const world = new Losing();
    for (let minute = 0; minute < 180; minute++) {
      await world.loses(refused(1));
      await world.passes('1m');
    }
    expect(await world.told()).toMatchObject([[1, { until: null }]]);
    await world.loses(givenUp(40));
    const until = world.clock.now();
    await world.passes('1h');

    await world.losses.look();

    expect(await world.told()).toMatchObject([[2, { refused: 180, givenUp: 40, until }]]);
  });

  it('is told anew after a quiet hour', async () => {
    const world = new Losing();
    await world.loses(refused(1));
    await world.passes('61m');
    await world.loses(refused(2));
    await world.passes('1m');

    expect(await world.told()).toMatchObject([
      [2, { refused: 1 }],
      [1, { refused: 2 }],
    ]);
  });

  it('is told by one of several processes, and each source by itself', async () => {
    const world = new Losing();
    const other = world.start();
    await world.loses(refused(5));
    await world.loses(refused(8), 'shop', other);
    await world.loses(refused(1), 'web', other);
    await world.passes('1m');
    await other.look();

    expect(await world.told()).toMatchObject([
      [1, { source: 'shop', refused: 13 }],
      [1, { source: 'web', refused: 1 }],
    ]);
  });

  it('is told later when the store does not answer', async () => {
    const world = new Losing();
    world.broken = new Error('locked');
    await world.loses(refused(5));
    await world.passes('1m');
    world.broken = null;

    await world.loses(refused(1));

    expect(await world.told()).toMatchObject([[1, { refused: 6 }]]);
    expect(world.log.lines[0]).toMatchObject({
      level: 'warn',
      text: 'losses of a source could not be told; they are later',
    });
  });
});

describe('what an SDK gives up', () => {
  it.each([
    ['a little is not told', 19, 0],
    ['much is', 20, 1],
  ])('%s', async (_, count, told) => {
    const world = new Losing();
    await world.loses(givenUp(count));
    await world.passes('2h');
    await world.losses.look();

    expect(await world.told()).toHaveLength(told);
  });
});

describe('after a restart', () => {
  it('the end is told of what nothing more is lost of', async () => {
    const world = new Losing();
    await world.loses(refused(7));
    await world.passes('5m');

    const again = world.start();
    await again.look();
    const until = world.clock.now();
    await world.passes('59m');
    await again.look();
    expect(await world.told()).toMatchObject([[1, { until: null }]]);
    await world.passes('1m');
    await again.look();

    expect(await world.told()).toMatchObject([[2, { since: NOON, refused: 7, until }]]);
  });

  it('what goes on is told no second time, and counted together', async () => {
    const world = new Losing();
    await world.loses(refused(7));
    await world.passes('5m');
    await world.loses(refused(10));
    await world.losses.stop();
    await world.passes('50m');

    const again = world.start();
    await world.loses(refused(20), 'shop', again);
    await world.passes('10m');
    await world.loses(givenUp(3), 'shop', again);
    const until = world.clock.now();
    await world.passes('1h');
    await again.look();

    const all = { since: NOON, refused: 37, givenUp: 3, until };
    expect(await world.told()).toMatchObject([[2, all]]);
  });

  it('a loss is told anew of which the one before is over, in the same hour too', async () => {
    const world = new Losing();
    await world.loses(refused(7));
    await world.passes('61m');
    await world.losses.look();

    const again = world.start();
    await world.loses(refused(2), 'shop', again);
    await world.passes('1m');
    await again.look();

    expect(await world.told()).toMatchObject([
      [2, { refused: 7 }],
      [1, { refused: 2 }],
    ]);
  });
});

describe('a stop within the first minute', () => {
  it('tells what was lost by then, and the next process goes on with that', async () => {
    const world = new Losing();
    await world.loses(refused(7));
    await world.loses(givenUp(19), 'web');
    await world.passes('10s');

    await world.losses.stop();
    expect(await world.told()).toMatchObject([[1, { source: 'shop', refused: 7, until: null }]]);

    const again = world.start();
    await world.loses(refused(2), 'shop', again);
    await world.passes('1m');
    const until = world.clock.now();
    await world.loses(refused(1), 'shop', again);
    await world.passes('1h');
    await again.look();
    expect(await world.told()).toMatchObject([[2, { since: NOON, refused: 10, until }]]);
  });

  it('says so where the store does not answer', async () => {
    const world = new Losing();
    await world.loses(refused(7));
    world.broken = new Error('locked');

    await world.losses.stop();

    expect(await world.told()).toEqual([]);
    const text = 'losses of a source could not be told before the stop';
    expect(world.log.lines).toMatchObject([
      { level: 'warn', text, fields: { error: world.broken } },
    ]);
  });

  it('adds to what another process told', async () => {
    const world = new Losing();
    const other = world.start();
    await world.loses(refused(7));
    await world.passes('2m');
    await world.loses(refused(2), 'shop', other);

    await other.stop();

    expect(await world.told()).toMatchObject([[1, { refused: 9 }]]);
  });
});

describe('several processes that lose alerts of a source', () => {
  it('tell its end when none of them loses any more, with what all lost', async () => {
    const world = new Losing();
    const other = world.start();
    await world.loses(refused(5));
    await world.passes('2m');
    for (let minute = 0; minute < 120; minute++) {
      await world.loses(refused(1), 'shop', other);
      await world.losses.look();
      await world.passes('1m');
    }
    expect(await world.told()).toMatchObject([[1, { until: null }]]);
    for (let minute = 0; minute < 120; minute++) {
      await other.look();
      await world.losses.look();
      await world.passes('1m');
    }

    expect(await world.told()).toMatchObject([[2, { refused: 125 }]]);
  });
});
