import type { Page } from './page.ts';
import { lengthOf } from './try-words.ts';

/** The bot is a little later than its calls let expect where it has much to do. */
const LATE_MS = 5_000;

/** When the bot tries again what Slack did not take: "within 23 s"; empty: there is nothing, as far as is known. */
export function nextTryWords({ state }: Page): string {
  const { next_try: by, try_it: tried } = state;
  const isDone = tried?.figures?.waiting === 0;
  if (by === null || isDone || by + LATE_MS < Date.now()) {
    return '';
  }
  return by <= Date.now() ? 'any moment' : `within ${lengthOf(by - Date.now())}`;
}
