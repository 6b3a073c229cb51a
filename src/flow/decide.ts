import type { Clock } from '../clock.ts';
import type { Change, Decision, Input, Outcome, Snapshot } from '../domain/decision.ts';
import type { Shown } from '../domain/delivery.ts';
import type { Policy } from '../domain/policy.ts';
import type { Instant } from '../domain/time.ts';
import { decide } from '../engine/decide.ts';
import { scopeOf } from '../engine/scope.ts';
import type { Queue } from '../queue/queue.ts';
import type { Store } from '../store/store.ts';

/** What every door of the engine needs. */
export interface DecideDeps {
  readonly store: Store;
  readonly queue: Queue;
  readonly clock: Clock;
  readonly policy: () => Policy;
  /** Counts what became of inputs, by its reason. */
  readonly decided: (reason: string, count: number) => void;
}

/** One decision, saved: then whoever has to act on it is woken. */
export async function decideAndSave(deps: DecideDeps, inputs: readonly Input[]): Promise<Decision> {
  const { store, clock } = deps;
  const policy = deps.policy();
  const now = clock.now();
  const batch = { id: clock.newId(), inputs };
  let channels: ReadonlySet<string> = new Set();
  const decision = await store.update(
    () => scopeOf(inputs, policy),
    (snapshot) => {
      const decided = decide(snapshot, batch, policy, now);
      channels = channelsWithNews(snapshot, decided.changes);
      return decided;
    },
  );
  for (const channel of channels) deps.queue.schedule({ kind: 'deliver', channel }, now);
  watch(deps.queue, decision.changes);
  count(deps, decision.outcomes);
  return decision;
}

/** Where Slack has something to show that it did not before. */
function channelsWithNews(snapshot: Snapshot, changes: readonly Change[]): ReadonlySet<string> {
  const channels = new Set<string>();
  for (const change of changes) {
    const shown = shownIn(change);
    if (shown?.cardRevision && isNews(beforeOf(snapshot, change), shown)) {
      channels.add(shown.channel);
    }
  }
  return channels;
}

function shownIn(change: Change): Shown | null {
  switch (change.type) {
    case 'incident':
      return change.incident;
    case 'storm':
      return change.storm;
    case 'notice':
      return change.notice;
    default:
      return null;
  }
}

function beforeOf(snapshot: Snapshot, change: Change): Shown | undefined {
  if (change.type === 'incident') return snapshot.incident(change.incident.id);
  return change.type === 'storm' ? snapshot.storm(change.storm.id) : undefined;
}

/** A mere re-send is none: it only counts, and there are very many of them. */
function isNews(before: Shown | undefined, after: Shown): boolean {
  return (
    before === undefined ||
    before.cardRevision !== after.cardRevision ||
    before.detailsRevision !== after.detailsRevision ||
    before.entryCount !== after.entryCount ||
    before.joined !== after.joined
  );
}

/** Has the clock watched where something is due. */
function watch(queue: Queue, changes: readonly Change[]): void {
  let due = Number.POSITIVE_INFINITY as Instant;
  for (const change of changes) {
    const at = dueAt(change);
    if (at !== null && at < due) due = at;
  }
  if (Number.isFinite(due)) queue.schedule({ kind: 'tick' }, due);
}

/** Once a reason, since there may be thousands of outcomes and few reasons. */
function count({ decided }: DecideDeps, outcomes: readonly Outcome[]): void {
  const counts = new Map<string, number>();
  for (const outcome of outcomes) {
    const reason = reasonOf(outcome);
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  for (const [reason, total] of counts) decided(reason, total);
}

function dueAt(change: Change): Instant | null {
  if (change.type === 'timer') return change.timer.at;
  if (change.type === 'alert' && change.alert.status === 'firing') return change.alert.endsAt;
  return null;
}

function reasonOf(outcome: Outcome): string {
  if (outcome.type === 'alert') return outcome.untold ?? outcome.reason;
  return outcome.type === 'refused' ? outcome.refusal : outcome.type;
}
