import type { Evidence, SeenEntry, SeenIncident } from '../evidence.ts';
import { STEPS, TIMES } from '../groups.ts';

/** A timer that is due may be this late in its effect before it counts as lost, when all is well again. */
const GRACE = 20_000;

/** What is wrong with what time was to bring about: each thing once, and none forgotten. */
export function timerFaults({ incidents, readAt }: Evidence): readonly string[] {
  return incidents.flatMap((incident) => [
    ...sequenceFaults(incident),
    ...alternation(incident, ['muted', 'ignored'], 'unmuted', endsMute),
    ...alternation(incident, ['reopened'], 'resolved', isNoMerge),
    ...stepFaults(incident),
    ...repeatFaults(incident),
    ...forgotten(incident, readAt),
  ]);
}

function sequenceFaults({ number, timeline }: SeenIncident): readonly string[] {
  const wrong = timeline.find(({ seq }, place) => seq !== place + 1);
  return wrong ? [`INC-${number} has a gap in its timeline before entry ${wrong.seq}.`] : [];
}

/** An end that the clock brought about. */
function endsMute({ actor }: SeenEntry): boolean {
  return actor !== 'person' && actor !== 'api';
}

/** What is over may still be merged into another. */
function isNoMerge({ details }: SeenEntry): boolean {
  return details['how'] !== 'merged';
}

/** What ends something comes once for each beginning; an incident begins with one that may be resolved. */
function alternation(
  { number, timeline }: SeenIncident,
  begins: readonly string[],
  ends: string,
  counts: (entry: SeenEntry) => boolean,
): readonly string[] {
  let isOn = ends === 'resolved';
  const faults: string[] = [];
  for (const entry of timeline) {
    if (begins.includes(entry.kind)) isOn = true;
    if (entry.kind !== ends) continue;
    if (!isOn && counts(entry))
      faults.push(`INC-${number} has ${ends} (entry ${entry.seq}) twice for one beginning.`);
    isOn = false;
  }
  return faults;
}

const BEGIN_ANEW = new Set([
  'opened',
  'unacknowledged',
  'acknowledged',
  'reopened',
  'resolved',
  'muted',
  'unmuted',
  'released',
  'withheld',
]);

/** Each step of an escalation calls once until it begins anew. */
function stepFaults({ number, timeline }: SeenIncident): readonly string[] {
  const taken = new Set<string>();
  const faults: string[] = [];
  for (const entry of timeline) {
    if (BEGIN_ANEW.has(entry.kind)) taken.clear();
    if (entry.kind !== 'called') continue;
    const why = String(entry.details['why']);
    if (why === 'repeat') continue;
    const step = `${why} ${String(entry.details['mention'])}`;
    if (taken.has(step)) faults.push(`INC-${number} called twice: ${step} (entry ${entry.seq}).`);
    taken.add(step);
  }
  return faults;
}

/** Repeats are dated when they were due, so two cannot be nearer than the interval. */
function repeatFaults({ number, timeline }: SeenIncident): readonly string[] {
  const faults: string[] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const { at, kind, details, seq } of timeline) {
    if (kind !== 'called' || details['why'] !== 'repeat') continue;
    if (at - last < TIMES.repeat * 900) {
      const gap = ((at - last) / 1_000).toFixed(1);
      faults.push(`INC-${number} repeated its call after ${gap} s (entry ${seq}).`);
    }
    last = at;
  }
  return faults;
}

function forgotten(incident: SeenIncident, readAt: number): readonly string[] {
  return [
    ...forgottenMute(incident, readAt),
    ...forgottenEnd(incident, readAt),
    ...forgottenSteps(incident),
  ];
}

function forgottenMute({ number, timeline }: SeenIncident, readAt: number): readonly string[] {
  const last = timeline.findLast(({ kind }) =>
    ['muted', 'ignored', 'unmuted', 'resolved'].includes(kind),
  );
  const until = last?.kind === 'muted' ? Date.parse(String(last.details['until'])) : Number.NaN;
  return until + GRACE < readAt ? [`INC-${number} was to be unmuted, and is not.`] : [];
}

function forgottenEnd(
  { number, status, firingCount, timeline, alerts }: SeenIncident,
  readAt: number,
): readonly string[] {
  if (status === 'resolved' || firingCount > 0 || alerts.length === 0) return [];
  if (isReopenedByPerson(timeline)) return [];
  const quiet = readAt - (timeline.at(-1)?.at ?? readAt);
  return quiet > TIMES.resolveAfter * 1_000 + GRACE
    ? [`INC-${number} was to be resolved, and is not: nothing of it fires.`]
    : [];
}

/** Whoever reopens what nothing of fires decides when it is over. */
function isReopenedByPerson(timeline: SeenIncident['timeline']): boolean {
  const last = timeline.findLast(({ kind }) => ['reopened', 'resolved', 'joined'].includes(kind));
  return last?.kind === 'reopened' && (last.actor === 'person' || last.actor === 'api');
}

/** Time may be so late while nobody keeps it: that long a takeover takes. What ended meanwhile calls nobody any more. */
const LATE = 15_000;

/** Of an incident that nobody touched each step was taken that came before its end. */
function forgottenSteps({ number, timeline }: SeenIncident): readonly string[] {
  const first = timeline.find(({ kind }) => kind === 'called');
  const end = timeline.find(({ kind }) => kind === 'resolved');
  const isTouched = timeline.some(({ kind, seq }) => TOUCHES.has(kind) && seq < (end?.seq ?? 1e9));
  if (!first || !end || isTouched) return [];
  const own = timeline.filter(({ seq }) => seq < end.seq);
  const waited = end.at - TIMES.resolveAfter * 1_000 - LATE - first.at;
  return STEPS.filter(({ after }) => after * 1_000 < waited)
    .filter(({ notify }) => !own.some((entry) => isStep(entry, notify)))
    .map(({ notify }) => `INC-${number} never called ${notify} before it was over.`);
}

const TOUCHES = new Set(['acknowledged', 'muted', 'withheld', 'reopened', 'unmuted']);

function isStep({ kind, details }: SeenEntry, notify: string): boolean {
  return kind === 'called' && details['why'] === 'escalation' && details['mention'] === notify;
}
