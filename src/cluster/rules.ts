import { duration, type Instant, plus } from '../domain/time.ts';
import type { Member } from '../store/store.ts';
import { FRESH, LIVING, MARGIN, SETTLE } from './times.ts';
import type { View } from './view.ts';

/**
 * How a process works: `shared`, it runs the jobs that the shared queue gives it; `direct`, it runs all jobs itself, since
 * nobody has the shared queue; `idle`, it runs none.
 */
export type Mode = 'shared' | 'direct' | 'idle';

/** Whether a right until then may be used now: it is given up a little before others may have it. */
export function isHeld(until: Instant | null, now: Instant): boolean {
  return until !== null && now < until - MARGIN;
}

/** Whether this process does what only one may. */
export function leads({ leaderUntil, now }: View): boolean {
  return isHeld(leaderUntil, now);
}

/** Whether it tries to lead, or to stay the leader: not while others have the shared queue and it has not. */
export function mayLead(view: View): boolean {
  return view.isWorker && (view.queue === 'well' || !othersAreWell(view));
}

/** How it works now. */
export function modeOf(view: View): Mode {
  if (!view.isWorker) return 'idle';
  if (view.queue === 'well') return isSettled(view) ? 'shared' : 'idle';
  return leads(view) && isFresh(view) && !othersAreWell(view) ? 'direct' : 'idle';
}

/** Which record of Slack's budgets it may spend from; null: none, since whoever has the record may spend everything. */
export function ledgerOf(view: View): 'shared' | 'direct' | null {
  const mode = modeOf(view);
  if (mode !== 'idle') return mode;
  const mayAsk = !view.isWorker && view.queue === 'well' && isSettled(view) && othersAreWell(view);
  return mayAsk ? 'shared' : null;
}

/** Until when what was said at `spokenAt` counts, by the one who said it. */
export function heardUntil(spokenAt: Instant): Instant {
  return plus(spokenAt, duration(LIVING - MARGIN));
}

/** The leader need not wait: besides it nobody could run the jobs directly. */
function isSettled(view: View): boolean {
  const { now, spokenAt, wellSince } = view;
  if (spokenAt === null || wellSince === null || now >= heardUntil(spokenAt)) return false;
  return leads(view) || now >= plus(wellSince, SETTLE);
}

function isFresh({ look, now }: View): boolean {
  return look !== null && now <= plus(look.at, FRESH);
}

function othersAreWell({ look, id }: View): boolean {
  return (look?.members ?? []).some((member) => member.id !== id && hasSharedQueue(member));
}

function hasSharedQueue({ queue, roles }: Member): boolean {
  return queue === 'well' && roles.includes('worker');
}
