import type { Command } from '../domain/command.ts';
import type { Outcome } from '../domain/decision.ts';
import type { Matcher } from '../domain/matcher.ts';
import { NOTHING_HIDDEN, type Silence, silenceState } from '../domain/silence.ts';
import { type Instant, later } from '../domain/time.ts';
import type { Draft } from './draft.ts';
import { watchForReminder } from './silence-notices.ts';

type Wish = Extract<Command, { type: 'silence' }>;

/**
 * Makes a silence or changes one, by Alertmanager's rules: one whose matchers or whose past would change is ended, and a
 * new one takes its place.
 */
export function putSilence(draft: Draft, wish: Wish, now: Instant): Outcome {
  if (wish.id === null) return create(draft, wish, now);
  const known = draft.silence(wish.id);
  if (!known) return { type: 'refused', refusal: 'unknown-silence', incident: null };
  if (canChange(known, wish, now)) {
    return save(draft, { ...silenceFrom(wish, known.id, now), hid: known.hid }, now);
  }
  if (silenceState(known, now) !== 'expired') save(draft, ended(known, now), now);
  return create(draft, wish, now);
}

/** Ends a silence now. */
export function expireSilence(draft: Draft, id: string, now: Instant): Outcome {
  const known = draft.silence(id);
  if (!known) return { type: 'refused', refusal: 'unknown-silence', incident: null };
  if (silenceState(known, now) === 'expired') {
    return { type: 'refused', refusal: 'silence-expired', incident: null };
  }
  return save(draft, ended(known, now), now);
}

function create(draft: Draft, wish: Wish, now: Instant): Outcome {
  const startsAt = later(wish.startsAt, now);
  return save(draft, { ...silenceFrom(wish, wish.newId, now), startsAt }, now);
}

function silenceFrom(
  { matchers, startsAt, endsAt, author, reason, kind, repeats, home }: Wish,
  id: string,
  now: Instant,
): Silence {
  const given = { matchers, startsAt, endsAt, author, reason, kind, repeats, home };
  return { id, ...given, updatedAt: now, hid: NOTHING_HIDDEN };
}

function ended(silence: Silence, now: Instant): Silence {
  const startsAt = silence.startsAt > now ? now : silence.startsAt;
  return { ...silence, startsAt, endsAt: now, updatedAt: now };
}

/** Saves it, and has the alerts that fire looked at again at once. */
function save(draft: Draft, silence: Silence, now: Instant): Outcome {
  draft.putSilence(silence);
  draft.setTimer({ kind: 'silence', subject: silence.id, at: now });
  watchForReminder(draft, silence, now);
  return { type: 'silenced', silence };
}

function canChange(known: Silence, wish: Wish, now: Instant): boolean {
  if (!sameMatchers(known.matchers, wish.matchers)) return false;
  switch (silenceState(known, now)) {
    case 'active':
      return wish.startsAt === known.startsAt && wish.endsAt >= now;
    case 'pending':
      return wish.startsAt >= now;
    case 'expired':
      return false;
  }
}

function sameMatchers(a: readonly Matcher[], b: readonly Matcher[]): boolean {
  const text = (matchers: readonly Matcher[]) =>
    JSON.stringify(matchers.map(({ name, operator, value }) => [name, operator, value]).sort());
  return text(a) === text(b);
}
