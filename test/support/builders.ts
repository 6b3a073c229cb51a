import type { Person } from '../../src/domain/actor.ts';
import type { Alert, AlertContent } from '../../src/domain/alert.ts';
import { canonicalLabels, labelOf } from '../../src/domain/labels.ts';
import type { Policy, Route } from '../../src/domain/policy.ts';
import { days, hours, minutes, seconds } from '../../src/domain/time.ts';
import { isFault, parseMatchers } from '../../src/engine/matchers.ts';

/** What a test may say of an alert; the rest follows. */
export type AlertSpec = Partial<AlertContent> & Partial<Omit<Alert, 'content'>>;

/** A firing alert, by default `DiskFull`. Title, host and a sentence follow from the labels. */
export function anAlert(spec: AlertSpec = {}): Alert {
  const { status = 'firing', dedupKey, startsAt, endsAt, resolveTimeout, ...rest } = spec;
  const { incidentKey, elseFires, event, ...content } = rest;
  return {
    status,
    content: aContentOf(content),
    ...(dedupKey !== undefined && { dedupKey }),
    ...(incidentKey !== undefined && { incidentKey }),
    ...(event !== undefined && { event }),
    ...(startsAt !== undefined && { startsAt }),
    ...(endsAt !== undefined && { endsAt }),
    ...(elseFires !== undefined && { elseFires }),
    ...(resolveTimeout !== undefined && { resolveTimeout }),
  };
}

function aContentOf(content: Partial<AlertContent>): AlertContent {
  const labels = canonicalLabels(content.labels ?? { alertname: 'DiskFull' });
  const title = labelOf(labels, 'alertname') || 'Nameless';
  const host = labelOf(labels, 'instance') || null;
  return {
    annotations: {},
    title,
    description: host === null ? `${title} is the case` : `${title} is the case on ${host}`,
    severity: 'warning',
    host,
    url: null,
    source: 'prometheus',
    ...content,
    labels,
  };
}

/** The default policy, but grouped by `alertname` alone, with news told at once, and neither storms nor flapping. */
export function aPolicy(route: Partial<Route> = {}, rest: Partial<Policy> = {}): Policy {
  return {
    version: 'test',
    rules: [],
    route: aRoute(route),
    inhibit: [],
    maintenance: [],
    calendars: {},
    storm: null,
    flapping: null,
    escalations: [],
    errors: { fingerprints: [], environments: ['production', 'prod', 'live'], keep: 50 },
    ...rest,
  };
}

/** A root that goes to `#alerts`. */
export function aRoute(route: Partial<Route> = {}): Route {
  return {
    path: '',
    place: 'built in',
    match: [],
    goesOn: false,
    routes: [],
    channel: '#alerts',
    groupBy: ['alertname'],
    groupWait: seconds(0),
    groupInterval: seconds(0),
    repeatInterval: hours(4),
    resolveAfter: minutes(2),
    reopenWithin: hours(24),
    expireAfter: days(7),
    notifyWhen: { of: 'occurrences', count: 1, within: null, errors: [] },
    mention: null,
    escalation: null,
    muteDuring: [],
    activeDuring: [],
    ...route,
  };
}

/** A route below another: it inherits all that it doesn't say. */
export function below(parent: Route, match: string, route: Partial<Route> = {}): Route {
  const matchers = parseMatchers(match);
  if (isFault(matchers)) throw new Error(matchers.fault);
  return { ...parent, path: `${parent.path}{${match}}`, match: matchers, routes: [], ...route };
}

/** Somebody in Slack. */
export const ANN: Person = { id: 'U1', name: 'Ann Lee' };
/** Somebody else in Slack. */
export const BOB: Person = { id: 'U2', name: 'Bob Ortiz' };
