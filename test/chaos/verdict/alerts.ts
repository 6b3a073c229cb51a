import type { Evidence, SeenIncident, SentRequest } from '../evidence.ts';

interface Bounds {
  readonly least: number;
  readonly most: number;
}

/** What is wrong with what was counted: each accepted alert counts, and no alert more often than it was sent. */
export function alertFaults({ requests, incidents: all }: Evidence): readonly string[] {
  const incidents = all.filter(({ ofError }) => !ofError);
  return [
    ...refusals(requests),
    ...counted('alert', firings(requests, 'id'), occurrencesOfAlerts(incidents)),
    ...counted('group', firings(requests, 'group'), occurrencesOfGroups(incidents)),
    ...all.flatMap(sumFaults),
    ...severalOpen(incidents),
  ];
}

function refusals(requests: readonly SentRequest[]): readonly string[] {
  return requests.flatMap(({ refused, said }) =>
    refused === null ? [] : [`A request that spoke of ${said[0]?.id} was refused: ${refused}`],
  );
}

/** How often each has fired at least and at most: a try whose answer never came may have been taken. */
function firings(
  requests: readonly SentRequest[],
  by: 'id' | 'group',
): ReadonlyMap<string, Bounds> {
  const bounds = new Map<string, Bounds>();
  for (const { said, answered, tries } of requests) {
    const takenAtMost = tries.filter(
      ({ status }) => status === null || status < 400 || status >= 500,
    );
    for (const statement of said) {
      if (!statement.firing) continue;
      const { least, most } = bounds.get(statement[by]) ?? { least: 0, most: 0 };
      bounds.set(statement[by], {
        least: least + (answered ? 1 : 0),
        most: most + takenAtMost.length,
      });
    }
  }
  return bounds;
}

function occurrencesOfAlerts(incidents: readonly SeenIncident[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { id, occurrences } of incidents.flatMap(({ alerts }) => alerts)) {
    counts.set(id, (counts.get(id) ?? 0) + occurrences);
  }
  return counts;
}

function occurrencesOfGroups(incidents: readonly SeenIncident[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { group, occurrences } of incidents) {
    counts.set(group, (counts.get(group) ?? 0) + occurrences);
  }
  return counts;
}

function counted(
  what: string,
  sent: ReadonlyMap<string, Bounds>,
  found: ReadonlyMap<string, number>,
): readonly string[] {
  const faults = [...sent].flatMap(([name, { least, most }]) => {
    const count = found.get(name) ?? 0;
    if (count < least) {
      const lost = least - count;
      return [`The ${what} ${name} lost ${lost}: ${least} answered, ${count} counted.`];
    }
    if (count <= most) return [];
    return [`The ${what} ${name} is counted ${count} times, and was sent ${most} times at most.`];
  });
  const strangers = [...found.keys()].filter((name) => !sent.has(name));
  return [
    ...faults,
    ...strangers.map((name) => `The ${what} ${name} is there, and nobody sent it.`),
  ];
}

/** An incident's counters are those of its alerts. */
function sumFaults({ number, alerts, alertCount, firingCount }: SeenIncident): readonly string[] {
  const firing = alerts.filter(({ status }) => status === 'firing').length;
  // Alerts of an incident that was followed by another have moved on to that one.
  if (alerts.length > alertCount) {
    return [`INC-${number} counts ${alertCount} alerts, and has ${alerts.length}.`];
  }
  if (firing === firingCount) return [];
  return [`INC-${number} counts ${firingCount} firing, and has ${firing}.`];
}

function severalOpen(incidents: readonly SeenIncident[]): readonly string[] {
  const open = new Map<string, number[]>();
  for (const { group, status, number } of incidents) {
    if (status !== 'resolved') open.set(group, [...(open.get(group) ?? []), number]);
  }
  return [...open]
    .filter(([, numbers]) => numbers.length > 1)
    .map(
      ([group, numbers]) =>
        `${group} has several open incidents: ${numbers.map((n) => `INC-${n}`).join(', ')}.`,
    );
}
