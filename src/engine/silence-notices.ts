import type { Suppression } from '../domain/alert.ts';
import type { Silence } from '../domain/silence.ts';
import { between, hours, type Instant, instant } from '../domain/time.ts';
import type { Timer } from '../domain/timer.ts';
import type { Draft } from './draft.ts';
import { postNotice } from './notice.ts';

/** Its author is reminded of a silence that is at least this long… */
const LONG = hours(24);
/** … so long before it ends. */
const AHEAD = hours(1);

/** Planned work may be a silence of its own. */
const BY_SILENCE: ReadonlySet<Suppression['reason']> = new Set(['silenced', 'maintenance']);

/** One more firing that a silence kept from people. */
export function countHidden(draft: Draft, suppressed: Suppression | null, incidents = 0): void {
  const silence = suppressed && BY_SILENCE.has(suppressed.reason) && draft.silence(suppressed.by);
  if (!silence) return;
  const { hid } = silence;
  draft.putSilence({
    ...silence,
    hid: { firings: hid.firings + (incidents > 0 ? 0 : 1), incidents: hid.incidents + incidents },
  });
}

/** Sets the time at which the author of a long silence is reminded of it. */
export function watchForReminder(draft: Draft, silence: Silence, now: Instant): void {
  const { id, startsAt, endsAt, home, repeats } = silence;
  const at = instant(endsAt - AHEAD);
  if (home === null || repeats !== null || between(startsAt, endsAt) < LONG || at <= now) return;
  draft.setTimer({ kind: 'silence-ending', subject: id, at });
}

/** The author is told that a long silence ends soon; it may have been changed meanwhile. */
export function remindOfSilence(draft: Draft, { subject, at }: Timer): void {
  const silence = draft.silence(subject);
  if (silence?.home == null || silence.endsAt <= at) return;
  if (silence.endsAt > at + AHEAD) watchForReminder(draft, silence, at);
  else postNotice(draft, silence.home, at, { kind: 'silence-ending', silence: subject });
}

/** A silence is over: a receipt of what it hid, where it hid anything. */
export function tellOfEnd(draft: Draft, { id, home, hid }: Silence, at: Instant): void {
  const isWorthTelling = home === null ? hid.incidents > 0 : hid.firings + hid.incidents > 0;
  if (!isWorthTelling) return;
  postNotice(draft, home ?? draft.policy.route.channel, at, { kind: 'silence-over', silence: id });
}
