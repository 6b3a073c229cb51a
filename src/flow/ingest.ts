import { setImmediate as endOfTurn } from 'node:timers/promises';
import type { Alert } from '../domain/alert.ts';
import type { Input, Outcome } from '../domain/decision.ts';
import type { Policy } from '../domain/policy.ts';
import { identified } from '../engine/errors/identify.ts';
import { type DecideDeps, decideAndSave } from './decide.ts';
import type { Ingest } from './ports.ts';

/** What one decision takes at most, so that none takes long. */
const ALERTS_AT_ONCE = 4_000;
/** An event of a program is counted and kept, with all that it says: that takes as long as so many alerts. */
const ALERTS_AN_ERROR = 10;

interface Waiting {
  readonly alerts: readonly Alert[];
  readonly resolve: (outcomes: readonly Outcome[]) => void;
  readonly reject: (error: unknown) => void;
}

/** Alerts arrived: whatever waits when the last decision is saved is decided next, together, so that one fsync serves many. */
export function ingester(deps: DecideDeps): Ingest {
  const waiting: Waiting[] = [];
  let running = false;

  async function run(): Promise<void> {
    running = true;
    while (waiting.length > 0) {
      await gathered(waiting);
      await saveTogether(deps, takeSome(waiting));
    }
    running = false;
  }

  return (alerts) =>
    new Promise((resolve, reject) => {
      waiting.push({ alerts: identifiedBy(deps.policy(), alerts), resolve, reject });
      if (!running) void run();
    });
}

/** Errors are given their group once, however often deciding is tried; some have it already. */
function identifiedBy(policy: Policy, alerts: readonly Alert[]): readonly Alert[] {
  if (alerts.every(({ event }) => !event?.error || event.grouping)) return alerts;
  return alerts.map((alert) => identified(alert, policy));
}

/** So often at most: the first must not wait for ever. */
const LOOKS = 5;

/**
 * Waits as long as a whole turn of the event loop brings more. Senders that were answered together send again together,
 * but are read one after the other: the first of them would be saved alone, and the others would wait for the disk twice.
 */
async function gathered(waiting: readonly Waiting[]): Promise<void> {
  let before = 0;
  for (let look = 0; look < LOOKS && waiting.length > before; look++) {
    before = waiting.length;
    // The first ends the turn that runs, the second the one that reads what arrived meanwhile.
    await endOfTurn();
    await endOfTurn();
  }
}

function takeSome(waiting: Waiting[]): readonly Waiting[] {
  let alerts = 0;
  const end = waiting.findIndex((request, index) => {
    for (const { event } of request.alerts) alerts += event?.error ? ALERTS_AN_ERROR : 1;
    return index > 0 && alerts > ALERTS_AT_ONCE;
  });
  return waiting.splice(0, end === -1 ? waiting.length : end);
}

/** When deciding on many requests fails, each is decided alone, so that a bad one harms no other. */
async function saveTogether(deps: DecideDeps, requests: readonly Waiting[]): Promise<void> {
  try {
    await save(deps, requests);
  } catch (error) {
    if (requests.length === 1) return requests[0]?.reject(error);
    for (const request of requests) await saveTogether(deps, [request]);
  }
}

async function save(deps: DecideDeps, requests: readonly Waiting[]): Promise<void> {
  const inputs: Input[] = [];
  for (const { alerts } of requests) {
    for (const alert of alerts) inputs.push({ type: 'alert', alert });
  }
  const { outcomes } = await decideAndSave(deps, inputs);
  let from = 0;
  for (const { alerts, resolve } of requests) {
    resolve(outcomes.slice(from, from + alerts.length));
    from += alerts.length;
  }
}
