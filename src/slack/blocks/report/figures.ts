import type { RichTextElement } from '@slack/types';
import type { NoiseFigures, NoiseReport } from '../../../domain/report.ts';
import type { Duration } from '../../../domain/time.ts';
import { bold, code, text } from '../elements.ts';
import { sparkline } from '../sparkline.ts';
import { capital, count, duration, figure } from '../words.ts';
import { dateRange, dayName } from './days.ts';

/** "Noise report, 2 to 8 February". */
export function headline(report: NoiseReport): string {
  return `Noise report, ${dateRange(report)}`;
}

/** What came in, and how much of it people saw; the stretch before in brackets. */
export function figuresLine({ figures, before }: NoiseReport): readonly RichTextElement[] {
  return [
    text(`${cameIn(figures)} became `),
    bold(count(figures.cards, 'card')),
    text(`${before ? ` (${figure(before.cards)})` : ''}. `),
    bold(capital(needed(figures))),
    text(`.${times(figures, before)}`),
  ];
}

/** The same for lock screens, without the stretch before. */
export function figuresText({ figures }: NoiseReport): string {
  const became = `${cameIn(figures)} became ${count(figures.cards, 'card')}`;
  return `${became}; ${needed(figures)}.${times(figures, null)}`;
}

function cameIn({ alerts }: NoiseFigures): string {
  return capital(count(alerts, 'alert'));
}

/** "9 needed a person"; what nobody has yet may need somebody still. */
export function needed({ neededPerson, withNobody }: NoiseFigures): string {
  const open = `${figure(withNobody)} still with nobody`;
  if (withNobody > 0 && neededPerson === 0) return open;
  const handled = `${neededPerson === 0 ? 'none' : figure(neededPerson)} needed a person`;
  return withNobody > 0 ? `${handled}, ${open}` : handled;
}

function times(figures: NoiseFigures, before: NoiseFigures | null): string {
  const all = medians(figures, before);
  return all === '' ? '' : ` ${all}.`;
}

/** "Acknowledged after 4 min, resolved after 31 min", the stretch before in brackets; empty where neither is known. */
export function medians(figures: NoiseFigures, before: NoiseFigures | null): string {
  const parts = [
    timed('acknowledged', figures.timeToAcknowledge, before?.timeToAcknowledge),
    timed('resolved', figures.timeToResolve, before?.timeToResolve),
  ].filter((part) => part !== '');
  return capital(parts.join(', '));
}

function timed(what: string, time: Duration | null, before: Duration | null | undefined): string {
  if (time === null) return '';
  return `${what} after ${duration(time)}${before ? ` (${duration(before)})` : ''}`;
}

/** How much of it was said: in all and for each incident. */
export function messagesLine({ figures }: NoiseReport): string {
  const { messages, incidents, cards, flapping } = figures;
  const each = cards === 0 ? '' : `, ${Number((messages / cards).toPrecision(2))} a card`;
  return [
    `${count(incidents, 'incident')}`,
    `${count(messages, 'message')}${each}`,
    `${figure(flapping)} flapping`,
  ].join(' · ');
}

/** The cards of each day as bars, where no chart can be. */
export function daysLine(report: NoiseReport): readonly RichTextElement[] {
  const { cardsPerDay } = report;
  const peak = Math.max(0, ...cardsPerDay);
  if (cardsPerDay.length < 2 || peak === 0) return [];
  const first = dayName(report, 0);
  const last = dayName(report, cardsPerDay.length - 1);
  const worst = dayName(report, cardsPerDay.indexOf(peak));
  const which =
    cardsPerDay.length <= 8
      ? `${first} to ${last}, most on ${worst} (${figure(peak)})`
      : `${figure(peak)} on the worst`;
  return [code(sparkline(cardsPerDay)), text(` cards a day, ${which}`)];
}
