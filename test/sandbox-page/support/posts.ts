import { expect, vi } from 'vitest';
import type { Desk } from './open.ts';

/** The body of the page's n-th post of this name, as soon as it has come. */
export async function posted(desk: Desk, name: string, nth = 1): Promise<Record<string, unknown>> {
  const bodies = (): readonly Record<string, unknown>[] =>
    desk.server.posts.filter((post) => post.name === name).map((post) => post.body);
  await vi.waitFor(() => expect(bodies().length).toBeGreaterThanOrEqual(nth), {
    timeout: 5000,
    interval: 10,
  });
  return bodies()[nth - 1] ?? {};
}
