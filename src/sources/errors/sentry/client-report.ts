import { fieldOf, isFields } from '../../fields.ts';
import { textAt } from '../texts.ts';

/** What an SDK did not send, so that our counts are too low. */
export interface Discarded {
  readonly reason: string;
  readonly category: string;
  readonly count: number;
}

const LISTS = ['discarded_events', 'rate_limited_events', 'filtered_events'] as const;
const MOST = 100;

/** What a `client_report` says was thrown away. https://develop.sentry.dev/sdk/telemetry/client-reports/ */
export function discardedIn(payload: unknown): readonly Discarded[] {
  if (!isFields(payload)) return [];
  const given = LISTS.flatMap((name): readonly unknown[] => {
    const list = fieldOf(payload, name);
    return Array.isArray(list) ? list.slice(0, MOST) : [];
  });
  return given.filter(isFields).flatMap((each) => {
    const count = fieldOf(each, 'quantity');
    if (typeof count !== 'number' || !Number.isSafeInteger(count) || count <= 0) return [];
    return {
      reason: word(textAt(each, 'reason', 50)),
      category: word(textAt(each, 'category', 50)),
      count,
    };
  });
}

/** A word for a metric: what no SDK writes becomes one of its own. */
function word(text: string): string {
  return /^[a-z][a-z0-9_:]*$/.test(text) ? text : 'other';
}
