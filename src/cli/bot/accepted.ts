import { open } from './call.ts';

/** How many alerts a bot says that it has taken since it started; null: it does not say. */
export async function acceptedAt(url: string): Promise<number | null> {
  try {
    const response = await open(`${url}/metrics`, {});
    return response.ok ? acceptedIn(await response.text()) : null;
  } catch {
    // Away, or gone in the middle of its answer: the next look tells.
    return null;
  }
}

/** The same in Prometheus' text format, over all sources. */
export function acceptedIn(text: string): number {
  const samples = text.matchAll(/^quell_alerts_accepted_total(?:\{.*\})? (\d+)$/gm);
  return [...samples].reduce((sum, [, value]) => sum + Number(value), 0);
}
