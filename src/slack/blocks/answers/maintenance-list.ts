import type { RichTextElement } from '@slack/types';
import type { Window } from '../../../domain/calendar.ts';
import { formatMatcher } from '../../../domain/matcher.ts';
import type { Maintenance } from '../../../domain/policy.ts';
import type { Silence } from '../../../domain/silence.ts';
import type { Instant } from '../../../domain/time.ts';
import { cut, firstLine, LENGTHS } from '../cut.ts';
import { bullets, code, context, moment, rich, text } from '../elements.ts';
import { codeSpan, section, shortText } from '../mark-up.ts';
import type { MessageBody, SurfaceContext } from '../message.ts';
import { hiddenBy, shortId } from '../silence-words.ts';
import { count, formatNear, listed } from '../words.ts';
import { again, silenceRow } from './silence-row.ts';

const SHOWN = 20;

/** All planned work: what people entered and what stands in the configuration. */
export function maintenanceListAnswer(
  made: readonly Silence[],
  planned: readonly Maintenance[],
  { now }: SurfaceContext,
): MessageBody {
  const all = made.length + planned.length;
  if (all === 0) return none();
  const head = count(all, 'maintenance', 'maintenances');
  const rows = [
    ...made.map((silence) => silenceRow(silence, now)),
    ...planned.map((work) => plannedRow(work, now)),
  ].slice(0, SHOWN);
  const rest = all > rows.length ? [[text(`and ${all - rows.length} more`)]] : [];
  const names = [...made.map(hiddenBy), ...planned.map(nameOf)].slice(0, SHOWN);
  return {
    text: shortText(`${head}: ${listed(names)}.`),
    blocks: [
      section(`*${head}*`),
      rich(bullets([...rows, ...rest])),
      context(...hints(made, planned)),
    ],
  };
}

function none(): MessageBody {
  const words = 'No maintenance is planned.';
  const example = codeSpan('/incident maintenance service=db 2h upgrade');
  return { text: words, blocks: [section(`${words} ${example} enters some.`)] };
}

/** What has no name of its own is called by its place already. */
function plannedRow(work: Maintenance, now: Instant): readonly RichTextElement[] {
  const { match, window, name, place } = work;
  const what = cut(match.map(formatMatcher).join(', '), LENGTHS.title);
  return [
    code(nameOf(work)),
    text(' '),
    ...(what === '' ? [text('everything')] : [code(what)]),
    ...(window.type === 'cron' ? again(window) : once(window, now)),
    ...(name === place ? [] : [text(` · ${firstLine(place, LENGTHS.value)}`)]),
  ];
}

function once(
  { startsAt, endsAt }: Extract<Window, { type: 'once' }>,
  now: Instant,
): readonly RichTextElement[] {
  return [
    ...(startsAt > now ? [text(' from '), moment(startsAt, formatNear(startsAt, now))] : []),
    text(' until '),
    moment(endsAt, formatNear(endsAt, now)),
  ];
}

function nameOf({ name }: Maintenance): string {
  return firstLine(name, LENGTHS.value);
}

function hints([made]: readonly Silence[], [planned]: readonly Maintenance[]): readonly string[] {
  return [
    ...(made ? [`${codeSpan(`/incident unsilence ${shortId(made)}`)} ends one`] : []),
    ...(planned ? ['What stands in the configuration is changed there'] : []),
  ];
}
