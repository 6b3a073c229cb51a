import { beforeEach, describe, expect, it } from 'vitest';
import { type Ledger, LedgerAway } from '../../src/budgets/ledger.ts';
import { localLedger } from '../../src/budgets/local.ts';
import { type Instant, instant, minutes, plus, seconds } from '../../src/domain/time.ts';
import { Homes } from '../../src/flow/homes.ts';
import { DeliveryFailed } from '../../src/flow/notifier.ts';
import { keptLog } from '../slack/support/log.ts';
import { lasting, NOON, type SimulatedClock, simulatedClock } from '../support/clock.ts';

/** Homes of a Slack that is pretended, woken whenever they ask for it. */
class HomesWorld {
  readonly clock: SimulatedClock = simulatedClock(NOON);
  readonly log = keptLog();
  readonly published: { readonly person: string; readonly at: Instant }[] = [];
  /** What all Homes say now. */
  says = 'nothing';
  /** What happens when Slack takes one. */
  onPublish: (person: string, says: string) => Promise<unknown> = async () => {};
  /** What Slack answers instead of taking a Home. */
  fault: Error | null = null;
  drawn = 0;
  wakeAt: Instant | null = null;
  readonly homes: Homes;
  readonly #rounds = new WeakMap<object, string>();

  constructor(ledger: Ledger = localLedger()) {
    this.homes = new Homes({
      clock: this.clock,
      log: this.log,
      ledger,
      wake: (at) => {
        if (this.wakeAt === null || at < this.wakeAt) this.wakeAt = at;
      },
      draw: async (person, round) => {
        this.drawn += 1;
        const says = this.#rounds.get(round) ?? this.says;
        this.#rounds.set(round, says);
        const publish = async () => {
          if (this.fault) throw this.fault;
          this.published.push({ person, at: this.clock.now() });
          await this.onPublish(person, says);
        };
        return { says, publish };
      },
    });
  }

  /** Something is decided, and Homes say this from now on. */
  change(says: string): void {
    this.says = says;
    this.homes.changed();
  }

  async advance(by: string): Promise<void> {
    const end = plus(this.clock.now(), lasting(by));
    for (let at = this.wakeAt; at !== null && at <= end; at = this.wakeAt) {
      this.wakeAt = null;
      if (at > this.clock.now()) this.clock.moveTo(at);
      await this.homes.look();
    }
    this.clock.moveTo(end);
  }

  /** When Homes were published, in seconds from the start. */
  get times(): readonly number[] {
    return this.published.map(({ at }) => (at - NOON) / 1_000);
  }
}

let world: HomesWorld;
beforeEach(() => {
  world = new HomesWorld();
});

describe('a Home', () => {
  it('is published at once when it is opened, also where nothing has changed', async () => {
    await world.homes.opened('U1');
    await world.homes.opened('U1');

    expect(world.times).toEqual([0, 0]);
  });

  it('is not drawn while nobody has opened it', async () => {
    world.change('something');
    await world.advance('10m');

    expect(world.drawn).toBe(0);
  });

  it('shows a change at once, and changes after that every 10 s at most', async () => {
    await world.homes.opened('U1');
    await world.advance('30s');

    for (let change = 0; change < 25; change++) {
      world.change(`change ${change}`);
      await world.advance('1s');
    }

    expect(world.times).toEqual([0, 30, 40, 50]);
    await world.advance('10s');
    expect(world.times).toEqual([0, 30, 40, 50, 60]);
  });

  it('is not published where a change is none for it', async () => {
    await world.homes.opened('U1');
    world.change(world.says);
    await world.advance('10m');

    expect(world.times).toEqual([0]);
  });

  it('never goes back to what a round knew that began before its person pressed something', async () => {
    for (const person of ['U1', 'U2']) await world.homes.opened(person);
    const shown = new Map<string, string>();
    world.onPublish = async (person, says) => {
      shown.set(person, says);
      world.onPublish = async (other, later) => void shown.set(other, later);
      // While the first Home of the round is published, the person of the second one presses a button.
      world.says = 'new';
      await world.homes.opened('U2');
    };
    world.says = 'old';
    await world.advance('1m');

    expect(shown).toEqual(
      new Map([
        ['U1', 'old'],
        ['U2', 'new'],
      ]),
    );
  });

  it('shows within a minute what time changed, or another process', async () => {
    await world.homes.opened('U1');
    world.says = 'something';
    await world.advance('1m');

    expect(world.times).toEqual([0, 60]);
  });

  it('shows at once what its person did in a modal', async () => {
    await world.homes.opened('U1');
    world.says = 'something';
    await world.homes.touched('U1');
    await world.homes.touched('U2');

    expect(world.published.map(({ person }) => person)).toEqual(['U1', 'U1']);
  });

  it('is left alone an hour after it was opened last', async () => {
    await world.homes.opened('U1');
    await world.advance('50m');
    await world.homes.opened('U1');
    await world.advance('59m');
    expect(world.wakeAt).not.toBeNull();
    await world.advance('2m');

    const { drawn } = world;
    world.change('something');
    await world.advance('1d');
    expect(world.drawn).toBe(drawn);
    expect(world.wakeAt).toBeNull();
  });

  it('is that of the 200 people who opened theirs last', async () => {
    for (let person = 0; person <= 200; person++) {
      await world.homes.opened(`U${person}`);
      await world.advance('1s');
    }
    world.published.length = 0;
    world.change('something');
    await world.advance('5m');

    const people = new Set(world.published.map(({ person }) => person));
    expect(people.size).toBe(200);
    expect(people.has('U0')).toBe(false);
  });
});

describe('the budget of Homes', () => {
  it('keeps below the hundred a minute that Slack takes, however many are open', async () => {
    for (let person = 0; person < 150; person++) {
      await world.homes.opened(`U${person}`);
      await world.advance('1s');
    }
    world.published.length = 0;
    const from = world.clock.now();
    for (let change = 0; change < 30; change++) {
      world.change(`change ${change}`);
      await world.advance('10s');
    }

    for (let start = 0; start < 240; start += 10) {
      const window = world.published.filter(
        ({ at }) =>
          at >= plus(from, seconds(start)) && at < plus(plus(from, seconds(start)), minutes(1)),
      );
      expect(window.length).toBeLessThanOrEqual(110);
    }
    await world.advance('3m');
    const { at } = world.published.at(-1) ?? { at: instant(0) };
    expect(at).toBeGreaterThan(from);
  });

  it('is obeyed where Slack said for how long to wait, by those who open theirs too', async () => {
    await world.homes.opened('U1');
    world.fault = new DeliveryFailed('busy', 'ratelimited', { retryAfter: 30_000 });
    world.change('something');
    await world.advance('10s');
    world.fault = null;
    await world.homes.opened('U2');
    await world.advance('25s');
    expect(world.times).toEqual([0]);

    await world.advance('10s');
    expect(new Set(world.published.slice(1).map(({ person }) => person))).toEqual(
      new Set(['U1', 'U2']),
    );
  });
});

describe('a failure to publish', () => {
  it('leaves open what Slack shows, so that also the state before is published again', async () => {
    await world.homes.opened('U1');
    const before = world.says;
    world.fault = new DeliveryFailed('unknown', 'timeout');
    world.change('something');
    await world.advance('10s');
    world.fault = null;
    world.change(before);
    await world.advance('10s');

    expect(world.times).toEqual([0, 20]);
  });

  it.each([
    ['of the network', () => new DeliveryFailed('unknown', 'timeout')],
    ['of the record that processes share', () => new LedgerAway()],
    ['of ours', () => new Error('a fault')],
  ])('%s is logged once, and the Home follows as soon as it can', async (_, fault) => {
    await world.homes.opened('U1');
    world.fault = fault();
    world.change('something');
    await world.advance('1m');
    const warnings = world.log.lines.filter(({ level }) => level === 'warn');
    expect(warnings).toHaveLength(1);
    expect(warnings[0]?.text).toBe('the Home of a person could not be shown: it is tried again');

    world.fault = null;
    await world.advance('10s');
    expect(world.times).toHaveLength(2);
  });

  it('ends what would not go otherwise the next time', async () => {
    world.fault = new DeliveryFailed('refused', 'not_enabled');
    await world.homes.opened('U1');
    world.fault = null;
    world.change('something');
    await world.advance('1h');

    expect(world.drawn).toBe(1);
    expect(world.log.lines.map(({ text }) => text)).toEqual([
      'Slack takes no Home for a person: is the Home tab on in the app, as manifest.yml has it?',
    ]);
  });
});
