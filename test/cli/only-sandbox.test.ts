import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { holdSandbox, SANDBOX } from '../../src/cli/only-sandbox.ts';
import { systemClock } from '../../src/clock.ts';
import { plus, seconds } from '../../src/domain/time.ts';
import { aloneCoordination } from '../../src/store/alone.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const pass = async (s: number) => void (await vi.advanceTimersByTimeAsync(seconds(s)));

describe('the one sandbox of several processes', () => {
  it('is had at once where nobody has it', async () => {
    await expect(holdSandbox(aloneCoordination(), 'a', systemClock)).resolves.toBeUndefined();
  });

  it('is had after a process that was killed', async () => {
    const store = aloneCoordination();
    await store.claim(SANDBOX, 'dead', systemClock.now(), plus(systemClock.now(), seconds(10)));

    const held = holdSandbox(store, 'a', systemClock);
    await pass(11);

    await expect(held).resolves.toBeUndefined();
  });

  it('is refused beside one that lives, in a sentence that says what to do', async () => {
    const store = aloneCoordination();
    const renew = () =>
      store.claim(SANDBOX, 'alive', systemClock.now(), plus(systemClock.now(), seconds(10)));
    await renew();

    const refused = expect(holdSandbox(store, 'a', systemClock)).rejects.toThrow(
      /^Another process .* Set SLACK_BOT_TOKEN for several processes, or stop the other one\.$/,
    );
    for (let n = 0; n < 15; n++) {
      await renew();
      await pass(1);
    }

    await refused;
  });
});
