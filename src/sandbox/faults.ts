import type { FaultMode } from './protocol.ts';

/** What goes wrong with a request of the bot. */
export type Fault =
  | { readonly kind: 'rate-limited'; readonly retryAfter: number }
  /** An HTTP error such as 500 or 503. */
  | { readonly kind: 'status'; readonly status: number }
  /** `{ok: false, error: code}`, such as `fatal_error`. */
  | { readonly kind: 'error'; readonly code: string }
  /** Never answered. */
  | { readonly kind: 'hang' }
  /** The connection ends before anything is done. */
  | { readonly kind: 'drop-before' }
  /** It is done, and the connection ends before the answer. */
  | { readonly kind: 'drop-after' }
  /** The connection ends at once, and it is done so many seconds later. */
  | { readonly kind: 'late'; readonly seconds: number }
  | { readonly kind: 'slow'; readonly milliseconds: number };

/** How often, and for which calls. */
interface FaultScope {
  /** 1 where not given. */
  readonly times?: number;
  /** Calls that it leaves alone before it begins. */
  readonly after?: number;
  /** Only calls with such arguments. */
  readonly when?: (args: Readonly<Record<string, unknown>>) => boolean;
}

/** What goes wrong on purpose. */
export interface Faults {
  /** From now on this method (or `*`: every one; `response_url`) fails so, for one call or as many as told. */
  inject(method: string, fault: Fault, scope?: FaultScope): void;
  /** Everything works again. */
  clear(): void;
  /** The page's switch. */
  mode: FaultMode;
  /** The fault of this call, which is used up by it. */
  take(method: string, args: Readonly<Record<string, unknown>>): Fault | undefined;
}

interface Plan {
  readonly method: string;
  readonly fault: Fault;
  readonly when: (args: Readonly<Record<string, unknown>>) => boolean;
  skip: number;
  left: number;
}

const MODES: Readonly<Record<FaultMode, Fault | undefined>> = {
  well: undefined,
  slow: { kind: 'slow', milliseconds: 2000 },
  'rate-limited': { kind: 'rate-limited', retryAfter: 5 },
  down: { kind: 'status', status: 503 },
};

/** So that the bot stays connected whatever the page's switch says. */
const ALWAYS_WELL: ReadonlySet<string> = new Set([
  'apps.connections.open',
  'auth.test',
  'api.test',
]);

/** Nothing goes wrong yet. */
export function createFaults(): Faults {
  const plans: Plan[] = [];
  const faults: Faults = { inject, clear, mode: 'well', take };
  return faults;

  function inject(method: string, fault: Fault, scope: FaultScope = {}): void {
    const { times = 1, after = 0, when = () => true } = scope;
    plans.push({ method, fault, when, skip: after, left: times });
  }

  function clear(): void {
    plans.length = 0;
    faults.mode = 'well';
  }

  function take(method: string, args: Readonly<Record<string, unknown>>): Fault | undefined {
    const plan = plans.find((each) => concerns(each, method) && each.when(args));
    if (!plan) return ALWAYS_WELL.has(method) ? undefined : MODES[faults.mode];
    if (plan.skip-- > 0) return undefined;
    plan.left -= 1;
    if (plan.left <= 0) plans.splice(plans.indexOf(plan), 1);
    return plan.fault;
  }
}

function concerns(plan: Plan, method: string): boolean {
  return plan.method === method || plan.method === '*';
}
