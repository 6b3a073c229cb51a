/** Tells whoever listens that something changed; they look for themselves what. */
export interface Bell {
  ring(): void;
  /** Answers the function that ends the listening. */
  listen(listener: () => void): () => void;
}

/** A bell that nobody listens to yet. */
export function createBell(): Bell {
  const listeners = new Set<() => void>();
  return {
    ring: () => {
      for (const listener of [...listeners]) listener();
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** Timers that keep no process alive and can be ended all at once. */
export interface Timers {
  after(milliseconds: number, action: () => void): () => void;
  clear(): void;
}

/** Timers of one sandbox. */
export function createTimers(): Timers {
  const running = new Set<NodeJS.Timeout>();
  return { after, clear };

  function after(milliseconds: number, action: () => void): () => void {
    const timer = setTimeout(() => {
      running.delete(timer);
      action();
    }, milliseconds);
    timer.unref();
    running.add(timer);
    return () => {
      clearTimeout(timer);
      running.delete(timer);
    };
  }

  function clear(): void {
    for (const timer of running) clearTimeout(timer);
    running.clear();
  }
}

/** Things that are to happen when the sandbox's own clock has come so far. */
export interface Deferred {
  add(milliseconds: number, action: () => void): void;
  /** Does what is due; called before anybody looks, since a simulated clock wakes nobody. */
  runDue(): void;
}

/** What is to happen later, by this clock. */
export function createDeferred(now: () => number, timers: Timers): Deferred {
  let waiting: { readonly dueAt: number; readonly action: () => void }[] = [];
  return { add, runDue };

  function add(milliseconds: number, action: () => void): void {
    waiting.push({ dueAt: now() + milliseconds, action });
    timers.after(milliseconds, runDue);
  }

  function runDue(): void {
    const due = waiting.filter((each) => each.dueAt <= now());
    waiting = waiting.filter((each) => each.dueAt > now());
    for (const each of due) each.action();
  }
}
