import type { TrackedAlert } from '../../domain/alert.ts';
import { fingerprintOf } from '../../domain/fingerprint.ts';
import type { Labels } from '../../domain/labels.ts';
import type { Route } from '../../domain/policy.ts';
import { minutes, plus } from '../../domain/time.ts';
import { isFurtherKey } from '../../engine/identity.ts';
import { matchesAll } from '../../engine/matchers.ts';
import { routeOf } from '../../engine/route.ts';
import type { HttpDeps } from '../deps.ts';
import { rfc3339 } from '../times.ts';
import { type AlertStatus, type Present, presentOf, statusOf } from './present.ts';
import type { Wanted } from './query.ts';

/** An alert as this API shows it. */
export interface GettableAlert {
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly updatedAt: string;
  readonly generatorURL: string;
  readonly fingerprint: string;
  readonly receivers: readonly { readonly name: string }[];
  readonly status: AlertStatus;
}

/** An alert that fires, and what we follow of it: once for each of its routes. */
interface Followed {
  readonly alert: TrackedAlert;
  readonly onRoutes: readonly { readonly alert: TrackedAlert; readonly route: Route }[];
}

/** The alerts that fire and that the query asks for, each once, by fingerprint. */
export async function alertList(deps: HttpDeps, wanted: Wanted): Promise<readonly GettableAlert[]> {
  const present = await presentOf(deps);
  return followed(present, wanted)
    .filter(({ onRoutes }) => onRoutes.some(({ route }) => wanted.receiver(route.channel)))
    .map(({ alert, onRoutes }) => {
      const routes = onRoutes.map(({ route }) => route);
      return gettable(alert, { routes, status: statusOf(alert, routes, present), present });
    })
    .filter(({ status }) => wanted.shows(status))
    .sort(byFingerprint);
}

/** The alerts that fire and that the filter lets pass, each with all of its routes. */
export function followed({ firing, policy }: Present, { filter }: Wanted): readonly Followed[] {
  const byKey = new Map(firing.map((alert) => [alert.key, alert]));
  const first = firing.filter(({ key }) => !isFurtherKey(key));
  const further = new Set(first.flatMap(({ alsoAs }) => alsoAs));
  return firing
    .filter(({ key, content }) => !further.has(key) && matchesAll(filter, content.labels))
    .map((alert) => {
      const others = alert.alsoAs.flatMap((key) => byKey.get(key) ?? []);
      const each = [alert, ...others].map((one) => ({ alert: one, route: routeOf(policy, one) }));
      return { alert, onRoutes: each };
    });
}

/** The order in which Alertmanager lists alerts. */
export function byFingerprint(a: GettableAlert, b: GettableAlert): number {
  return a.fingerprint < b.fingerprint ? -1 : 1;
}

interface Shown {
  /** All of the alert's, since each has a receiver. */
  readonly routes: readonly Route[];
  readonly status: AlertStatus;
  readonly present: Present;
}

/** An alert in Alertmanager's shape. */
export function gettable(alert: TrackedAlert, { routes, status, present }: Shown): GettableAlert {
  const { labels, annotations, url } = alert.content;
  const receivers = new Set(routes.map(({ channel }) => channel));
  return {
    labels,
    annotations,
    startsAt: rfc3339(alert.startsAt),
    // Clients expect an end; without one the alert holds at least until it is asked for again.
    endsAt: rfc3339(alert.endsAt ?? plus(present.now, minutes(5))),
    updatedAt: rfc3339(alert.lastSeenAt),
    generatorURL: url ?? '',
    fingerprint: fingerprintOf(labels),
    receivers: [...receivers].map((name) => ({ name })),
    status,
  };
}
