import type { Silence } from '../../../domain/silence.ts';
import { actions, bold, button, code, lines, moment, rich, text } from '../elements.ts';
import { shortText } from '../mark-up.ts';
import type { MessageBody, SurfaceContext } from '../message.ts';
import { byWhom, hiddenBy, shortId } from '../silence-words.ts';
import { FULL, formatNear, utc } from '../words.ts';

/** The reminder that a long silence ends soon, with what can be done about it. */
export function silenceEnding(silence: Silence, { now }: SurfaceContext): MessageBody {
  const { id, endsAt, kind } = silence;
  const what = hiddenBy(silence);
  const name = kind === 'maintenance' ? 'Maintenance' : 'Silence';
  const by = byWhom(silence);
  return {
    text: shortText(`${name} ends at ${utc(endsAt, FULL)}: ${what}${by}.`),
    blocks: [
      rich(
        lines(
          [
            bold(`${name} ends soon`),
            text(' · until '),
            moment(endsAt, formatNear(endsAt, now)),
            text(' · '),
            code(what),
          ],
          by === '' ? [] : [text(`Made${by}`)],
        ),
      ),
      actions(
        `silence-${id}`,
        button({
          text: 'Extend by 1 day',
          action: 'silence.extend',
          value: id,
          label: `Extend by 1 day: ${shortId(silence)}`,
        }),
        button({
          text: 'End now',
          action: 'silence.end',
          value: id,
          label: `End now: ${shortId(silence)}`,
        }),
      ),
    ],
  };
}
