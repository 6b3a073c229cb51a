import fc from 'fast-check';
import type { Change } from '../../src/domain/decision.ts';
import { type Incident, type MuteEnd, STATUSES, WITHHELD } from '../../src/domain/incident.ts';
import { SEVERITIES } from '../../src/domain/severity.ts';
import type { Instant } from '../../src/domain/time.ts';
import { anyErrorChange } from './error-changes.ts';
import { put } from './saving.ts';
import { aContent, aMute, anAlertRow, anIncident, anOpened, aRecording, at, key } from './state.ts';
import { anyText, HARD_TEXTS } from './texts.ts';

/** Any moment within some minutes. */
export const anyInstant: fc.Arbitrary<Instant> = fc.nat(20).map((tens) => at(tens * 10));

const anyKey = fc.constantFrom(...HARD_TEXTS.map(key));
const anyChannel = fc.constantFrom('#alerts', '#ops');
const anyStormId = fc.constantFrom('storm-1', 'storm-2');

/** Any labels, few names. */
const anyLabels = fc
  .array(fc.tuple(fc.constantFrom(...HARD_TEXTS, 'service'), anyText), { maxLength: 3 })
  .map((pairs) => Object.fromEntries(pairs));

const anyMuteEnd = fc.constantFrom<MuteEnd>({ when: 'deploy' }, { when: 'critical' });

const anyMute = fc
  .record({ until: fc.option(anyInstant), early: fc.array(anyMuteEnd, { maxLength: 2 }) })
  .map(aMute);

const anyResolution = anyInstant.map((at): Incident['resolution'] => ({
  at,
  by: { type: 'quell' },
  how: 'alerts',
  into: null,
  release: null,
  note: '',
  acknowledged: null,
}));

/** Any incident of the few whose numbers are given; two at a time share a group. */
function anyIncident(numbers: readonly number[]): fc.Arbitrary<Incident> {
  const shape = fc.record({
    number: fc.constantFrom(...numbers),
    status: fc.constantFrom(...STATUSES),
    severity: fc.constantFrom(...SEVERITIES),
    title: anyText,
    labels: fc.oneof(anyLabels, fc.constant({ service: 'shop' })),
    channel: anyChannel,
    assignee: fc.constantFrom(null, { id: 'U1', name: 'ann' }),
    openedAt: anyInstant,
    lastSeenAt: anyInstant,
    occurrenceCount: fc.nat(3),
    cardRevision: fc.nat(2),
    entryCount: fc.nat(2),
    mute: fc.option(anyMute),
    resolution: fc.option(anyResolution),
    withheld: fc.constantFrom(null, 'storm' as const, ...WITHHELD),
    withheldBy: fc.oneof(anyStormId, fc.constant(null)),
    turns: fc.array(anyInstant, { maxLength: 2 }),
  });
  return shape.map((some) => ({
    ...anIncident(some),
    groupKey: `group-${Math.ceil(some.number / 2)}`,
  }));
}

/** A beginning with these incidents, and with all else that changes refer to. */
export function anyStart(numbers: readonly number[]): fc.Arbitrary<readonly Change[]> {
  const subjects = [
    put.storm(),
    put.storm({ id: 'storm-2', channel: '#ops' }),
    put.notice(),
    put.notice({ id: 'notice-2' }),
  ];
  return fc
    .tuple(...numbers.map((number) => anyIncident([number])))
    .map((incidents) => [...incidents.map((incident) => put.incident(incident)), ...subjects]);
}

/** Any change of the incidents whose numbers are given; what it refers to is among them. */
export function anyChange(numbers: readonly number[]): fc.Arbitrary<Change> {
  const incident = fc.constantFrom(...numbers).map((number) => `incident-${number}`);
  return fc.oneof(
    { arbitrary: anyAlertChange(incident), weight: 4 },
    { arbitrary: anyIncident(numbers).map((value) => put.incident(value)), weight: 3 },
    { arbitrary: anyRecordedChange, weight: 3 },
    anyDeliveryChange(incident),
    anyTimerChange,
    anySilenceChange,
    anyStormChange,
    anyPaceChange,
    anyNoticeChange,
    { arbitrary: anyErrorChange(incident), weight: 4 },
    fc
      .record({
        incident: fc.oneof(incident, anyStormId),
        seq: fc.integer({ min: 1, max: 3 }),
        at: anyInstant,
      })
      .map(put.entry),
  );
}

const anyInhibition = fc.record({
  inhibits: fc.uniqueArray(fc.constantFrom('rule 1', 'rule 2'), { maxLength: 2 }),
  inhibitedBy: fc.uniqueArray(fc.constantFrom('rule 1', 'rule 2'), { maxLength: 2 }),
});

function anyAlertChange(incident: fc.Arbitrary<string>): fc.Arbitrary<Change> {
  const content = fc.oneof(
    fc.constantFrom(aContent(), aContent({ title: 'other' })),
    anyLabels.map((labels) => aContent({ labels })),
  );
  return fc
    .record({
      key: anyKey,
      incident,
      route: fc.constantFrom('{}', '{team="\ud800"}'),
      rules: fc.constantFrom<readonly string[]>([], ['quell.yml line 3']),
      alsoAs: fc.constantFrom([], [key('also \udfff')]),
      status: fc.constantFrom('firing', 'resolved'),
      content,
      startsAt: anyInstant,
      endsAt: fc.option(anyInstant),
      endsAtIsTimeout: fc.boolean(),
      suppressed: fc.constantFrom(null, { reason: 'silenced' as const, by: 'silence-1' }),
      inhibition: fc.oneof(fc.constant(anAlertRow().inhibition), anyInhibition),
      lastSeenAt: anyInstant,
      occurrences: fc.nat(3),
    })
    .map(put.alert);
}

function anyDeliveryChange(incident: fc.Arbitrary<string>): fc.Arbitrary<Change> {
  const subject = fc.oneof(incident, anyStormId, fc.constant('notice-1'));
  return fc.tuple(subject, fc.option(fc.nat(2)), fc.nat(2)).map(([of, revision, cursor]) =>
    put.delivery({
      subject: of,
      card: revision === null ? null : { ts: `${of}.${revision}`, revision },
      cursor,
    }),
  );
}

const anyTimer = fc.record({
  kind: fc.constantFrom('resolve', 'silence'),
  subject: fc.constantFrom('incident-1', 'incident-2'),
  at: anyInstant,
});

const anyTimerChange: fc.Arbitrary<Change> = fc.oneof(
  anyTimer.map(put.timer),
  fc.tuple(anyTimer, anyKey).map(([timer, after]) => put.timer({ ...timer, after })),
  anyTimer.map(put.timerOff),
);

const anySilenceChange: fc.Arbitrary<Change> = fc
  .record({ id: fc.constantFrom('s1', 's2', 's3'), startsAt: anyInstant, endsAt: anyInstant })
  .map(put.silence);

/** Each storm has a channel of its own: two at a time in one do not occur. */
const anyStormChange: fc.Arbitrary<Change> = fc
  .record({
    id: anyStormId,
    endedAt: fc.option(anyInstant),
    cardRevision: fc.nat(2),
    entryCount: fc.nat(2),
  })
  .map((storm) => put.storm({ ...storm, channel: storm.id === 'storm-1' ? '#alerts' : '#ops' }));

const anyPaceChange: fc.Arbitrary<Change> = fc
  .record({
    channel: anyChannel,
    recent: fc.array(
      anyInstant.map((at) => anOpened({ at })),
      { maxLength: 2 },
    ),
    storm: fc.option(anyStormId),
  })
  .map(put.pace);

const anyNoticeChange: fc.Arbitrary<Change> = fc
  .record({ id: fc.constantFrom('notice-1', 'notice-2'), channel: anyChannel, at: anyInstant })
  .map(put.notice);

const anyRecordedChange: fc.Arbitrary<Change> = fc
  .record({
    key: fc.constantFrom(key('a'), key('\ud800')),
    at: anyInstant,
    isAgain: fc.boolean(),
    endsAt: fc.option(anyInstant),
    reason: fc.constantFrom('duplicate', 'not-firing'),
    untold: fc.constantFrom(null, null, 'silenced'),
    ignoredBy: fc.constantFrom(null, null, 'quell.yml line 3'),
    labels: anyLabels,
  })
  .map(({ isAgain, labels, ...some }) =>
    put.recorded({
      ...some,
      alert: isAgain ? null : { ...aRecording().alert!, content: aContent({ labels }) },
    }),
  );
