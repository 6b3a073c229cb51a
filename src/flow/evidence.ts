import type { Clock } from '../clock.ts';
import type { Incident } from '../domain/incident.ts';
import type { Policy } from '../domain/policy.ts';
import { type Evidence, EXPLAINED } from '../engine/why/evidence.ts';
import type { Store } from '../store/store.ts';

/** What explaining needs of the world. */
interface EvidenceDeps {
  readonly store: Pick<
    Store,
    'alertsOf' | 'timeline' | 'silences' | 'storm' | 'delivery' | 'audit'
  >;
  readonly policy: () => Policy;
  readonly clock: Clock;
}

/** More than these nobody reads; the timeline has them all. */
const ALERTS_READ = 500;
const ENTRIES_READ = 1_000;
const RECORDINGS_READ = 2_000;

/** All that tells why people heard of an incident, or did not. */
export async function evidenceOn(
  incident: Incident,
  { store, policy, clock }: EvidenceDeps,
): Promise<Evidence> {
  const { id, withheldBy, openedAt } = incident;
  const arrived = { incident: id, from: openedAt, reasons: EXPLAINED, limit: RECORDINGS_READ };
  const [alerts, recordings, timeline, silences, storm, delivery] = await Promise.all([
    store.alertsOf(id, ALERTS_READ),
    store.audit(arrived),
    store.timeline(id, 0, ENTRIES_READ),
    store.silences(),
    // Where something else withholds it, no storm has that id.
    withheldBy === null ? undefined : store.storm(withheldBy),
    store.delivery(id),
  ]);
  return {
    incident,
    alerts,
    recordings,
    timeline,
    silences,
    policy: policy(),
    storm: storm ?? null,
    delivery: delivery ?? null,
    now: clock.now(),
  };
}
