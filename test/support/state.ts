import type { AlertContent, AlertKey, TrackedAlert } from '../../src/domain/alert.ts';
import type { Delivery } from '../../src/domain/delivery.ts';
import type { ErrorEvent } from '../../src/domain/error-event.ts';
import type { ErrorGroup, ErrorSample, Release } from '../../src/domain/error-group.ts';
import type { Incident, Mute } from '../../src/domain/incident.ts';
import type { Notice } from '../../src/domain/notice.ts';
import type { Recording } from '../../src/domain/recording.ts';
import { NOTHING_HIDDEN, type Silence } from '../../src/domain/silence.ts';
import type { Opened, Pace, Storm } from '../../src/domain/storm.ts';
import { type Instant, instant } from '../../src/domain/time.ts';
import type { TimelineEntry } from '../../src/domain/timeline.ts';
import type { Timer } from '../../src/domain/timer.ts';
import type { Retention } from '../../src/store/store.ts';
import { PLAIN_EVENT, PLAIN_GROUP } from './plain-errors.ts';

/** The moment around which the tests take place: 2026-01-05, 09:00 UTC. */
const START: Instant = instant(1_767_603_600_000);

/** So many seconds after `START`. */
export function at(seconds: number): Instant {
  return instant(START + seconds * 1_000);
}

/** The identity of an alert, from any text. */
export function key(text: string): AlertKey {
  return text as AlertKey;
}

/** What an alert says. */
export function aContent(content: Partial<AlertContent> = {}): AlertContent {
  return {
    labels: { alertname: 'DiskFull', instance: 'web-03' },
    annotations: { summary: 'The disk is full' },
    title: 'DiskFull',
    description: 'The disk is full.',
    severity: 'warning',
    host: 'web-03',
    url: null,
    source: 'prometheus',
    ...content,
  };
}

/** An alert that fires, of the incident of `anIncident`. */
export function anAlertRow(alert: Partial<TrackedAlert> = {}): TrackedAlert {
  return {
    key: key('disk-full'),
    incident: 'incident-1',
    route: '{}',
    rules: [],
    alsoAs: [],
    status: 'firing',
    content: aContent(),
    startsAt: at(0),
    endsAt: null,
    endsAtIsTimeout: false,
    suppressed: null,
    inhibition: { inhibits: [], inhibitedBy: [] },
    firstSeenAt: at(0),
    lastSeenAt: at(0),
    occurrences: 1,
    periods: 1,
    ...alert,
  };
}

/** An incident that was opened just now and wants a card. */
export function anIncident(incident: Partial<Incident> = {}): Incident {
  return {
    id: `incident-${incident.number ?? 1}`,
    number: 1,
    groupKey: `group-${incident.number ?? 1}`,
    route: '{}',
    status: 'triggered',
    severity: 'warning',
    alertSeverity: 'warning',
    title: 'DiskFull',
    description: 'The disk is full.',
    url: null,
    runbook: null,
    labels: { alertname: 'DiskFull' },
    source: 'prometheus',
    channel: '#alerts',
    hosts: ['web-03'],
    openedAt: at(0),
    openedBy: null,
    firstSeenAt: at(0),
    lastSeenAt: at(0),
    acknowledged: null,
    assignee: null,
    mute: null,
    resolution: null,
    reopened: null,
    withheld: null,
    withheldBy: null,
    waitsUntil: at(0),
    toldAt: at(0),
    calledAt: null,
    reached: false,
    sightings: [],
    turns: [],
    flapping: null,
    resolvesAt: null,
    escalating: null,
    rate: { since: at(0), count: 1, before: 0 },
    alertCount: 1,
    firingCount: 1,
    audibleCount: 1,
    occurrenceCount: 1,
    cardRevision: 1,
    detailsRevision: 0,
    entryCount: 1,
    joined: null,
    error: null,
    ...incident,
  };
}

/** The first entry of the timeline of `anIncident`. */
export function anEntry(entry: Partial<TimelineEntry> = {}): TimelineEntry {
  return {
    incident: 'incident-1',
    seq: 1,
    at: at(0),
    actor: { type: 'source', name: 'prometheus' },
    reason: 'opened',
    thread: true,
    what: { kind: 'opened', title: 'DiskFull', severity: 'warning' },
    ...entry,
  };
}

/** A silence that is active for an hour. */
export function aSilence(silence: Partial<Silence> = {}): Silence {
  return {
    id: 'silence-1',
    matchers: [{ name: 'instance', operator: '=', value: 'web-03' }],
    startsAt: at(0),
    endsAt: at(3_600),
    author: 'ann',
    reason: 'new disk',
    updatedAt: at(0),
    kind: 'silence',
    repeats: null,
    home: null,
    hid: NOTHING_HIDDEN,
    ...silence,
  };
}

/** The delivery of `anIncident` once Slack shows all of it. */
export function aDelivery(delivery: Partial<Delivery> = {}): Delivery {
  return {
    subject: 'incident-1',
    team: 'T1',
    channelId: 'C1',
    generation: 0,
    card: { ts: '1767603600.000100', revision: 1 },
    details: null,
    cursor: 1,
    joined: null,
    attempt: null,
    rechecks: [],
    notBefore: null,
    failures: 0,
    fault: null,
    lease: null,
    ...delivery,
  };
}

/** A timer of `anIncident`. */
export function aTimer(timer: Partial<Timer> = {}): Timer {
  return { kind: 'resolve', subject: 'incident-1', at: at(60), ...timer };
}

/** A mute without an end. */
export function aMute(mute: Partial<Mute> = {}): Mute {
  return {
    until: null,
    ignores: false,
    by: { type: 'quell' },
    at: at(0),
    reason: '',
    early: [],
    hidden: 0,
    ...mute,
  };
}

/** The incident of `anIncident`, as its channel's pace remembers it. */
export function anOpened(opened: Partial<Opened> = {}): Opened {
  return {
    incident: 'incident-1',
    number: 1,
    title: 'DiskFull on web-03',
    at: at(0),
    severity: 'warning',
    group: { title: 'DiskFull', label: null },
    ...opened,
  };
}

/** When `#alerts` last got cards. */
export function aPace(pace: Partial<Pace> = {}): Pace {
  return { channel: '#alerts', recent: [anOpened()], storm: null, ...pace };
}

/** A storm that goes on and wants its message. */
export function aStorm(storm: Partial<Storm> = {}): Storm {
  return {
    id: 'storm-1',
    channel: '#alerts',
    startedAt: at(0),
    endedAt: null,
    first: { incident: 'incident-1', number: 1, title: 'DiskFull', at: at(0) },
    incidentCount: 1,
    critical: { count: 0, numbers: [] },
    withheldCount: 1,
    groups: [{ title: 'DiskFull', count: 1, label: null }],
    shownCount: 0,
    perMinute: [1],
    ending: null,
    named: 0,
    cardRevision: 1,
    detailsRevision: 0,
    entryCount: 0,
    joined: null,
    ...storm,
  };
}

/** A notice that wants to be posted. */
export function aNotice(notice: Partial<Notice> = {}): Notice {
  return {
    id: 'notice-1',
    channel: '#alerts',
    at: at(0),
    content: { kind: 'silence-over', silence: 'silence-1' },
    cardRevision: 1,
    detailsRevision: 0,
    entryCount: 0,
    joined: null,
    ...notice,
  };
}

/** What `prune` may delete: nothing but what is said. */
export function aRetention(retention: Partial<Retention> = {}): Retention {
  return {
    recordingsBefore: instant(0),
    resolvedBefore: instant(0),
    errorsBefore: instant(0),
    errorsPerProject: 1_000_000,
    ...retention,
  };
}

/** What a program reported, of the group of `anErrorGroup`. */
export function anErrorEvent(event: Partial<ErrorEvent> = {}): ErrorEvent {
  return {
    ...PLAIN_EVENT,
    id: '0'.repeat(32),
    at: at(0),
    environment: 'production',
    release: '1.4.2',
    logger: 'django.request',
    transaction: '/checkout',
    server: 'web-03',
    chain: [{ type: 'KeyError', value: "'user_id'", synthetic: false, handled: false, frames: [] }],
    sdk: 'sentry.python 1.9.10',
    ...event,
  };
}

/** An error that came once. */
export function anErrorGroup(group: Partial<ErrorGroup> = {}): ErrorGroup {
  return {
    ...PLAIN_GROUP,
    id: 'e1-group',
    logger: 'django.request',
    because: 'the same exception raised at the same place',
    firstSeenAt: at(0),
    lastSeenAt: at(0),
    firstRelease: '1.4.2',
    lastRelease: '1.4.2',
    events: 1,
    incident: 'incident-1',
    ...group,
  };
}

/** The first event of `anErrorGroup`, in its ring. */
export function anErrorSample(sample: Partial<ErrorSample> = {}): ErrorSample {
  return {
    group: 'e1-group',
    slot: 0,
    keepsake: null,
    receivedAt: at(0),
    event: anErrorEvent(),
    ...sample,
  };
}

/** A version of the program that `anErrorEvent` comes from. */
export function aRelease(release: Partial<Release> = {}): Release {
  return {
    project: 'shop',
    version: '1.4.2',
    firstSeenAt: at(0),
    deploys: [],
    commits: [],
    url: null,
    ...release,
  };
}

/** The recording of an alert that began the incident of `anIncident`. */
export function aRecording(recording: Partial<Recording> = {}): Recording {
  return {
    key: key('disk-full'),
    at: at(0),
    alert: { status: 'firing', content: aContent() },
    endsAt: null,
    count: 1,
    last: recording.at ?? at(0),
    reason: 'opened',
    incident: 'incident-1',
    untold: null,
    ignoredBy: null,
    ...recording,
  };
}
