import type { Actor } from '../domain/actor.ts';
import { type Incident, wasTold } from '../domain/incident.ts';
import type { Reason } from '../domain/reason.ts';
import type { Instant } from '../domain/time.ts';
import type { Happening } from '../domain/timeline.ts';
import type { Draft } from './draft.ts';

/** Who, when and why: what every timeline entry has. */
export interface Cause {
  readonly actor: Actor;
  readonly at: Instant;
  readonly reason: Reason;
}

/** Time passed, or the state followed from itself. */
export const QUELL: Actor = { type: 'quell' };

/** The card is to be drawn anew, where there is one. */
export function redraw(incident: Incident): Incident {
  return wasTold(incident) ? { ...incident, cardRevision: incident.cardRevision + 1 } : incident;
}

/** Both the card and the details are to be drawn anew, where there are any. */
export function redrawAll(incident: Incident): Incident {
  return { ...incident, ...nextRevisions(incident) };
}

/** What says that card and details are to be drawn anew, to be put among other changes: incidents are large to copy. */
export function nextRevisions({
  cardRevision,
  detailsRevision,
}: Incident): Pick<Incident, 'cardRevision' | 'detailsRevision'> {
  return {
    cardRevision: cardRevision > 0 ? cardRevision + 1 : 0,
    detailsRevision: detailsRevision > 0 ? detailsRevision + 1 : 0,
  };
}

/** The details in the thread are to be drawn anew, where there are any. */
export function redrawDetails(incident: Incident): Incident {
  const { detailsRevision } = incident;
  return detailsRevision > 0 ? { ...incident, detailsRevision: detailsRevision + 1 } : incident;
}

/** Puts an entry on the timeline, told in the thread where anybody knows of the incident; answers the incident after it. */
export function tell(draft: Draft, incident: Incident, cause: Cause, what: Happening): Incident {
  return append(draft, incident, cause, { what, thread: wasTold(incident) });
}

/** Puts an entry on the timeline that the thread does not show; answers the incident after it. */
export function keep(draft: Draft, incident: Incident, cause: Cause, what: Happening): Incident {
  return append(draft, incident, cause, { what, thread: false });
}

function append(
  draft: Draft,
  incident: Incident,
  cause: Cause,
  { what, thread }: { readonly what: Happening; readonly thread: boolean },
): Incident {
  const seq = incident.entryCount + 1;
  draft.putEntry({ incident: incident.id, seq, ...cause, thread, what });
  return draft.putIncident({ ...incident, entryCount: seq });
}
