import type { RichTextElement } from '@slack/types';
import type { Silence } from '../../../domain/silence.ts';
import type { Instant } from '../../../domain/time.ts';
import { code, context, lines, moment, rich, text } from '../elements.ts';
import { codeSpan, shortText } from '../mark-up.ts';
import type { MessageBody, SurfaceContext } from '../message.ts';
import { repeatsOf } from '../repeats.ts';
import { hiddenBy, shortId } from '../silence-words.ts';
import { formatDated, formatNear, utc } from '../words.ts';
import { again } from './silence-row.ts';

/** Planned work is entered, or a silence was extended: what tells nobody and when, and how to end it. */
export function maintenanceAnswer(silence: Silence, { now }: SurfaceContext): MessageBody {
  const what = hiddenBy(silence);
  const until = utc(silence.endsAt, formatDated(silence.endsAt, now));
  const name = silence.kind === 'maintenance' ? 'Maintenance' : 'Silence';
  return {
    text: shortText(`${name}: alerts with ${what} tell nobody${inWords(silence)} until ${until}.`),
    blocks: [
      rich(
        lines([
          text(`${name}: alerts with `),
          code(what),
          text(' tell nobody'),
          ...when(silence, now),
        ]),
      ),
      context(`${codeSpan(`/incident unsilence ${shortId(silence)}`)} ends it sooner`),
    ],
  };
}

function when({ startsAt, endsAt, repeats }: Silence, now: Instant): readonly RichTextElement[] {
  return [
    ...(repeats ? [...again(repeats), text(',')] : []),
    ...(startsAt > now ? [text(' from '), moment(startsAt, formatNear(startsAt, now))] : []),
    text(' until '),
    moment(endsAt, formatNear(endsAt, now)),
  ];
}

function inWords({ repeats }: Silence): string {
  if (!repeats) return '';
  const { words, cron } = repeatsOf(repeats);
  return ` ${cron === null ? '' : `${cron} `}${words},`;
}
