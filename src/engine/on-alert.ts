import type { Alert, AlertKey, Suppression, TrackedAlert } from '../domain/alert.ts';
import type { Outcome } from '../domain/decision.ts';
import { type Incident, type IncidentId, isMuted, wasTold } from '../domain/incident.ts';
import type { AlertReason, Untold } from '../domain/reason.ts';
import type { FurtherWay, Way } from '../domain/recording.ts';
import { type Instant, plus } from '../domain/time.ts';
import type { Draft } from './draft.ts';
import { watchPulse } from './errors/drawing.ts';
import { alertAtHome, type HomeGroup, homeOfGrouping } from './errors/home-group.ts';
import { tellMerged } from './errors/merged.ts';
import { keepNoted, type Noted, noteError } from './errors/note.ts';
import { tellSpike } from './errors/spiking.ts';
import { countUnheard, heardOn, keptResolved } from './errors/unheard.ts';
import { hear } from './hearing.ts';
import { homeOf } from './home.ts';
import { alertKeyOf } from './identity.ts';
import { inhibitionOf, putInhibitor } from './inhibition.ts';
import { endAlert, sourceActor } from './lifecycle.ts';
import { matchable } from './matchable.ts';
import { asMeant, continues, endOf, isOver } from './period.ts';
import { type AlertOutcome, outcome, record } from './recording.ts';
import { resend, sameToMatchers } from './resend.ts';
import { applyRules } from './rules.ts';
import { countHidden } from './silence-notices.ts';
import { suppressionOf } from './suppression.ts';
import { type Followed, isOfError, type Ways, waysOf } from './ways.ts';

/** What an arriving alert changes. One that takes several routes is followed once for each. */
export function onAlert(draft: Draft, given: Alert, now: Instant): Outcome {
  const home = homeOfError(draft, given, now);
  if (home && isCounted(draft, given)) return outcome('sent-twice', home.group?.incident ?? null);
  const key = alertKeyOf(home ? alertAtHome(given, home) : given);
  const known = draft.alert(key);
  const alert = home ? alertAtHome(given, home) : asMeant(given, known);
  const ruled = applyRules(alert, draft.policy.rules);
  const { ignoredBy } = ruled;
  // What fires already stays where it is until it resolves, whatever the rules say meanwhile. Errors do not resolve.
  if (ignoredBy !== null && (isOfError(alert) || known?.status !== 'firing')) {
    const ignored = outcome('ignored', null, { ignoredBy });
    return record(draft, { key, alert, isRepeat: false, further: [], now }, ignored);
  }
  const noted = noteError(draft, alert, home, now);
  const ways = waysOf(draft, key, ruled, known);
  const first = draft.alert(ways[0].key);
  const arrived = { key, way: ways[0].key, alert, known: first, noted, now };
  return noted ? takeEvent(draft, { ...arrived, noted }, ways) : takeWays(draft, arrived, ways);
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

/** What is not heard on a way is counted there: of several incidents a person may have resolved one. */
function takeEvent(draft: Draft, arrived: Arrived & { noted: Noted }, ways: Ways): Outcome {
  const { noted, now } = arrived;
  const taken = ways.map((way) => heardOn(draft, way, noted, now));
  const [first, ...others] = taken.flatMap(({ way, unheard }) => (unheard ? [] : [way]));
  const counted = taken.flatMap(({ way, unheard }) =>
    unheard ? [countUnheard(draft, { way, unheard }, now)] : [],
  );
  if (!first) return onlyCounted(draft, arrived, counted);
  const { key } = first;
  const known = key === arrived.way ? arrived.known : draft.alert(key);
  return takeWays(draft, { ...arrived, way: key, known }, [first, ...others], counted);
}

/** Nobody hears of the event. */
function onlyCounted(
  draft: Draft,
  arrived: Arrived & { noted: Noted },
  [first, ...further]: readonly FurtherWay[],
): Outcome {
  const { noted, now } = arrived;
  const incident = first?.incident ?? noted.group.incident;
  keepNoted(draft, keptResolved(draft, noted), incidentsIn([first, ...further]), now);
  const { reason, untold } = first ?? { reason: 'old-release', untold: null };
  return recordArrived(draft, arrived, outcome(reason, incident, { untold }), further);
}

function takeWays(
  draft: Draft,
  arrived: Arrived,
  [first, ...others]: Ways,
  counted: readonly FurtherWay[] = [],
): Outcome {
  const { now } = arrived;
  const decided = follow(draft, first, now);
  const further = others.flatMap((other) => furtherWay(other, follow(draft, other, now)));
  const regressed = [first, ...others].find((way) => way.noted?.regression)?.noted;
  const noted = regressed ?? first.noted;
  if (noted) keepNoted(draft, noted, incidentsIn([decided, ...further, ...counted]), now);
  return recordArrived(draft, arrived, decided, [...further, ...counted]);
}

function incidentsIn(ways: readonly (Way | undefined)[]): readonly IncidentId[] {
  return ways.flatMap((way) => way?.incident ?? []);
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

/** Whether it is an event that was counted: SDKs send again what they got no answer to. */
function isCounted(draft: Draft, { event }: Alert): boolean {
  return event?.error !== undefined && draft.errors.isCounted(event.error);
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

/** In reading order: the end of a firing, a firing known already, and a new firing. */
function follow(draft: Draft, followed: Followed, now: Instant): AlertOutcome {
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

function begin(draft: Draft, followed: Followed, now: Instant): AlertOutcome {
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
  if (reason === 'opened') tellMerged(draft, heard, alert, now);
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
