import type { Incident } from '../domain/incident.ts';
import type { Instant } from '../domain/time.ts';
import type { Draft } from './draft.ts';
import { startOfRate } from './rate.ts';

type Named = 'groupKey' | 'severity' | 'alertSeverity' | 'title' | 'labels' | 'source' | 'channel';

/** What every incident has when it begins. */
export function emptyIncident(draft: Draft, now: Instant): Omit<Incident, Named> {
  return {
    id: draft.newId(),
    number: draft.nextNumber(),
    status: 'triggered',
    description: '',
    url: null,
    runbook: null,
    openedBy: null,
    hosts: [],
    openedAt: now,
    firstSeenAt: now,
    lastSeenAt: now,
    acknowledged: null,
    assignee: null,
    mute: null,
    resolution: null,
    reopened: null,
    withheld: null,
    withheldBy: null,
    route: '',
    waitsUntil: now,
    toldAt: null,
    calledAt: null,
    reached: false,
    sightings: [],
    turns: [],
    flapping: null,
    resolvesAt: null,
    escalating: null,
    rate: startOfRate(now),
    alertCount: 0,
    firingCount: 0,
    audibleCount: 0,
    occurrenceCount: 0,
    cardRevision: 0,
    detailsRevision: 0,
    entryCount: 0,
    joined: null,
    error: null,
  };
}
