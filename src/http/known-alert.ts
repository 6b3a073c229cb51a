import type { Alert, TrackedAlert } from '../domain/alert.ts';
import type { Incident } from '../domain/incident.ts';
import { alertKeyOf } from '../engine/identity.ts';
import type { HttpDeps } from './deps.ts';
import { stored } from './faults.ts';

/** An alert that fires, and the incident it belongs to. */
export interface KnownAlert {
  readonly alert: TrackedAlert;
  readonly incident: Incident;
}

/** Where this alert fires now: once for each of its routes. */
export async function firingLike(
  { store }: Pick<HttpDeps, 'store'>,
  like: Alert,
): Promise<readonly KnownAlert[]> {
  const first = await stored(store.alert(alertKeyOf(like)));
  if (!first) return [];
  const further = await Promise.all(first.alsoAs.map((key) => stored(store.alert(key))));
  const found = await Promise.all(
    [first, ...further].map(async (alert) => {
      if (alert?.status !== 'firing') return [];
      const incident = await stored(store.incident(alert.incident));
      return incident ? [{ alert, incident }] : [];
    }),
  );
  return found.flat();
}
