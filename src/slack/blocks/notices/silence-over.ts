import type { Silence } from '../../../domain/silence.ts';
import { between } from '../../../domain/time.ts';
import { bold, code, context, lines, rich, text } from '../elements.ts';
import { plain } from '../escape.ts';
import { shortText } from '../mark-up.ts';
import type { MessageBody } from '../message.ts';
import { byWhom, hiddenBy, whatItHid } from '../silence-words.ts';
import { dateToken, duration, formatNear } from '../words.ts';

/** The receipt of a silence: what it hid, and for how long. */
export function silenceOver(silence: Silence): MessageBody {
  const { startsAt, endsAt, kind } = silence;
  const what = hiddenBy(silence);
  const hid = whatItHid(silence);
  const name = kind === 'maintenance' ? 'Maintenance over' : 'Silence over';
  const time = duration(between(startsAt, endsAt));
  const start = dateToken(startsAt);
  const span = `${start} to ${dateToken(endsAt, formatNear(endsAt, startsAt))}, ${time}`;
  const by = byWhom(silence, plain).trimStart();
  return {
    text: shortText(`${name}: it ${hid} in ${time}. ${what}${byWhom(silence)}`),
    blocks: [
      rich(lines([bold(name), text(`: it ${hid} · `), code(what)])),
      context([span, ...(by === '' ? [] : [by])].join(' · ')),
    ],
  };
}
