import type { PageRequest } from './protocol.ts';

/** One request between bot and sandbox, either way. */
export interface LoggedRequest extends PageRequest {
  /** Filled in when it is known; `waiting` until then. */
  outcome: string;
  /** What was answered. */
  answer: unknown;
}

/** All requests between bot and sandbox. */
export interface RequestLog {
  /** Oldest first; only the newest few thousand are kept. */
  readonly all: readonly LoggedRequest[];
  /** Those of one name: a method such as `chat.postMessage`, or an event such as `app_mention`. */
  of(name: string): readonly LoggedRequest[];
  /** How many of one name ever came, kept or not. */
  count(name: string): number;
  /** Forgets everything so far. */
  clear(): void;
  add(request: Pick<PageRequest, 'direction' | 'name' | 'body'>): LoggedRequest;
}

/** A log that keeps so many requests, and counts all. */
export function createRequestLog(now: () => number, keep: number): RequestLog {
  const all: LoggedRequest[] = [];
  const counts = new Map<string, number>();
  return {
    all,
    of: (name) => all.filter((request) => request.name === name),
    count: (name) => counts.get(name) ?? 0,
    clear: () => {
      all.length = 0;
      counts.clear();
    },
    add: (given) => {
      const request: LoggedRequest = { ...given, at: now(), outcome: 'waiting', answer: null };
      counts.set(given.name, (counts.get(given.name) ?? 0) + 1);
      all.push(request);
      if (all.length > keep) all.splice(0, all.length - keep);
      return request;
    },
  };
}
