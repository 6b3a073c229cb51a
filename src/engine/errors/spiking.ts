import type { Suppression } from '../../domain/alert.ts';
import type { ErrorGroup } from '../../domain/error-group.ts';
import { type Incident, isMuted } from '../../domain/incident.ts';
import { hours, type Instant, plus } from '../../domain/time.ts';
import type { Draft } from '../draft.ts';
import { keep, QUELL, redraw, tell } from '../record.ts';
import { type Spike, spikeIn } from './spike.ts';

/** So long it is called a spike at least: one that comes in waves is told once. */
const LASTS = hours(1);

/** The group as it is with what was counted last, and the spike that begins now, if one does. */
export function spiking(
  group: ErrorGroup,
  now: Instant,
): { readonly group: ErrorGroup; readonly spike: Spike | null } {
  const { spikingSince } = group;
  if (spikingSince !== null && now < plus(spikingSince, LASTS)) return { group, spike: null };
  const spike = spikeIn(group, now);
  if ((spike !== null) === (spikingSince !== null)) return { group, spike: null };
  return { group: { ...group, spikingSince: spike && now }, spike };
}

/** The thread hears that it comes far more often than ever, unless the alert is suppressed or the incident muted. */
export function tellSpike(
  draft: Draft,
  incident: Incident,
  spike: Spike | null,
  { suppressed, now }: { readonly suppressed: Suppression | null; readonly now: Instant },
): Incident {
  if (!spike) return incident;
  const record = suppressed || isMuted(incident, now) ? keep : tell;
  const cause = { actor: QUELL, at: now, reason: 'spike' } as const;
  return record(draft, redraw(incident), cause, { kind: 'spike', ...spike });
}
