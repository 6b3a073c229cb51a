import type { TrackedAlert } from '../../domain/alert.ts';
import { fingerprintOf } from '../../domain/fingerprint.ts';
import type { Labels } from '../../domain/labels.ts';
import type { Policy, Route } from '../../domain/policy.ts';
import type { Instant } from '../../domain/time.ts';
import { isWithin } from '../../engine/calendar/interval.ts';
import { isOpen } from '../../engine/calendar/window.ts';
import { matchesAll } from '../../engine/matchers.ts';
import { isActive } from '../../engine/suppression.ts';
import type { HttpDeps } from '../deps.ts';
import { stored } from '../faults.ts';

/** What keeps people from being told of alerts, by name. */
interface Hush {
  readonly name: string;
  holds(labels: Labels): boolean;
}

/** What fires at the moment, and all that decides whether anybody is told of it. */
export interface Present {
  readonly now: Instant;
  readonly policy: Policy;
  readonly firing: readonly TrackedAlert[];
  /** The silences in force, by their ids. */
  readonly silences: readonly Hush[];
  /** The configured planned work that takes place. */
  readonly maintenance: readonly Hush[];
  /** The names of the calendars that the moment is in. */
  readonly calendars: ReadonlySet<string>;
  /** By key, the fingerprints of those that inhibit by it. */
  readonly inhibitors: ReadonlyMap<string, readonly string[]>;
}

/** Looks at the present moment once, for all the alerts of a list. */
export async function presentOf({ store, clock, policy }: HttpDeps): Promise<Present> {
  const now = clock.now();
  const rules = policy();
  const firing = (await stored(store.firing())).filter(
    ({ endsAt }) => endsAt === null || endsAt > now,
  );
  const silences = (await stored(store.silences())).filter((silence) => isActive(silence, now));
  const planned = rules.maintenance.filter(({ window }) => isOpen(window, now));
  return {
    now,
    policy: rules,
    firing,
    silences: silences.map(({ id, matchers }) => hush(id, matchers)),
    maintenance: planned.map(({ name, match }) => hush(name, match)),
    calendars: calendarsAt(rules, now),
    inhibitors: inhibitorsAmong(firing),
  };
}

function hush(name: string, matchers: Parameters<typeof matchesAll>[0]): Hush {
  return { name, holds: (labels) => matchesAll(matchers, labels) };
}

function calendarsAt({ calendars }: Policy, now: Instant): ReadonlySet<string> {
  const holding = Object.entries(calendars).filter(([, calendar]) => isWithin(calendar, now));
  return new Set(holding.map(([name]) => name));
}

/** Clients show a few of them; a key may have thousands. */
const INHIBITORS_SHOWN = 20;

function inhibitorsAmong(firing: readonly TrackedAlert[]): ReadonlyMap<string, readonly string[]> {
  const byKey = new Map<string, string[]>();
  for (const { content, inhibition } of firing) {
    for (const key of inhibition.inhibits) {
      const known = byKey.get(key) ?? [];
      const fingerprint = fingerprintOf(content.labels);
      if (known.length < INHIBITORS_SHOWN && !known.includes(fingerprint)) known.push(fingerprint);
      byKey.set(key, known);
    }
  }
  return byKey;
}

/** What this API says of whether people are told of an alert. */
export interface AlertStatus {
  readonly state: 'active' | 'suppressed';
  readonly silencedBy: readonly string[];
  readonly inhibitedBy: readonly string[];
  readonly mutedBy: readonly string[];
}

/** The status of an alert on these of its routes: off-hours count where all of them have some. */
export function statusOf(
  { content, inhibition }: TrackedAlert,
  routes: readonly Route[],
  present: Present,
): AlertStatus {
  const holding = (hushes: readonly Hush[]) =>
    hushes.filter((each) => each.holds(content.labels)).map(({ name }) => name);
  const silencedBy = holding(present.silences);
  const inhibitedBy = inhibition.inhibitedBy.flatMap((key) => present.inhibitors.get(key) ?? []);
  const mutedBy = [...holding(present.maintenance), ...offHours(routes, present)];
  const all = [...silencedBy, ...inhibitedBy, ...mutedBy];
  return {
    state: all.length > 0 ? 'suppressed' : 'active',
    silencedBy,
    inhibitedBy: distinct(inhibitedBy),
    mutedBy: distinct(mutedBy),
  };
}

function offHours(routes: readonly Route[], { calendars }: Present): readonly string[] {
  const byRoute = routes.map(({ muteDuring, activeDuring }) => {
    const mute = muteDuring.filter((name) => calendars.has(name));
    return activeDuring.some((name) => calendars.has(name)) ? mute : [...mute, ...activeDuring];
  });
  return byRoute.every((names) => names.length > 0) ? byRoute.flat() : [];
}

function distinct(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}
