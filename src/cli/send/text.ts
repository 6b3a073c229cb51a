import { wrapped } from '../../config/show.ts';
import { sentence } from '../bot/saying.ts';
import type { Became, IncidentNow } from './became.ts';
import { SENDABLE } from './sendable.ts';
import type { Taken } from './taken.ts';

/** Every type with its vendor, for people. */
export function listText(): string {
  const width = Math.max(...SENDABLE.map(({ type }) => type.length)) + 2;
  return SENDABLE.map(({ type, about }) => `${type.padEnd(width)}${about.vendor}\n`).join('');
}

/** What the door took. */
export function takenText(address: string, { accepted, remarks }: Taken): string {
  const count = accepted === null ? 'It was taken' : `${alertCount(accepted)} taken`;
  return [`Sent to ${address}. ${count}.`, ...remarks].map(sentence).join('');
}

function alertCount(count: number): string {
  if (count === 0) return 'No alert was';
  return count === 1 ? '1 alert was' : `${count} alerts were`;
}

/** What became of it, with the place of its card. */
export function becameText(all: readonly Became[]): string {
  if (all.length === 0) return sentence('The bot has no word of what became of it.');
  return all.map(({ text, incident }) => `\n${sentence(text)}${incidentText(incident)}`).join('');
}

function incidentText(incident: IncidentNow | null): string {
  if (!incident) return '';
  const { number, title, status, severity, channel, permalink } = incident;
  const lines = [
    ...wrapped(`INC-${number}  ${title}`, '  '),
    ...wrapped(`${status}, ${severity}, in ${channel}`, '  '),
    `  ${permalink ?? 'Its card is not in Slack yet.'}`,
  ];
  return `${lines.join('\n')}\n`;
}
