import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { MinuteEnd } from '../../src/store/minute-end.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

/** Re-sends that wait, and each time that some were saved. */
function waiting() {
  const saved: number[] = [];
  const state = { isWaiting: true, minute: 7, ended: 0, fault: false };
  const end = (minute: number) => {
    state.ended = minute;
  };
  const save = async () => {
    if (state.fault) throw new Error('the disk is full');
    saved.push(state.ended);
    state.isWaiting = false;
  };
  const source = {
    get isWaiting() {
      return state.isWaiting;
    },
    get minute() {
      return state.minute;
    },
    end,
  };
  return { state, saved, watched: new MinuteEnd(source, save) };
}

it('saves once, a minute later, what was of the minute that ran then', async () => {
  const { state, saved, watched } = waiting();
  watched.watch();
  await vi.advanceTimersByTimeAsync(59_999);
  state.minute = 8;
  watched.watch();
  expect(saved).toEqual([]);

  await vi.advanceTimersByTimeAsync(180_000);

  expect(saved).toEqual([7]);
});

it('tries again a minute later when saving fails', async () => {
  const { state, saved, watched } = waiting();
  state.fault = true;
  watched.watch();
  await vi.advanceTimersByTimeAsync(119_999);
  state.fault = false;
  expect(saved).toEqual([]);

  await vi.advanceTimersByTimeAsync(1);

  expect(saved).toEqual([7]);
});

it('does nothing any more once it is stopped', async () => {
  const { saved, watched } = waiting();
  watched.watch();
  watched.stop();
  watched.watch();

  await vi.advanceTimersByTimeAsync(180_000);

  expect(saved).toEqual([]);
});
