import type { MuteEnd } from '../../../domain/incident.ts';
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
import { readEndEarly } from './mute-early.ts';
import { chosenTime, momentOf } from './mute-times.ts';

/** A mute of the incident, or a silence for everything that matches. */
export type WantedMute =
  | {
      readonly scope: 'incident';
      /** Null: until it resolves. */
      readonly until: Instant | null;
      /** What ends it before. */
      readonly early: readonly MuteEnd[];
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
  const time = readMuteTime(values, now);
  if (isFaulty(time)) return time;
  const reason = textIn(values, 'reason');
  if (choiceIn(values, 'scope') === 'match') return readSilence(values, time.until, reason);
  const { until } = time;
  if (reason === '' && until !== null && until > plus(now, WITHOUT_REASON)) {
    return faults({ reason: 'Say why: it is for more than 4 hours.' });
  }
  const early = [...time.early, ...readEndEarly(values)];
  return { scope: 'incident', until, early, reason };
}

/** When it is to end. */
export interface WantedTime {
  /** Null: when it resolves. */
  readonly until: Instant | null;
  /** What ends it before, where that was chosen in the place of a time. */
  readonly early: readonly MuteEnd[];
}

/** The end that is chosen so far, or what is missing of it. */
export function readMuteTime(values: FilledIn, now: Instant): WantedTime | FieldFaults {
  const value = choiceIn(values, 'duration') ?? '';
  const chosen = chosenTime(value);
  switch (chosen?.time) {
    case undefined:
      return faults({ duration: 'Choose for how long.' });
    case 'resolved':
      return { until: null, early: [] };
    case 'deploy':
      return { until: null, early: [{ when: 'deploy' }] };
    case 'rate':
      return { until: null, early: [{ when: 'rate', above: chosen?.number ?? 1 }] };
    case 'date':
      return readDate(values, now);
    case 'tomorrow':
    case 'monday':
      return inFuture(chosen ? momentOf(chosen) : null, now, 'duration');
    default:
      return inFuture(afterNow(value, now), now, 'duration');
  }
}

function afterNow(value: string, now: Instant): Instant | null {
  const time = parseDuration(value);
  return time === undefined ? null : plus(now, time);
}

function readDate(values: FilledIn, now: Instant): WantedTime | FieldFaults {
  // The field appears once "Until a date and time…" is chosen; a fault can only stand at one that is there.
  const field = 'until' in values ? 'until' : 'duration';
  const seconds = secondsIn(values, 'until');
  if (seconds === null) return faults({ [field]: 'Choose a date and a time.' });
  return inFuture(instant(seconds * 1_000), now, field);
}

function inFuture(until: Instant | null, now: Instant, field: string): WantedTime | FieldFaults {
  if (until === null) return faults({ [field]: 'Choose for how long.' });
  if (until <= now) return faults({ [field]: 'This time has passed. Choose a later one.' });
  return { until, early: [] };
}

function readSilence(
  values: FilledIn,
  endsAt: Instant | null,
  reason: string,
): WantedMute | FieldFaults {
  const matchers = 'matchers' in values ? readMatchers(textIn(values, 'matchers')) : null;
  if (matchers !== null && isFaulty(matchers)) return matchers;
  if (endsAt === null) {
    return faults({ duration: 'A silence ends at a time of its own. Choose another end.' });
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
