import type { Incident } from '../../../domain/incident.ts';
import { formatMatcher, type Matcher } from '../../../domain/matcher.ts';
import type { Instant } from '../../../domain/time.ts';
import { choiceIn, type FilledIn, textIn } from './filled-in.ts';
import { chosenTime, type MuteTime } from './mute-times.ts';

/** How the modal is filled in so far, as far as its other fields follow from it. */
export interface MuteDraft {
  readonly time: MuteTime;
  /** This incident alone, or with a silence whatever has these labels. */
  readonly scope: 'incident' | 'match';
  /** As written; null: not yet, so that the incident's own labels stand there. */
  readonly matchers: string | null;
}

/** How the modal is opened. */
export const FIRST_DRAFT: MuteDraft = { time: '4h', scope: 'incident', matchers: null };

/** The draft in what is filled in so far. */
export function readMuteDraft(values: FilledIn): MuteDraft {
  const chosen = choiceIn(values, 'duration');
  const matchers = textIn(values, 'matchers');
  return {
    time: chosenTime(chosen ?? '')?.time ?? FIRST_DRAFT.time,
    scope: choiceIn(values, 'scope') === 'match' ? 'match' : 'incident',
    matchers: matchers === '' ? null : matchers,
  };
}

/** What the mute would hide if it began now. */
export interface MutePreview {
  /** Null: until it resolves. */
  readonly until: Instant | null;
  /** The open incidents that nobody would hear of; for the one incident alone, that one. */
  readonly hides: readonly Incident[];
}

const LABEL_NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;

/** The matchers for whatever has the labels of an incident; none for one whose labels no matcher can name. */
export function matchersOf({ labels }: Incident): readonly Matcher[] {
  return Object.entries(labels)
    .filter(([name, value]) => LABEL_NAME.test(name) && value !== '')
    .map(([name, value]) => ({ name, operator: '=', value }));
}

/** As many of the matchers as the field has room for, as people write them. */
export function written(matchers: readonly Matcher[]): string {
  let text = '';
  for (const matcher of matchers) {
    const longer = `${text} ${formatMatcher(matcher)}`.trim();
    if (longer.length > 2_900) break;
    text = longer;
  }
  return text;
}
