import type { RichTextElement } from '@slack/types';
import { type Silence, silenceState } from '../../../domain/silence.ts';
import type { Instant } from '../../../domain/time.ts';
import { code, moment, text } from '../elements.ts';
import { repeatsOf } from '../repeats.ts';
import { byWhom, hiddenBy, shortId, whatItHid } from '../silence-words.ts';
import { formatNear } from '../words.ts';

/** A silence or planned work in a list: what it hides, until when, by whom and why, and what it hid so far. */
export function silenceRow(silence: Silence, now: Instant): readonly RichTextElement[] {
  const { startsAt, endsAt, kind, repeats } = silence;
  const isPending = silenceState(silence, now) === 'pending';
  return [
    code(shortId(silence)),
    text(kind === 'maintenance' ? ' maintenance ' : ' '),
    code(hiddenBy(silence)),
    ...(repeats ? [...again(repeats), text(',')] : []),
    ...(isPending ? [text(' from '), moment(startsAt, formatNear(startsAt, now))] : []),
    text(' until '),
    moment(endsAt, formatNear(endsAt, now)),
    ...behind(`${byWhom(silence)}${isPending ? '' : ` · ${whatItHid(silence)} so far`}`),
  ];
}

function behind(words: string): readonly RichTextElement[] {
  return words === '' ? [] : [text(words)];
}

/** When planned work comes again: " Sundays 02:00 to 03:00, Europe/Berlin". */
export function again(repeats: NonNullable<Silence['repeats']>): readonly RichTextElement[] {
  const { words, cron } = repeatsOf(repeats);
  return [text(' '), ...(cron === null ? [] : [code(cron), text(' ')]), text(words)];
}
