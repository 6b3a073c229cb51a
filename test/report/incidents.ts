import type { Incident } from '../../src/domain/incident.ts';
import { instant } from '../../src/domain/time.ts';

let last = 0;

/** An incident of which nothing is known but this. It was told as soon as it was opened. */
export function blankIncident(change: Partial<Incident> = {}): Incident {
  const openedAt = change.openedAt ?? instant(0);
  last += 1;
  return {
    id: `i${last}`,
    number: last,
    groupKey: 'group',
    route: '',
    status: 'triggered',
    severity: 'warning',
    alertSeverity: 'warning',
    title: 'DiskFull',
    description: '',
    url: null,
    runbook: null,
    labels: {},
    source: 'prometheus',
    openedBy: null,
    channel: '#alerts',
    hosts: [],
    openedAt,
    firstSeenAt: openedAt,
    lastSeenAt: openedAt,
    acknowledged: null,
    assignee: null,
    mute: null,
    resolution: null,
    resolvesAt: null,
    reopened: null,
    withheld: null,
    withheldBy: null,
    waitsUntil: openedAt,
    toldAt: openedAt,
    calledAt: null,
    reached: false,
    sightings: [],
    turns: [],
    flapping: null,
    escalating: null,
    rate: { since: openedAt, count: 1, before: 0 },
    alertCount: 1,
    firingCount: 1,
    audibleCount: 1,
    occurrenceCount: 1,
    cardRevision: 1,
    detailsRevision: 1,
    entryCount: 1,
    joined: null,
    error: null,
    ...change,
  };
}
