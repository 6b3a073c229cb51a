import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../clock.ts';
import type { Delivery } from '../domain/delivery.ts';
import type { Incident } from '../domain/incident.ts';
import type { Notice } from '../domain/notice.ts';
import type { Policy } from '../domain/policy.ts';
import type { Recording } from '../domain/recording.ts';
import type { NoiseReport } from '../domain/report.ts';
import type { Silence } from '../domain/silence.ts';
import type { Storm } from '../domain/storm.ts';
import { type Duration, days, duration, type Instant, instant } from '../domain/time.ts';
import type { TimelineEntry } from '../domain/timeline.ts';
import { NO_ROWS } from '../engine/scope.ts';
import type { Store } from '../store/store.ts';

/** Which reports are wanted. */
export interface NoiseQuestion {
  readonly from: Instant;
  readonly to: Instant;
  /** Null: all channels together. */
  readonly channels: readonly (string | null)[];
}

/** Counts and compares all that it is given: incidents and storms first, then recordings in their order. */
interface NoiseWork {
  incident(incident: Incident, timeline: readonly TimelineEntry[], delivery: Delivery | null): void;
  storm(storm: Storm): void;
  recording(recording: Recording): void;
  /** The rest of the work, in short steps; a report for each channel. */
  finish(silences: readonly Silence[]): Iterator<void, readonly NoiseReport[]>;
}

/** What reports need of the world. */
export interface NoiseDeps {
  readonly store: Pick<
    Store,
    'incidents' | 'timeline' | 'delivery' | 'storm' | 'recordings' | 'silences'
  >;
  readonly clock: Clock;
  readonly policy: () => Policy;
  /** Whose calendar days are counted: an IANA time zone. */
  readonly timezone: () => string;
  /** Begins a report; the statistics are not this file's business. */
  readonly begin: (
    question: NoiseQuestion & { readonly timezone: string },
    policy: Policy,
  ) => NoiseWork;
}

/** Makes reports of the noise in some time; of many channels as fast as of one. */
export type NoiseReports = (question: NoiseQuestion) => Promise<readonly NoiseReport[]>;

/** Makes the report of the noise in some time, in one channel, or (null) in all. */
export type ReportNoise = (
  span: Pick<NoiseQuestion, 'from' | 'to'> & { readonly channel: string | null },
) => Promise<NoiseReport>;

/** Other work gets its turn after so many. */
const INCIDENTS_AT_ONCE = 200;
const RECORDINGS_AT_ONCE = 500;
const ENTRIES_AT_ONCE = 500;
/** What arrived so long before is looked at too: what it began goes on. */
const LEAD = days(1);

/** Makes reports one after the other, so that several people who ask at once do not slow everything down. */
export function noiseReporter(deps: NoiseDeps): NoiseReports {
  let last: Promise<unknown> = Promise.resolve();
  return (question) => {
    const report = last.then(() => make(deps, question));
    last = report.catch(() => undefined);
    return report;
  };
}

/** The same for one channel. */
export function oneReport(reports: NoiseReports): ReportNoise {
  return async ({ from, to, channel }) => {
    const [report] = await reports({ from, to, channels: [channel] });
    if (!report) throw new Error('A report was asked for and not made.');
    return report;
  };
}

/** The report of so much time until now, in all channels. */
export function recentReport(
  reports: NoiseReports,
  clock: Clock,
): (length: Duration) => Promise<NoiseReport> {
  return (length) => {
    const to = clock.now();
    return oneReport(reports)({ from: instant(to - length), to, channel: null });
  };
}

/** Keeps a report that somebody was answered with, for the buttons of the answer; answers the id of its notice. */
export type KeepReport = (report: NoiseReport) => Promise<string>;

/** What keeping reports needs of the world. */
interface KeepingDeps {
  readonly store: Pick<Store, 'update'>;
  readonly clock: Clock;
  /** A notice belongs to a channel, though this one is never posted. */
  readonly channel: () => string;
}

/** Keeps reports in the store, since another process may be the one that a button reaches, or this one started anew. */
export function reportKeeper({ store, clock, channel }: KeepingDeps): KeepReport {
  return async (report) => {
    const id = `report:asked:${clock.newId()}`;
    const content = { kind: 'report', report } as const;
    const notice = unposted({ id, channel: channel(), at: clock.now(), content });
    await store.update(
      () => ({ ...NO_ROWS, incidents: [id] }),
      () => ({ changes: [{ type: 'notice', notice }], outcomes: [] }),
    );
    return id;
  };
}

/** A notice of which nothing is to be shown: delivery never hears of it, and it is deleted as all others are. */
function unposted(about: Pick<Notice, 'id' | 'channel' | 'at' | 'content'>): Notice {
  return { ...about, cardRevision: 0, detailsRevision: 0, entryCount: 0, joined: null };
}

async function make(deps: NoiseDeps, question: NoiseQuestion): Promise<readonly NoiseReport[]> {
  const work = deps.begin({ ...question, timezone: deps.timezone() }, deps.policy());
  await takeIncidents(deps, question, work);
  await takeRecordings(deps, question, work);
  return inSteps(work.finish(await deps.store.silences()));
}

/** From where on things are read: the stretch before is compared. */
function startOf({ from, to }: NoiseQuestion): Instant {
  const length: Duration = duration(Math.max(LEAD, to - from));
  return instant(from - length);
}

async function takeIncidents(
  deps: NoiseDeps,
  question: NoiseQuestion,
  work: NoiseWork,
): Promise<void> {
  const { store, clock } = deps;
  const query = { since: startOf(question), openedBefore: question.to, limit: INCIDENTS_AT_ONCE };
  const storms = new Set<string>();
  for (let below: number | undefined = Number.MAX_SAFE_INTEGER; below !== undefined; ) {
    const page: readonly Incident[] = await store.incidents({ ...query, below, now: clock.now() });
    for (const incident of page) {
      await takeIncident(deps, incident, query.since, work);
      if (incident.withheld === 'storm' && incident.withheldBy) storms.add(incident.withheldBy);
    }
    below = page.at(-1)?.number;
    await setImmediate();
  }
  for (const id of storms) {
    const storm = await store.storm(id);
    if (storm) work.storm(storm);
  }
}

async function takeIncident(
  deps: NoiseDeps,
  incident: Incident,
  since: Instant,
  work: NoiseWork,
): Promise<void> {
  const delivery = incident.toldAt === null ? null : await deps.store.delivery(incident.id);
  work.incident(incident, await timelineOf(deps, incident, since), delivery ?? null);
}

/** What happened since then; nothing where nobody was told. */
async function timelineOf(
  { store }: NoiseDeps,
  { id, toldAt }: Incident,
  since: Instant,
): Promise<readonly TimelineEntry[]> {
  if (toldAt === null) return [];
  const entries: TimelineEntry[] = [];
  for (let after: number | undefined = 0; after !== undefined; ) {
    const page: readonly TimelineEntry[] = await store.timeline(id, after, ENTRIES_AT_ONCE);
    entries.push(...page.filter(({ at }) => at >= since));
    after = page.length < ENTRIES_AT_ONCE ? undefined : page.at(-1)?.seq;
  }
  return entries;
}

async function takeRecordings(
  { store }: NoiseDeps,
  question: NoiseQuestion,
  work: NoiseWork,
): Promise<void> {
  const query = { since: startOf(question), before: question.to, limit: RECORDINGS_AT_ONCE };
  for (let after: number | null = 0; after !== null; ) {
    const page = await store.recordings({ ...query, after });
    for (const recording of page.recordings) work.recording(recording);
    after = page.cursor;
    await setImmediate();
  }
}

async function inSteps<T>(steps: Iterator<void, T>): Promise<T> {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    await setImmediate();
  }
}
