import { type Incident, isMuted, isOpen } from '../domain/incident.ts';
import { type Instant, plus } from '../domain/time.ts';
import { ensureCalls } from './calling.ts';
import type { Draft } from './draft.ts';
import { watchForQuiet } from './flapping.ts';
import { byItself, resolveIncident } from './lifecycle.ts';
import { keep, QUELL, redraw, tell } from './record.ts';

/** A flapping incident that was quiet long enough is steady again: it fires on, or it is over. */
export function becomeSteady(draft: Draft, incident: Incident, at: Instant): void {
  const { flapping, turns } = incident;
  if (!flapping || !isOpen(incident)) return;
  const last = turns.at(-1) ?? flapping.since;
  const limit = draft.policy.flapping;
  if (limit && plus(last, limit.quiet) > at) {
    watchForQuiet(draft, incident, limit, last);
    return;
  }
  const steady = calmed(draft, incident, at);
  if (steady.firingCount > 0) ensureCalls(draft, steady, at);
  else resolveIncident(draft, steady, byItself('alerts', at));
}

function calmed(draft: Draft, incident: Incident, at: Instant): Incident {
  const { flapping, firingCount } = incident;
  const calm = redraw({ ...incident, flapping: null, turns: [] });
  const record = isMuted(incident, at) || flapping?.told === false ? keep : tell;
  return record(
    draft,
    calm,
    { actor: QUELL, at, reason: 'steady' },
    {
      kind: 'steady',
      changes: flapping?.changes ?? 0,
      since: flapping?.since ?? at,
      firing: firingCount,
    },
  );
}
