import type { Inhibition, Suppression } from '../domain/alert.ts';
import type { Labels } from '../domain/labels.ts';
import type { Route } from '../domain/policy.ts';
import { type Silence, silenceState } from '../domain/silence.ts';
import type { Instant } from '../domain/time.ts';
import { isWithin } from './calendar/interval.ts';
import { isOpen } from './calendar/window.ts';
import type { Draft } from './draft.ts';
import { quietEnvironment } from './errors/quiet.ts';
import { inhibitorOf } from './inhibition.ts';
import { matchesAll } from './matchers.ts';

/** What is looked at to see whether an alert may be told. */
export interface Heard {
  readonly labels: Labels;
  readonly inhibition: Inhibition;
  readonly route: Route;
}

/** What keeps an alert from being told at `at`; null: nothing. */
export function suppressionOf(draft: Draft, heard: Heard, at: Instant): Suppression | null {
  return (
    silencing(draft, heard.labels, at) ??
    maintaining(draft, heard.labels, at) ??
    offHours(draft, heard.route, at) ??
    inhibiting(draft, heard.inhibition) ??
    quietEnvironment(draft.policy, heard.labels)
  );
}

/** Whether two say the same. */
export function sameSuppression(a: Suppression | null, b: Suppression | null): boolean {
  return a?.reason === b?.reason && a?.by === b?.by;
}

/** Whether a silence holds at `at`: a repeated one only at its times. */
export function isActive(silence: Silence, at: Instant): boolean {
  if (silenceState(silence, at) !== 'active') return false;
  return silence.repeats === null || isOpen(silence.repeats, at);
}

function silencing(draft: Draft, labels: Labels, at: Instant): Suppression | null {
  const silence = draft
    .silences(at)
    .find((each) => isActive(each, at) && matchesAll(each.matchers, labels));
  if (!silence) return null;
  return { reason: silence.kind === 'maintenance' ? 'maintenance' : 'silenced', by: silence.id };
}

function maintaining({ policy }: Draft, labels: Labels, at: Instant): Suppression | null {
  const planned = policy.maintenance.find(
    ({ window, match }) => matchesAll(match, labels) && isOpen(window, at),
  );
  return planned ? { reason: 'maintenance', by: planned.name } : null;
}

/** A route may be mute at some times, or heard at some times only. */
function offHours({ policy }: Draft, route: Route, at: Instant): Suppression | null {
  const holds = (name: string) => isWithin(policy.calendars[name] ?? [], at);
  const mute = route.muteDuring.find(holds);
  if (mute !== undefined) return { reason: 'maintenance', by: mute };
  const [active] = route.activeDuring;
  if (active === undefined || route.activeDuring.some(holds)) return null;
  return { reason: 'maintenance', by: `outside of ${route.activeDuring.join(', ')}` };
}

function inhibiting(draft: Draft, inhibition: Inhibition): Suppression | null {
  const by = inhibitorOf(draft, inhibition);
  return by === null ? null : { reason: 'inhibited', by };
}
