import type { Alert, AlertKey, Suppression, TrackedAlert } from '../domain/alert.ts';
import type { Outcome } from '../domain/decision.ts';
import { type Incident, isMuted, isOpen, wasTold } from '../domain/incident.ts';
import type { Route } from '../domain/policy.ts';
import type { AlertReason, Untold } from '../domain/reason.ts';
import type { FurtherWay } from '../domain/recording.ts';
import { type Instant, plus } from '../domain/time.ts';
import type { Draft } from './draft.ts';
import { watchPulse } from './errors/drawing.ts';
import { alertAtHome, type HomeGroup, homeOfGrouping } from './errors/home-group.ts';
import { keepNoted, type Noted, noteError } from './errors/note.ts';
import { tellSpike } from './errors/spiking.ts';
import { hear } from './hearing.ts';
import { homeOf } from './home.ts';
import { alertKeyOf, furtherKey } from './identity.ts';
import { inhibitionOf, putInhibitor } from './inhibition.ts';
import { endAlert, sourceActor } from './lifecycle.ts';
import { matchable } from './matchable.ts';
import { asMeant, continues, endOf, isOver } from './period.ts';
import { type AlertOutcome, outcome, record } from './recording.ts';
import { resend, sameToMatchers } from './resend.ts';
import { routeOf, routesOf } from './route.ts';
import { applyRules, type Ruled } from './rules.ts';
import { countHidden } from './silence-notices.ts';
import { suppressionOf } from './suppression.ts';

/** An alert on one of its ways: after the rules, along a route. */
interface Followed {
  readonly key: AlertKey;
  readonly ruled: Ruled;
  readonly route: Route;
  readonly alsoAs: readonly AlertKey[];
}

/** With what an event of an error is in its history. */
type Noticed = Followed & { readonly noted: Noted | null };

/** What an arriving alert changes. One that takes several routes is followed once for each. */
export function onAlert(draft: Draft, given: Alert, now: Instant): Outcome {
  const home = homeOfError(draft, given, now);
  const key = alertKeyOf(home ? alertAtHome(given, home) : given);
  const known = draft.alert(key);
  const alert = home ? alertAtHome(given, home) : asMeant(given, known);
  const ruled = applyRules(alert, draft.policy.rules);
  const { ignoredBy } = ruled;
  // What fires already stays where it is until it resolves, whatever the rules say meanwhile. Errors do not resolve.
  if (ignoredBy !== null && (home || known?.status !== 'firing')) {
    const ignored = outcome('ignored', null, { ignoredBy });
    return record(draft, { key, alert, isRepeat: false, further: [], now }, ignored);
  }
  const noted = noteError(draft, alert, home, now);
  const ways = home ? waysOfError(draft, key, ruled) : waysOf(draft, key, ruled, known);
  const first = draft.alert(ways[0].key);
  const arrived = { key, way: ways[0].key, alert, known: first, noted, now };
  return noted?.isOld
    ? takeOld(draft, { ...arrived, noted }, ways)
    : takeWays(draft, arrived, ways);
}

interface Arrived {
  readonly key: AlertKey;
  /** The one under which it is followed on its first route. */
  readonly way: AlertKey;
  readonly alert: Alert;
  readonly known: TrackedAlert | undefined;
  readonly noted: Noted | null;
  readonly now: Instant;
}

/** It counts, and changes nothing but what is still open: of several incidents of an error a person may have resolved one. */
function takeOld(draft: Draft, arrived: Arrived & { noted: Noted }, ways: Ways): Outcome {
  const { noted, now } = arrived;
  const [first, ...others] = ways.filter(({ key }) => isOnOpen(draft, key));
  if (first) {
    const known = draft.alert(first.key);
    return takeWays(draft, { ...arrived, way: first.key, known }, [first, ...others]);
  }
  countOld(draft, arrived);
  keepNoted(draft, noted, noted.group.incident, now);
  return recordArrived(draft, arrived, outcome('old-release', noted.group.incident), []);
}

/** It happened, in the incident and in its alert. */
function countOld(draft: Draft, { known, now }: Arrived): void {
  const incident = known && draft.incident(known.incident);
  if (!incident) return;
  draft.putAlert({ ...known, occurrences: known.occurrences + 1, lastSeenAt: now });
  draft.putIncident({ ...incident, occurrenceCount: incident.occurrenceCount + 1 });
}

function isOnOpen(draft: Draft, key: AlertKey): boolean {
  const known = draft.alert(key);
  const incident = known?.status === 'firing' ? draft.incident(known.incident) : undefined;
  return incident !== undefined && isOpen(incident);
}

function takeWays(draft: Draft, arrived: Arrived, [first, ...others]: Ways): Outcome {
  const { noted, now } = arrived;
  const decided = follow(draft, { ...first, noted }, now);
  const further = others.flatMap((other) =>
    furtherWay(other, follow(draft, { ...other, noted }, now)),
  );
  if (noted) keepNoted(draft, noted, decided.incident, now);
  return recordArrived(draft, arrived, decided, further);
}

function recordArrived(
  draft: Draft,
  arrived: Arrived,
  decided: AlertOutcome,
  further: readonly FurtherWay[],
): Outcome {
  const isSame = [decided, ...further].every(isSentAgain);
  const isRepeat = isSame && isSaidBefore(draft, arrived);
  return record(draft, { ...arrived, isRepeat, further }, decided);
}

/** Where an event of an error counts; null: the alert is none. */
function homeOfError(draft: Draft, { event }: Alert, now: Instant): HomeGroup | null {
  return event?.error && event.grouping ? homeOfGrouping(draft, event.grouping, now) : null;
}

/** What became of it there; that it resolved nothing is said once. */
function furtherWay({ route }: Followed, decided: AlertOutcome): readonly FurtherWay[] {
  const { reason, incident, untold } = decided;
  return reason === 'not-firing' ? [] : [{ route: route.path, reason, incident, untold }];
}

const SENT_AGAIN: ReadonlySet<AlertReason> = new Set(['duplicate', 'dismissed', 'old-release']);

function isSentAgain({ reason }: Pick<AlertOutcome, 'reason'>): boolean {
  return SENT_AGAIN.has(reason);
}

/**
 * Other words, or another user that an error struck, are news for a replay. Every event of an SDK has other words: there only
 * those are news that matchers see.
 */
function isSaidBefore(draft: Draft, { way, alert, known, noted }: Arrived): boolean {
  const said = draft.alert(way);
  if (!noted) return said?.content === known?.content && !alert.event?.user;
  return !!said && !!known && sameToMatchers(said.content, known.content) && !noted.isNewUser;
}

type Ways = readonly [Followed, ...Followed[]];

/**
 * The ways that an event of an error takes. Its events differ in level, release and tags, and it fires for ever: each event goes
 * where the routes lead it, and those of one route are followed under one key.
 */
function waysOfError(draft: Draft, key: AlertKey, ruled: Ruled): Ways {
  const routes = routesOf(matchable(ruled.alert.content), draft.policy.route);
  const [first = draft.policy.route, ...others] = routes;
  const way = wayKey(draft, key, first, true);
  const further = others.map((route) => ({ key: wayKey(draft, key, route, false), route }));
  const alsoAs = further.map((each) => each.key);
  return [
    { key: way, ruled, route: first, alsoAs },
    ...further.map((each) => ({ ...each, ruled, alsoAs: [] })),
  ];
}

/** The key under which it is followed on this route already, or else is from now on. */
function wayKey(draft: Draft, key: AlertKey, route: Route, isFirst: boolean): AlertKey {
  const known = draft.alert(key);
  const isTaken = known?.status === 'firing';
  if (isTaken && known.route === route.path) return key;
  const other = furtherKey(key, route);
  return isTaken || !isFirst || draft.alert(other)?.status === 'firing' ? other : key;
}

/** The ways that an alert takes: those it is on while it fires, else those that the routes give it. */
function waysOf(draft: Draft, key: AlertKey, ruled: Ruled, known: TrackedAlert | undefined): Ways {
  const [first = draft.policy.route, ...others] = routesOf(
    matchable(ruled.alert.content),
    draft.policy.route,
  );
  const further = others.map((route) => ({ key: furtherKey(key, route), route }));
  const stays = known?.status === 'firing';
  const alsoAs = stays ? known.alsoAs : further.map((each) => each.key);
  const ways = stays ? alsoAs.map((also) => ({ key: also, route: wayOf(draft, also) })) : further;
  return [
    { key, ruled, route: first, alsoAs },
    ...ways.map((way) => ({ ...way, ruled, alsoAs: [] })),
  ];
}

function wayOf(draft: Draft, key: AlertKey): Route {
  return routeOf(draft.policy, draft.alert(key) ?? { route: '' });
}

/** In reading order: the end of a firing, a firing known already, and a new firing. */
function follow(draft: Draft, followed: Noticed, now: Instant): AlertOutcome {
  const { key, ruled, noted } = followed;
  const known = draft.alert(key);
  if (isOver(ruled.alert, now)) return end(draft, known, ruled.alert, now);
  if (known && continues(known, ruled.alert, draft.incident(known.incident), now)) {
    return resend(draft, known, { alert: ruled.alert, noted }, now);
  }
  if (known?.status === 'firing') {
    endAlert(draft, known, { at: endOf(known, known.endsAt, now), knownAt: now });
  }
  return begin(draft, followed, now);
}

function end(
  draft: Draft,
  known: TrackedAlert | undefined,
  alert: Alert,
  now: Instant,
): AlertOutcome {
  if (known?.status !== 'firing') return outcome('not-firing', known?.incident ?? null);
  const at = endOf(known, alert.endsAt ?? null, now);
  endAlert(draft, { ...known, lastSeenAt: now }, { at, knownAt: now });
  return outcome('ended', known.incident);
}

function begin(draft: Draft, followed: Noticed, now: Instant): AlertOutcome {
  const { key, ruled, route, noted } = followed;
  const { alert } = ruled;
  const labels = matchable(alert.content);
  const known = draft.alert(key);
  const inhibition = inhibitionOf(labels, draft.policy);
  const suppressed = suppressionOf(draft, { labels, inhibition, route }, now);
  const arrival = { alert, route, known, suppressed, noted };
  const { incident, reason } = homeOf(draft, arrival, now);
  const place = { incident: incident.id, suppressed, inhibition, now };
  putInhibitor(draft, trackedFrom(followed, known, place), now);
  countHidden(draft, suppressed);
  const cause = { actor: sourceActor(alert.content.source), at: now, reason };
  const told = tellSpike(draft, incident, noted?.spike ?? null, { suppressed, now });
  const heard = hear(draft, told, cause, { suppressed });
  watchPulse(draft, heard, now);
  return outcome(reason, incident.id, { untold: untoldOf(heard, suppressed, now) });
}

type Place = Pick<TrackedAlert, 'incident' | 'suppressed' | 'inhibition'> & {
  readonly now: Instant;
};

function trackedFrom(
  { key, ruled: { alert, rules }, route, alsoAs }: Followed,
  known: TrackedAlert | undefined,
  { incident, suppressed, inhibition, now }: Place,
): TrackedAlert {
  const timeout = alert.endsAt === undefined && alert.resolveTimeout !== undefined;
  return {
    key,
    incident,
    route: route.path,
    rules,
    alsoAs,
    status: 'firing',
    content: alert.content,
    startsAt: alert.startsAt ?? now,
    endsAt: timeout ? plus(now, alert.resolveTimeout) : (alert.endsAt ?? null),
    endsAtIsTimeout: timeout,
    suppressed,
    inhibition,
    firstSeenAt: known?.firstSeenAt ?? now,
    lastSeenAt: now,
    occurrences: (known?.occurrences ?? 0) + 1,
    periods: (known?.periods ?? 0) + 1,
  };
}

/** Why people hear nothing of this firing; null: they do, or will. */
function untoldOf(incident: Incident, suppressed: Suppression | null, now: Instant): Untold | null {
  if (suppressed) return suppressed.reason;
  if (isMuted(incident, now)) return 'muted';
  if (incident.flapping) return 'flapping';
  if (incident.reopened?.told === false) return 'storm';
  return wasTold(incident) ? null : incident.withheld;
}
