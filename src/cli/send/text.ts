import { wrapped } from '../../config/show.ts';
import type { Duration } from '../../domain/time.ts';
import type { Example } from '../../try/example.ts';
import { EXAMPLES } from '../../try/index.ts';
import { sentence } from '../bot/saying.ts';
import type { Became, IncidentNow } from './became.ts';
import { SENDABLE } from './sendable.ts';
import type { Taken } from './taken.ts';

/** Every example, and every type with its vendor, for people. */
export function listText(): string {
  const examples = EXAMPLES.map(({ name, title, about }) => [name, `${title} (${about})`] as const);
  const types = SENDABLE.map(({ type, about }) => [type, about.vendor] as const);
  return [
    ...table('Examples, as in quell send disk-full:', examples),
    '\n',
    ...table('Types of sources, as in quell send --as grafana:', types),
  ].join('');
}

function table(head: string, rows: readonly (readonly [string, string])[]): readonly string[] {
  const width = Math.max(...rows.map(([name]) => name.length)) + 2;
  return [`${head}\n`, ...rows.map(([name, words]) => `  ${name.padEnd(width)}${words}\n`)];
}

/** What of an example is sent now. */
export interface Part {
  readonly isEnd: boolean;
  /** How many alerts or events. */
  readonly total: number;
  /** How long it takes. */
  readonly takes: Duration;
}

/** What begins to be sent, and where to. */
export function exampleText(
  { title, unit }: Example,
  address: string,
  { isEnd, total, takes }: Part,
): string {
  const what = isEnd ? 'its end' : `${total} ${unit}${total === 1 ? '' : 's'}`;
  const length = takes > 0 ? `, which takes ${Math.ceil(takes / 1_000)} s` : '';
  return sentence(`${title}: sends ${what} to ${address}${length}.`);
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
  const { number, title, severity, channel } = incident;
  const status = incident.isQuiet ? `${incident.status}, nothing fires now` : incident.status;
  const lines = [
    ...wrapped(`INC-${number}  ${title}`, '  '),
    ...wrapped(`${status}, ${severity}, in ${channel}`, '  '),
    ...(incident.permalink === null
      ? wrapped(cardless(incident), '  ')
      : [`  ${incident.permalink}`]),
  ];
  return `${lines.join('\n')}\n`;
}

function cardless({ withheld, channel }: IncidentNow): string {
  if (withheld === 'storm')
    return `The message of the storm in ${channel} has it until the storm is over.`;
  return withheld === '' ? 'Its card is not in Slack yet.' : 'Its card is held back for now.';
}
