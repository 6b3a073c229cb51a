import { describe, expect, it } from 'vitest';
import { type Duration, duration, type Instant, plus, seconds } from '../../src/domain/time.ts';
import type { Example, Post } from '../../src/try/example.ts';
import { Player } from '../../src/try/player.ts';
import { simulatedClock } from '../support/clock.ts';

const aPost = (word: string): Post => ({ kind: 'resolve-error', error: word });

/** Four parts, one a second; their ends all at once. */
function anExample(change: Partial<Example> = {}): Example {
  return {
    name: 'four',
    mark: 'warning',
    title: 'Four',
    about: 'four parts',
    unit: 'alert',
    steps: () =>
      [0, 1, 2, 3].map((nth) => ({
        after: seconds(nth),
        count: 10,
        make: () => aPost(`part ${nth}`),
      })),
    ends: (sent) => Array.from({ length: sent }, (_, nth) => () => aPost(`end ${nth}`)),
    ...change,
  };
}

/** A player over simulated time, and a bot that takes all but what is refused. */
function aPlayer() {
  const clock = simulatedClock();
  const told: string[] = [];
  const waiting: { readonly at: Instant; readonly action: () => void }[] = [];
  const world = { refusal: null as string | null, changes: 0 };
  const player = new Player({
    now: clock.now,
    after(wait: Duration, action) {
      const timer = { at: plus(clock.now(), wait), action };
      waiting.push(timer);
      return () => void waiting.splice(waiting.indexOf(timer), 1);
    },
    send: async (post) => {
      if (world.refusal !== null) return world.refusal;
      told.push(post.kind === 'resolve-error' ? post.error : post.kind);
      return null;
    },
    changed: () => {
      world.changes += 1;
    },
  });
  const pass = async (time: number) => {
    clock.advance(duration(time));
    for (const { action } of waiting.splice(0).filter(isDue)) action();
    await settled();
  };
  const isDue = (timer: (typeof waiting)[number]) => {
    const due = timer.at <= clock.now();
    if (!due) waiting.push(timer);
    return due;
  };
  return { player, told, world, pass, waiting };
}

/** Whatever waits for no time has happened. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('a player', () => {
  it('sends each part when its time has come, and tells how far it is', async () => {
    const { player, told, pass } = aPlayer();
    const example = anExample();

    const sending = player.send(example);
    await settled();
    expect(told).toEqual(['part 0']);
    expect(player.played(example)).toEqual({
      doing: 'sending',
      sent: 10,
      total: 40,
      isOn: true,
      fault: null,
    });
    for (let second = 0; second < 3; second += 1) await pass(1_000);
    await sending;

    expect(told).toEqual(['part 0', 'part 1', 'part 2', 'part 3']);
    expect(player.played(example)).toMatchObject({ doing: 'nothing', sent: 40, isOn: true });
  });

  it('sends nothing more of what is stopped, and ends what it sent', async () => {
    const { player, told, pass, waiting } = aPlayer();
    const example = anExample();
    const sending = player.send(example);
    await settled();
    await pass(1_000);

    player.stop(example);
    await sending;
    expect(player.played(example)).toMatchObject({ doing: 'nothing', sent: 20, isOn: true });
    expect(waiting).toEqual([]);
    await player.resolve(example);

    expect(told).toEqual(['part 0', 'part 1', 'end 0', 'end 1']);
    expect(player.played(example)).toMatchObject({ doing: 'nothing', isOn: false, fault: null });
  });

  it('ends also what an earlier run left firing', async () => {
    const { player, told, pass } = aPlayer();
    const example = anExample();
    for (const parts of [3, 1]) {
      const sending = player.send(example);
      await settled();
      for (let second = 1; second < parts; second += 1) await pass(1_000);
      player.stop(example);
      await sending;
    }

    await player.resolve(example);

    expect(told.filter((word) => word.startsWith('end'))).toEqual(['end 0', 'end 1', 'end 2']);
  });

  it('stops at what the bot refuses, and says why until it goes well again', async () => {
    const { player, world, pass } = aPlayer();
    const example = anExample();
    const sending = player.send(example);
    await settled();
    world.refusal = 'The bot is full.';
    await pass(1_000);
    await sending;
    const refused = player.played(example);

    await player.resolve(example);
    const stillOn = player.played(example);
    world.refusal = null;
    await player.resolve(example);

    expect(refused).toMatchObject({ doing: 'nothing', sent: 10, fault: 'The bot is full.' });
    expect(stillOn).toMatchObject({ isOn: true, fault: 'The bot is full.' });
    expect(player.played(example)).toMatchObject({ isOn: false, fault: null });
  });

  it('sends an example once at a time, and several together', async () => {
    const { player, told } = aPlayer();
    const [one, other] = [anExample(), anExample({ name: 'other' })];

    void player.send(one);
    void player.send(one);
    void player.send(other);
    await settled();

    expect(told).toEqual(['part 0', 'part 0']);
    player.stopAll();
    await settled();
    expect(player.played(one).doing).toBe('nothing');
  });

  it('knows that it is over when it lasts so long', async () => {
    const { player, world, pass } = aPlayer();
    const [first] = anExample().steps(simulatedClock().now());
    const example = anExample({ lasts: seconds(60), steps: () => (first ? [first] : []) });
    await player.send(example);
    expect(player.played(example).isOn).toBe(true);
    const before = world.changes;

    await pass(60_000);

    expect(player.played(example).isOn).toBe(false);
    expect(world.changes).toBe(before + 1);
  });

  it('has nothing to end where nothing was sent', async () => {
    const { player, told } = aPlayer();

    await player.resolve(anExample());

    expect(told).toEqual([]);
    expect(player.played(anExample())).toMatchObject({ total: 0, isOn: false });
  });
});
