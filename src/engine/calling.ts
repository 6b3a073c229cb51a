import { headlineOf, type Incident, isMuted, isOpen, wasTold } from '../domain/incident.ts';
import type { EscalationStep } from '../domain/policy.ts';
import { between, type Instant, plus } from '../domain/time.ts';
import type { Happening } from '../domain/timeline.ts';
import type { Draft } from './draft.ts';
import { postNotice } from './notice.ts';
import { QUELL, redraw, tell } from './record.ts';

type Called = Extract<Happening, { kind: 'called' }>;

/**
 * Whoever must be called for it is: its route's mention once since it was opened or came back, its escalation from now on.
 * Nobody is while somebody has it, or while it is not to be heard of; then this is asked again when that is over.
 */
export function ensureCalls(draft: Draft, incident: Incident, at: Instant): Incident {
  if (!mayCall(incident, at)) return incident;
  const watched = resumeEscalation(draft, incident, at);
  const { mention } = draft.routeOf(incident);
  if (mention === null || watched.calledAt !== null) return watched;
  watchForRepeat(draft, watched, at);
  const why = watched.reopened ? 'reopened' : 'opened';
  const what = calling(watched, {
    mention,
    why,
    waited: null,
    next: nextAfter(draft, watched, at),
  });
  const called = { ...watched, calledAt: at };
  return tell(draft, called, { actor: QUELL, at, reason: why }, what);
}

/** The mention once more, while nobody has it. */
export function repeatCall(draft: Draft, incident: Incident, at: Instant): void {
  const { mention } = draft.routeOf(incident);
  if (mention === null || !isOpen(incident)) return;
  watchForRepeat(draft, incident, at);
  if (!mayCall(incident, at)) return;
  const waited = between(knownSince(incident), at);
  const next = nextAfter(draft, incident, at);
  const what = calling(incident, { mention, why: 'repeat', waited, next });
  tell(draft, incident, { actor: QUELL, at, reason: 'repeat-interval' }, what);
}

/** Begins to count the steps of its escalation, unless they are counted already. */
function resumeEscalation(draft: Draft, incident: Incident, at: Instant): Incident {
  const name = draft.routeOf(incident).escalation;
  if (name === null || incident.escalating?.name === name) return incident;
  const watched = draft.putIncident({ ...incident, escalating: { name, taken: 0, since: at } });
  return watchForStep(draft, watched);
}

/** Takes the next step, unless somebody has the incident or it is not to be heard of: then it begins anew later. */
export function takeStep(draft: Draft, incident: Incident, at: Instant): void {
  const { escalating } = incident;
  if (!escalating) return;
  const step = stepsOf(draft, incident)[escalating.taken];
  if (!step || !mayCall(incident, at)) {
    draft.putIncident(redraw({ ...incident, escalating: null }));
    return;
  }
  if (plus(escalating.since, step.after) > at) {
    // It began anew after this timer was read.
    watchForStep(draft, incident);
    return;
  }
  const taken = { ...incident, escalating: { ...escalating, taken: escalating.taken + 1 } };
  const what = calling(taken, {
    mention: step.notify,
    why: 'escalation',
    waited: between(escalating.since, at),
    next: nextAfter(draft, taken, at),
  });
  watchForStep(draft, tell(draft, redraw(taken), { actor: QUELL, at, reason: 'escalation' }, what));
  if (step.notify.startsWith('#')) tellChannel(draft, taken, step.notify, at);
}

/** A step to a channel is told there; the thread of the incident only says so. */
function tellChannel(draft: Draft, incident: Incident, channel: string, at: Instant): void {
  const { number, severity, channel: home } = incident;
  const waited = between(incident.escalating?.since ?? at, at);
  const title = headlineOf(incident);
  const content = { kind: 'call', number, title, severity, channel: home, waited } as const;
  postNotice(draft, channel, at, content);
}

/** Somebody has it: no step follows. */
export function stopEscalation(draft: Draft, incident: Incident): Incident {
  if (!incident.escalating) return incident;
  draft.clearTimer('escalate', incident.id);
  return { ...incident, escalating: null };
}

function mayCall(incident: Incident, at: Instant): boolean {
  const isHeard = incident.audibleCount > 0 || incident.openedBy !== null;
  const isUntold = incident.reopened?.told === false;
  const isQuiet = isUntold || isMuted(incident, at) || incident.flapping !== null;
  return incident.status === 'triggered' && wasTold(incident) && isHeard && !isQuiet;
}

function knownSince({ reopened, toldAt, openedAt }: Incident): Instant {
  return reopened?.at ?? toldAt ?? openedAt;
}

function watchForRepeat(draft: Draft, incident: Incident, at: Instant): void {
  const { repeatInterval } = draft.routeOf(incident);
  draft.setTimer({ kind: 'repeat', subject: incident.id, at: plus(at, repeatInterval) });
}

function watchForStep(draft: Draft, incident: Incident): Incident {
  const [next] = stepsAhead(draft, incident);
  if (next) draft.setTimer({ kind: 'escalate', subject: incident.id, at: next.at });
  return incident;
}

/** Whom a call says to be next; whoever is called at the same moment is not. */
function nextAfter(draft: Draft, incident: Incident, at: Instant): Called['next'] {
  return stepsAhead(draft, incident).find((step) => step.at > at) ?? null;
}

function stepsAhead(draft: Draft, incident: Incident): readonly NonNullable<Called['next']>[] {
  const { escalating } = incident;
  if (!escalating) return [];
  return stepsOf(draft, incident)
    .slice(escalating.taken)
    .map(({ notify, after }) => ({ notify, at: plus(escalating.since, after) }));
}

function stepsOf({ policy }: Draft, { escalating }: Incident): readonly EscalationStep[] {
  return policy.escalations.find(({ name }) => name === escalating?.name)?.steps ?? [];
}

function calling(
  incident: Incident,
  rest: Pick<Called, 'mention' | 'why' | 'waited' | 'next'>,
): Called {
  return {
    kind: 'called',
    title: headlineOf(incident),
    severity: incident.severity,
    ...rest,
  };
}
