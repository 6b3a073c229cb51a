import type { Page } from './page.ts';
import { toast } from './toast.ts';

/** Says why nothing is to be seen of what was done while Slack is down, and what comes of it. */
export function tellDown({ state }: Page, then = ''): void {
  if (state.fault === 'down') {
    const heard = 'The bot heard it, but its answer cannot come through while Slack is down.';
    toast(`${heard} ${then}`.trim());
  }
}
