import type { TrackedAlert } from '../../../src/domain/alert.ts';
import type { Delivery } from '../../../src/domain/delivery.ts';
import type { ErrorStory } from '../../../src/domain/error-group.ts';
import type { Incident } from '../../../src/domain/incident.ts';
import { labelOf } from '../../../src/domain/labels.ts';
import { instant } from '../../../src/domain/time.ts';
import type { TimelineEntry } from '../../../src/domain/timeline.ts';
import { errorStoryOf } from '../../../src/flow/error-story.ts';
import { openStore } from '../../../src/store/index.ts';
import type { Store } from '../../../src/store/store.ts';

/** An incident with all that the store has of it. */
export interface Stored {
  readonly incident: Incident;
  readonly alerts: readonly TrackedAlert[];
  readonly entries: readonly TimelineEntry[];
  readonly delivery: Delivery | undefined;
  /** What its card is drawn from besides; null: it is of no error. */
  readonly error: ErrorStory | null;
}

/** Everything that is to be checked, as the file has it after the process ended. */
export interface State {
  readonly incidents: readonly Stored[];
  /** The alerts of monitors by their label `id`. */
  readonly alerts: ReadonlyMap<string, TrackedAlert>;
  /** Incidents that Slack lags behind with. */
  readonly pending: number;
}

const ALL = 1_000_000;

/** Reads the database file, which no process may hold. */
export async function readState(path: string): Promise<State> {
  const store = await openStore(`sqlite:${path}`);
  try {
    const found = await store.incidents({ limit: ALL, now: instant(Date.now()) });
    const incidents = await Promise.all(found.map((incident) => stored(store, incident)));
    const ofMonitors = incidents.filter(({ incident }) => incident.error === null);
    const alerts = new Map(
      ofMonitors.flatMap((each) =>
        each.alerts.map((alert) => [labelOf(alert.content.labels, 'id'), alert] as const),
      ),
    );
    return { incidents, alerts, pending: (await store.counts()).pending };
  } finally {
    await store.close();
  }
}

async function stored(store: Store, incident: Incident): Promise<Stored> {
  const { id } = incident;
  return {
    incident,
    alerts: await store.alertsOf(id, ALL),
    entries: await store.timeline(id, 0, ALL),
    delivery: await store.delivery(id),
    error: await errorStoryOf(store, incident),
  };
}
