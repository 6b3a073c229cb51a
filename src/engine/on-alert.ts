import type { Alert, AlertKey, Suppression, TrackedAlert } from '../domain/alert.ts';
import type { Outcome } from '../domain/decision.ts';
import { type Incident, isMuted, wasTold } from '../domain/incident.ts';
import type { Route } from '../domain/policy.ts';
import type { Untold } from '../domain/reason.ts';
import type { FurtherWay } from '../domain/recording.ts';
import { type Instant, plus } from '../domain/time.ts';
import type { Draft } from './draft.ts';
import { hear } from './hearing.ts';
import { homeOf } from './home.ts';
import { alertKeyOf, furtherKey } from './identity.ts';
import { inhibitionOf, putInhibitor } from './inhibition.ts';
import { endAlert, sourceActor } from './lifecycle.ts';
import { matchable } from './matchable.ts';
import { continues, endOf, isOver } from './period.ts';
import { type AlertOutcome, outcome, record } from './recording.ts';
import { resend } from './resend.ts';
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

/** What an arriving alert changes. One that takes several routes is followed once for each. */
export function onAlert(draft: Draft, alert: Alert, now: Instant): Outcome {
  const key = alertKeyOf(alert);
  const known = draft.alert(key);
  const ruled = applyRules(alert, draft.policy.rules);
  // What fires already stays where it is until it resolves, whatever the rules say meanwhile.
  if (ruled.ignoredBy !== null && known?.status !== 'firing') {
    return record(
      draft,
      { key, alert, isRepeat: false, further: [], now },
      outcome('ignored', null, { ignoredBy: ruled.ignoredBy }),
    );
  }
  const [first, ...others] = waysOf(draft, key, ruled, known);
  const decided = follow(draft, first, now);
  const further = others.flatMap((other) => furtherWay(other, follow(draft, other, now)));
  const isSame = [decided, ...further].every(isSentAgain);
  const isRepeat = isSame && isSaidBefore(draft, key, alert, known);
  return record(draft, { key, alert, isRepeat, further, now }, decided);
}

/** What became of it there; that it resolved nothing is said once. */
function furtherWay({ route }: Followed, decided: AlertOutcome): readonly FurtherWay[] {
  const { reason, incident, untold } = decided;
  return reason === 'not-firing' ? [] : [{ route: route.path, reason, incident, untold }];
}

function isSentAgain({ reason }: Pick<AlertOutcome, 'reason'>): boolean {
  return reason === 'duplicate' || reason === 'dismissed';
}

/** Other words, or another user that an error struck, are news for a replay. */
function isSaidBefore(
  draft: Draft,
  key: AlertKey,
  alert: Alert,
  known: TrackedAlert | undefined,
): boolean {
  return draft.alert(key)?.content === known?.content && !alert.event?.user;
}

/** The ways that an alert takes: those it is on while it fires, else those that the routes give it. */
function waysOf(
  draft: Draft,
  key: AlertKey,
  ruled: Ruled,
  known: TrackedAlert | undefined,
): readonly [Followed, ...Followed[]] {
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
function follow(draft: Draft, followed: Followed, now: Instant): AlertOutcome {
  const { key, ruled } = followed;
  const known = draft.alert(key);
  if (isOver(ruled.alert, now)) return end(draft, known, ruled.alert, now);
  if (known && continues(known, ruled.alert, draft.incident(known.incident), now)) {
    return resend(draft, known, ruled.alert, now);
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

function begin(draft: Draft, followed: Followed, now: Instant): AlertOutcome {
  const { key, ruled, route } = followed;
  const { alert } = ruled;
  const labels = matchable(alert.content);
  const known = draft.alert(key);
  const inhibition = inhibitionOf(labels, draft.policy);
  const suppressed = suppressionOf(draft, { labels, inhibition, route }, now);
  const { incident, reason } = homeOf(draft, { alert, route, known, suppressed }, now);
  const place = { incident: incident.id, suppressed, inhibition, now };
  putInhibitor(draft, trackedFrom(followed, known, place), now);
  countHidden(draft, suppressed);
  const cause = { actor: sourceActor(alert.content.source), at: now, reason };
  const heard = hear(draft, incident, cause, { suppressed });
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
