import type { RichTextElement } from '@slack/types';
import type { Incident, Mute, MuteEnd } from '../../../domain/incident.ts';
import type { Instant } from '../../../domain/time.ts';
import { firstLine, LENGTHS } from '../cut.ts';
import { moreTimes, moreUsers, whatEndedIt } from '../early.ts';
import { moment, text } from '../elements.ts';
import { who } from '../names.ts';
import { formatNear } from '../words.ts';

/** Until when nobody hears of an ignored error, and why: "By Ann Lee until it happens 100 more times: not ours". */
export function ignoreLine(
  incident: Incident,
  { by, until, early, reason }: Mute,
  now: Instant,
): readonly RichTextElement[] {
  const why = reason === '' ? '' : `: ${firstLine(reason, LENGTHS.fact)}`;
  const name = `By ${who(by)}`;
  if (until === null) return [text(`${name} ${untilWords(incident, early)}${why}`)];
  const or = early.length === 0 ? '' : `, or ${untilWords(incident, early)}`;
  const end = moment(until, formatNear(until, now));
  return [text(`${name} until `), end, ...(or === '' && why === '' ? [] : [text(`${or}${why}`)])];
}

/** What ends it besides a time, not escaped: "until it happens 100 more times", "for ever". */
export function untilWords(incident: Incident, early: readonly MuteEnd[]): string {
  if (early.length === 0) return 'for ever';
  return `until ${early.map((end) => endWords(incident, end)).join(' or ')}`;
}

function endWords(incident: Incident, end: MuteEnd): string {
  switch (end.when) {
    case 'occurrences':
      return `it happens ${moreTimes(end.more)}`;
    case 'users':
      return `it strikes ${moreUsers(end.more)}`;
    default:
      return whatEndedIt(incident, end);
  }
}
