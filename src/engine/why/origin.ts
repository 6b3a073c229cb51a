import { type Incident, isOpen, wasTold } from '../../domain/incident.ts';
import { formatMatcher } from '../../domain/matcher.ts';
import type { Route } from '../../domain/policy.ts';
import type { TraceLine, TracePart } from '../../domain/trace.ts';
import { routeOf } from '../route.ts';
import type { Evidence } from './evidence.ts';
import { line } from './line.ts';

/** Whether people were told, and the way that the first alert took. */
export function originLines(evidence: Evidence): readonly TraceLine[] {
  const { incident } = evidence;
  if (incident.openedBy !== null) {
    return [sentLine(incident), line('opened', `${incident.openedBy} opened it by hand`)];
  }
  return [
    sentLine(incident),
    line(null, 'From ', { code: incident.source }, ', accepted ', { at: incident.openedAt }),
    ruleLine(evidence),
    routeLine(evidence),
    groupLine(incident),
    ...thresholdLines(evidence),
  ];
}

function sentLine(incident: Incident): TraceLine {
  const { channel, toldAt, openedAt, withheld } = incident;
  if (wasTold(incident)) {
    const at = { at: toldAt ?? openedAt };
    return line(null, `Sent to ${channel} as a new card, `, at);
  }
  if (withheld !== null) return line(withheld, 'Nobody was told of it');
  const why = isOpen(incident)
    ? 'Its group waits for more alerts'
    : 'It was over before its group had waited';
  return line(null, `Nobody was told of it. ${why}`);
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

function thresholdLines({ incident, policy }: Evidence): readonly TraceLine[] {
  const { notifyWhen } = routeOf(policy, incident);
  if (notifyWhen.count <= 1) return [];
  const within = notifyWhen.within === null ? 'in all' : `within ${notifyWhen.within / 60_000} min`;
  const want = `The threshold is ${notifyWhen.count} ${notifyWhen.of} ${within}`;
  const reached = wasTold(incident) ? 'reached' : `${incident.sightings.length} so far`;
  return [line(wasTold(incident) ? 'threshold-reached' : 'below-threshold', `${want}: ${reached}`)];
}
