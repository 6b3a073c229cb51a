import type { Clock } from '../clock.ts';
import type { TrackedAlert } from '../domain/alert.ts';
import type { Incident } from '../domain/incident.ts';
import type { Policy } from '../domain/policy.ts';
import { isFurtherKey } from '../engine/identity.ts';
import { type Evidence, explainedOf, type Inhibitor } from '../engine/why/evidence.ts';
import type { Store } from '../store/store.ts';

/** What explaining needs of the world. */
interface EvidenceDeps {
  readonly store: Pick<
    Store,
    | 'alertsOf'
    | 'timeline'
    | 'silences'
    | 'storm'
    | 'delivery'
    | 'audit'
    | 'firing'
    | 'incident'
    | 'errorGroup'
    | 'mergedInto'
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
  const reasons = explainedOf(incident);
  const arrived = { incident: id, from: openedAt, reasons, limit: RECORDINGS_READ };
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
    inhibitors: await inhibitorsOf(alerts, store),
    policy: policy(),
    storm: storm ?? null,
    error: await errorOf(incident, store),
    delivery: delivery ?? null,
    now: clock.now(),
  };
}

async function errorOf(
  { error }: Incident,
  store: Pick<Store, 'errorGroup' | 'mergedInto'>,
): Promise<Evidence['error']> {
  const group = error ? await store.errorGroup(error.group) : undefined;
  return group ? { group, merged: await store.mergedInto(group.id) } : null;
}

/** Who inhibits these now. That asks for all that fires, so it is asked only where something is inhibited. */
async function inhibitorsOf(
  alerts: readonly TrackedAlert[],
  store: Pick<Store, 'firing' | 'incident'>,
): Promise<ReadonlyMap<string, Inhibitor>> {
  const inhibited = alerts.filter(
    ({ status, suppressed }) => status === 'firing' && suppressed?.reason === 'inhibited',
  );
  const keys = new Set(inhibited.flatMap(({ inhibition }) => inhibition.inhibitedBy));
  if (keys.size === 0) return new Map();
  const sources = sourcesOf(keys, await store.firing());
  const found = [...sources].map(async ([key, { alert, more }]) => {
    const incident = await store.incident(alert.incident);
    return [key, { alert, more, number: incident?.number ?? null }] as const;
  });
  return new Map(await Promise.all(found));
}

/** By each key the alert that began to fire first, and how many more there are. */
function sourcesOf(
  keys: ReadonlySet<string>,
  firing: readonly TrackedAlert[],
): ReadonlyMap<string, Omit<Inhibitor, 'number'>> {
  const sources = new Map<string, Omit<Inhibitor, 'number'>>();
  const oldestFirst = firing
    .filter(
      (alert) => !isFurtherKey(alert.key) && alert.inhibition.inhibits.some((key) => keys.has(key)),
    )
    .sort((a, b) => a.startsAt - b.startsAt || (a.key < b.key ? -1 : 1));
  for (const alert of oldestFirst) {
    for (const key of alert.inhibition.inhibits) {
      const known = sources.get(key);
      if (keys.has(key))
        sources.set(key, known ? { ...known, more: known.more + 1 } : { alert, more: 0 });
    }
  }
  return sources;
}
