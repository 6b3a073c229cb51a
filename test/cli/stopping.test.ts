import { describe, expect, it } from 'vitest';
import { untilToldToStop } from '../../src/cli/signals.ts';
import { stopWithinReason } from '../../src/cli/stopping.ts';
import { instant } from '../../src/domain/time.ts';
import { endInOrder } from '../../src/wiring/stopping.ts';
import { keptLog } from '../slack/support/log.ts';

const LATER = 'still stopping, for 8 s at most; Ctrl+C once more ends it at once';
const LATE = 'stopped before all was finished; the rest goes on at the next start';

/** A stop whose second part ends when it is let go, and timers that go off when they are told to. */
function stopping() {
  const timers = new Map<number, () => void>();
  const log = keptLog();
  let go = () => {};
  const slow = new Promise<void>((resolve) => {
    go = resolve;
  });
  const endings = [
    ['requests in hand', async () => {}],
    ['messages on their way to Slack', () => slow],
  ] as const;
  const stopped = stopWithinReason({
    stop: (waitsFor) => endInOrder(endings, waitsFor),
    log,
    after(wait, action) {
      timers.set(wait, action);
      return () => timers.delete(wait);
    },
  });
  const said = () => log.lines.map(({ level, text, fields }) => [level, text, fields]);
  return { timers, stopped, said, go };
}

/** Lets everything that waits for nothing but promises run. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('a stop', () => {
  it('says little where it is done at once', async () => {
    const { stopped, said, timers, go } = stopping();

    go();
    await stopped;

    expect(said()).toEqual([['info', 'stopping', {}]]);
    expect(timers.size).toBe(0);
  });

  it('says after a second what it waits for, and how to end it', async () => {
    const { stopped, said, timers, go } = stopping();
    await settled();

    timers.get(1_000)?.();
    go();
    await stopped;

    const waitsFor = 'messages on their way to Slack';
    expect(said().slice(1)).toEqual([['info', LATER, { waitsFor }]]);
  });

  it('ends after 8 s, whatever it waits for', async () => {
    const { stopped, said, timers } = stopping();
    await settled();

    timers.get(8_000)?.();
    await stopped;

    expect(said().at(-1)).toEqual(['warn', LATE, { waitsFor: 'messages on their way to Slack' }]);
  });
});

describe('a signal', () => {
  /** Presses at these times, in ms; answers how often that ended the process. */
  function pressed(times: readonly number[], signal: 'SIGINT' | 'SIGTERM') {
    let [now, ends] = [0, 0];
    let press = (_: typeof signal) => {};
    const told = untilToldToStop({
      clock: { now: () => instant(now) },
      onSignal: (listener) => {
        press = listener;
      },
      end: () => {
        ends += 1;
      },
    });
    for (const time of times) {
      now = time;
      press(signal);
    }
    return { told, ends };
  }

  it.each([
    ['SIGINT', 'once stops', [0], 0],
    ['SIGINT', 'which npm hands on a second time is one', [0, 3], 0],
    ['SIGINT', 'once more ends the process at once', [0, 700], 1],
    ['SIGINT', 'once more ends it, also where npm hands on each', [0, 3, 700], 1],
    ['SIGTERM', 'which nobody hands on: once more ends it at once', [0, 3], 1],
  ] as const)('%s %s', async (signal, _, times, ends) => {
    const { told, ends: counted } = pressed(times, signal);

    await told;

    expect(counted).toBe(ends);
  });
});
