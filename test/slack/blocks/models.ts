import type { Actor } from '../../../src/domain/actor.ts';
import type { AlertKey, TrackedAlert } from '../../../src/domain/alert.ts';
import type { Incident } from '../../../src/domain/incident.ts';
import { type Instant, instant, minutes, plus } from '../../../src/domain/time.ts';
import type { Happening, TimelineEntry } from '../../../src/domain/timeline.ts';
import type { SurfaceContext } from '../../../src/slack/blocks/message.ts';

/** The clock time of the day that all examples happen on. */
export function at(clock: string): Instant {
  return instant(Date.parse(`2026-02-10T${clock}:00Z`));
}

export const ann: Actor = { type: 'person', id: 'U01ANN', name: 'Ann Lee' };
export const bob: Actor = { type: 'person', id: 'U02BOB', name: 'Bob Ortiz' };
export const bobPerson = { id: 'U02BOB', name: 'Bob Ortiz' };

export const surface: SurfaceContext = { now: at('14:40'), incidentUrl: null };

const HOSTS = [
  'db-01',
  'db-02',
  'web-03',
  'db-04',
  'db-05',
  'web-06',
  'web-07',
  'web-08',
  'web-09',
];

/** INC-12 of the design: a full disk on nine hosts. */
export function theIncident(changes: Partial<Incident> = {}): Incident {
  return {
    id: 'i12',
    number: 12,
    groupKey: 'DiskFull',
    status: 'triggered',
    severity: 'critical',
    alertSeverity: 'critical',
    title: 'DiskFull',
    description: 'Worst: db-01 /var 97 %',
    url: 'https://prometheus.example.com/graph?g0.expr=disk',
    runbook: 'https://wiki.example.com/runbooks/disk',
    labels: { alertname: 'DiskFull', service: 'orders', env: 'production' },
    source: 'prometheus',
    openedBy: null,
    channel: '#alerts',
    hosts: HOSTS,
    openedAt: at('14:02'),
    firstSeenAt: at('14:02'),
    lastSeenAt: at('14:02'),
    acknowledged: null,
    assignee: null,
    mute: null,
    resolution: null,
    reopened: null,
    withheld: null,
    alertCount: 14,
    firingCount: 14,
    audibleCount: 14,
    occurrenceCount: 212,
    cardRevision: 1,
    detailsRevision: 1,
    entryCount: 1,
    joined: null,
    ...changes,
  };
}

/** One alert of INC-12. */
export function theAlert(host: string, description: string): TrackedAlert {
  return {
    key: host as AlertKey,
    incident: 'i12',
    status: 'firing',
    content: {
      labels: { alertname: 'DiskFull', instance: host, service: 'orders' },
      annotations: { description: 'Fewer than 5 % of bytes are free on a filesystem for 5 min.' },
      title: 'DiskFull',
      description,
      severity: 'critical',
      host,
      url: null,
      source: 'prometheus',
    },
    startsAt: at('14:02'),
    endsAt: null,
    endsAtIsTimeout: false,
    silenced: false,
    firstSeenAt: at('14:02'),
    lastSeenAt: at('14:02'),
    occurrences: 1,
    periods: 1,
  };
}

/** An entry of INC-12's timeline. */
export function anEntry(
  what: Happening,
  {
    actor = ann,
    when = at('14:09'),
    seq = 2,
  }: { actor?: Actor; when?: Instant; seq?: number } = {},
): TimelineEntry {
  return { incident: 'i12', seq, at: when, actor, reason: 'asked', thread: true, what };
}

/** INC-12 after it was resolved by Ann, 29 min after its start. */
export function resolved(note: string): Incident {
  return theIncident({
    status: 'resolved',
    firingCount: 0,
    audibleCount: 0,
    cardRevision: 9,
    resolution: {
      at: plus(at('14:02'), minutes(29)),
      by: ann,
      how: 'person',
      note,
      acknowledged: { by: ann, at: at('14:09') },
    },
  });
}
