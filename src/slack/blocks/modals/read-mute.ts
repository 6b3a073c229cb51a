import type { Matcher } from '../../../domain/matcher.ts';
import { hours, type Instant, instant, parseDuration, plus } from '../../../domain/time.ts';
import { asksForSomething, isFault, parseMatchers } from '../../../engine/matchers.ts';
import {
  choiceIn,
  type FieldFaults,
  type FilledIn,
  faults,
  isFaulty,
  secondsIn,
  textIn,
} from './filled-in.ts';

/** A mute of the incident, or a silence for everything that matches. */
export type WantedMute =
  | {
      readonly scope: 'incident';
      /** Null: until it resolves. */
      readonly until: Instant | null;
      readonly reason: string;
    }
  | {
      readonly scope: 'match';
      /** Null: those of the incident, which the modal did not show yet. */
      readonly matchers: readonly Matcher[] | null;
      readonly endsAt: Instant;
      readonly reason: string;
    };

/** Who hides something for longer than this says why. */
const WITHOUT_REASON = hours(4);

/** What is to be hidden, until when and why. */
export function readMute(values: FilledIn, now: Instant): WantedMute | FieldFaults {
  const time = readUntil(values, now);
  if (isFaulty(time)) return time;
  const reason = textIn(values, 'reason');
  if (choiceIn(values, 'scope') === 'match') return readSilence(values, time.until, reason);
  if (reason === '' && time.until !== null && time.until > plus(now, WITHOUT_REASON)) {
    return faults({ reason: 'Say why: it is for more than 4 hours.' });
  }
  return { scope: 'incident', until: time.until, reason };
}

function readUntil(
  values: FilledIn,
  now: Instant,
): { readonly until: Instant | null } | FieldFaults {
  const chosen = choiceIn(values, 'duration') ?? '';
  if (chosen === 'resolved') return { until: null };
  if (chosen === 'date') return readDate(values, now);
  const time = parseDuration(chosen);
  if (time === undefined) return faults({ duration: 'Choose for how long.' });
  return { until: plus(now, time) };
}

function readDate(values: FilledIn, now: Instant): { readonly until: Instant } | FieldFaults {
  // The field appears once "Until a date and time…" is chosen; a fault can only stand at one that is there.
  const field = 'until' in values ? 'until' : 'duration';
  const seconds = secondsIn(values, 'until');
  if (seconds === null) return faults({ [field]: 'Choose a date and a time.' });
  const until = instant(seconds * 1_000);
  if (until <= now) return faults({ [field]: 'This time has passed. Choose a later one.' });
  return { until };
}

function readSilence(
  values: FilledIn,
  endsAt: Instant | null,
  reason: string,
): WantedMute | FieldFaults {
  const matchers = 'matchers' in values ? readMatchers(textIn(values, 'matchers')) : null;
  if (matchers !== null && isFaulty(matchers)) return matchers;
  if (endsAt === null) {
    return faults({ duration: 'Many incidents do not resolve at one time. Choose another end.' });
  }
  if (reason === '') return faults({ reason: 'Say why: a silence hides alerts from everybody.' });
  return { scope: 'match', matchers, endsAt, reason };
}

function readMatchers(text: string): readonly Matcher[] | FieldFaults {
  const matchers = parseMatchers(wordsOf(text).join(','));
  if (isFault(matchers)) return faults({ matchers: `${matchers.fault}.` });
  if (!asksForSomething(matchers)) {
    return faults({ matchers: 'This would hide every alert. Name a label with a value.' });
  }
  return matchers;
}

/** Words apart by spaces, except for spaces in double quotes, of which phones make curly ones. */
function wordsOf(text: string): readonly string[] {
  return text.replace(/[“”„]/g, '"').match(/(?:"(?:\\.|[^"\\])*"|[^\s"]|")+/g) ?? [];
}
