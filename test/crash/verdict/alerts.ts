import type { Ledger, Said, Sent } from '../ledger.ts';
import type { State, Stored } from './state.ts';

/** What is wrong with what was counted: each accepted alert counts once, each request whole or not at all. */
export function alertFaults(ledger: Ledger, state: State): readonly string[] {
  const stored = ledger.requests.filter(({ marker }) => state.alerts.has(marker));
  return [
    ...ledger.requests.flatMap((request) => requestFaults(request, state)),
    ...countFaults(stored, state),
    ...strangers(ledger, state),
    ...state.incidents.flatMap(incidentFaults),
    ...groupFaults(state),
  ];
}

function requestFaults({ marker, answer }: Sent, { alerts }: State): readonly string[] {
  const isStored = alerts.has(marker);
  if (answer === 'answered' && !isStored) return [`${marker} was answered, and is not stored.`];
  if (typeof answer === 'string') return [];
  const kept = isStored ? ', and is stored all the same' : '';
  return [`${marker} was refused${kept}: ${answer.refused}`];
}

/** How often each alert fired, and whether it fires, by the requests that were stored. */
function countFaults(stored: readonly Sent[], { alerts }: State): readonly string[] {
  const expected = new Map<string, { count: number; fires: boolean }>();
  for (const { id, firing } of stored.flatMap<Said>(({ said }) => said)) {
    const known = expected.get(id) ?? { count: 0, fires: false };
    expected.set(id, { count: known.count + (firing ? 1 : 0), fires: firing });
  }
  return [...expected].flatMap(([id, { count, fires }]) => {
    const alert = alerts.get(id);
    const counted = alert?.occurrences ?? 0;
    if (counted !== count) return [`${id} fired ${count} times, and ${counted} are counted.`];
    const isFiring = alert?.status === 'firing';
    return isFiring === fires
      ? []
      : [`${id} ${fires ? 'fires' : 'is over'}, and is not so stored.`];
  });
}

function strangers(ledger: Ledger, { alerts }: State): readonly string[] {
  const known = new Set(ledger.requests.flatMap(({ said }) => said.map(({ id }) => id)));
  return [...alerts.keys()]
    .filter((id) => !known.has(id))
    .map((id) => `${id} is stored, and nobody sent it.`);
}

/**
 * An incident's counters are those of its alerts. One of errors counts more firings where events of a quiet environment, which
 * has no alert yet, came after a person had resolved it; what it counts of its events, `errors/verdict.ts` looks at.
 */
function incidentFaults({ incident, alerts }: Stored): readonly string[] {
  const name = `INC-${incident.number}`;
  const heard = alerts.reduce((sum, each) => sum + each.occurrences, 0);
  const firings = incident.error ? Math.max(heard, incident.occurrenceCount) : heard;
  const sums = [
    ['alerts', incident.alertCount, alerts.length],
    ['firing', incident.firingCount, alerts.filter(({ status }) => status === 'firing').length],
    ['firings', incident.occurrenceCount, firings],
  ] as const;
  return sums
    .filter(([, counted, real]) => counted !== real)
    .map(([what, counted, real]) => `${name} counts ${counted} ${what}, and has ${real}.`);
}

/** Within the day that this takes, a group has one incident. */
function groupFaults({ incidents }: State): readonly string[] {
  const numbers = new Map<string, number[]>();
  for (const { incident } of incidents) {
    numbers.set(incident.groupKey, [...(numbers.get(incident.groupKey) ?? []), incident.number]);
  }
  return [...numbers.values()]
    .filter((several) => several.length > 1)
    .map(
      (several) => `One group has several incidents: ${several.map((n) => `INC-${n}`).join(', ')}.`,
    );
}
