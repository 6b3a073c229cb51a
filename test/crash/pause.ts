import { setTimeout } from 'node:timers/promises';

/** Lets real time pass: what is tested here is a real process. */
export async function pause(milliseconds: number): Promise<void> {
  await setTimeout(milliseconds);
}

/** Looks again and again until it holds; answers whether it did within that time. */
export async function within(milliseconds: number, look: () => Promise<boolean>): Promise<boolean> {
  const end = Date.now() + milliseconds;
  while (Date.now() < end) {
    if (await look()) return true;
    await pause(100);
  }
  return false;
}
