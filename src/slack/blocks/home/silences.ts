import type { KnownBlock } from '@slack/types';
import type { Silence } from '../../../domain/silence.ts';
import type { Instant } from '../../../domain/time.ts';
import { context } from '../elements.ts';
import { plain } from '../escape.ts';
import { greyLine } from '../grey-line.ts';
import { codeSpan, section } from '../mark-up.ts';
import { byWhom, hiddenBy, whatItHid } from '../silence-words.ts';
import { count, dateToken, figure, formatNear } from '../words.ts';
import type { HomeFacts } from './facts.ts';

const SHOWN = 10;

/** The silences in force, with what each hid so far. */
export function silenceBlocks({
  silences,
  now,
}: Pick<HomeFacts, 'silences' | 'now'>): readonly KnownBlock[] {
  if (silences.length === 0) return [];
  const rows = silences.slice(0, SHOWN).map((silence) => context(row(silence, now)));
  const rest = silences.length - rows.length;
  const list = codeSpan('/incident silences');
  const more = rest > 0 ? `and ${count(rest, 'more', 'more')} · ` : '';
  return [
    { type: 'divider' },
    section(`*Silences* ${figure(silences.length)}`),
    ...rows,
    context(`${more}${list} shows how to end one`),
  ];
}

function row(silence: Silence, now: Instant): string {
  const { endsAt, kind } = silence;
  const what = codeSpan(hiddenBy(silence));
  const until = `${what} until ${dateToken(endsAt, formatNear(endsAt, now))}${byWhom(silence, plain)}`;
  return greyLine([until, kind === 'maintenance' ? 'maintenance' : null, whatItHid(silence)]);
}
