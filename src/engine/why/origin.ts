import { type Incident, wasTold } from '../../domain/incident.ts';
import { formatMatcher } from '../../domain/matcher.ts';
import type { Route } from '../../domain/policy.ts';
import type { TraceLine, TracePart } from '../../domain/trace.ts';
import { routeOf } from '../route.ts';
import { errorConditionLines, errorGroupLines } from './errors.ts';
import type { Evidence } from './evidence.ts';
import { lengthOf, line } from './line.ts';
import { sentLine } from './sent.ts';

/** Whether people were told, and the way that the first alert took. */
export function originLines(evidence: Evidence): readonly TraceLine[] {
  const { incident } = evidence;
  if (incident.openedBy !== null) {
    return [sentLine(evidence), line('opened', `${incident.openedBy} opened it by hand`)];
  }
  return [
    sentLine(evidence),
    line(null, 'From ', { code: incident.source }, ', accepted ', { at: incident.openedAt }),
    ruleLine(evidence),
    routeLine(evidence),
    ...(evidence.error ? errorGroupLines(evidence.error, incident) : [groupLine(incident)]),
    ...thresholdLines(evidence),
  ];
}

function ruleLine({ alerts }: Evidence): TraceLine {
  const rules = [...new Set(alerts.flatMap(({ rules: places }) => places))];
  if (rules.length === 0) return line(null, 'No rule changed its alerts');
  const places = rules.flatMap((place, index): TracePart[] =>
    index === 0 ? [{ code: place }] : [', ', { code: place }],
  );
  return line(null, 'Changed by the rules at ', ...places);
}

function routeLine({ incident, policy }: Evidence): TraceLine {
  const route = routeOf(policy, incident);
  const isGone = route.path !== incident.route;
  const gone = isGone ? ', a route that the configuration has no longer' : '';
  const way: readonly TracePart[] =
    incident.route === ''
      ? ['Route: the default']
      : ['Route ', { code: matchersOf(route, incident) }];
  return line(null, ...way, ` (${route.place}): ${incident.channel}${gone}`);
}

function matchersOf(route: Route, { route: path }: Incident): string {
  return route.path === path ? route.match.map(formatMatcher).join(', ') : path;
}

function groupLine({ labels, number }: Incident): TraceLine {
  const values = Object.values(labels).slice(0, 5).join(' / ');
  const group: readonly TracePart[] =
    values === '' ? ['The group of the whole route'] : ['Group ', { code: values }];
  return line('opened', ...group, `: no open incident, so INC-${number} is a new one`);
}

function thresholdLines(evidence: Evidence): readonly TraceLine[] {
  return evidence.error ? errorConditionLines(evidence) : countLines(evidence);
}

function countLines({ incident, policy, now }: Evidence): readonly TraceLine[] {
  const { count, of, within } = routeOf(policy, incident).notifyWhen;
  if (count === null || count <= 1) return [];
  const span = within === null ? 'in all' : `within ${lengthOf(within)}`;
  const recent = incident.sightings.filter(({ at }) => within === null || at > now - within);
  const reached = wasTold(incident) ? 'reached' : `${recent.length} so far`;
  const want = `The threshold is ${count} ${of} ${span}: ${reached}`;
  return [line(wasTold(incident) ? 'threshold-reached' : 'below-threshold', want)];
}
