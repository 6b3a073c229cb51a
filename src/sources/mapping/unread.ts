import type { Alert } from '../../domain/alert.ts';
import { digestOf } from '../../domain/digest.ts';
import { canonicalLabels } from '../../domain/labels.ts';
import { hours } from '../../domain/time.ts';
import { cut, LIMITS, limitAnnotations, mend, titleText } from '../fields.ts';
import type { Origin } from '../source.ts';
import { shapeOf } from './shape.ts';

/** Nothing ends it but that no more such bodies come. */
const QUIET = hours(1);
const LONGEST_BODY = 8_000;
const LONGEST_FAULT = 1_000;

/** What is told of a body that a mapping cannot read, so that it is not lost: its shape, the fault, and the body. */
export function unreadAlert(body: unknown, { name }: Origin, fault: string): Alert {
  const shape = shapeOf(body);
  const incidentKey = keyOf(name);
  return {
    status: 'firing',
    dedupKey: `${incidentKey}/${kindOfFault(fault, shape)}`,
    incidentKey,
    resolveTimeout: QUIET,
    content: {
      labels: canonicalLabels({ alertname: 'UnreadableBody', source_name: name }),
      annotations: limitAnnotations({ fault, shape, body: textOf(body) }),
      title: titleText(`${name} sends what its mapping cannot read`),
      description: descriptionOf(fault, shape),
      severity: 'warning',
      host: null,
      url: null,
      source: name,
    },
  };
}

/** Whether an alert stands for a body that could not be read. */
export function isUnread({ incidentKey, content }: Alert): boolean {
  return incidentKey === keyOf(content.source);
}

/** One incident a source, whatever its route groups by. */
function keyOf(name: string): string {
  return `mapping/${name}`;
}

/** So many alerts at most has the incident, whatever a sender makes up. */
const MOST_KINDS = 50;

/** What tells one fault from another: its words and the shape, without the body's own texts and numbers. */
function kindOfFault(fault: string, shape: string): number {
  const words = fault.replace(/"[^"]*"/g, '').replace(/\d+/g, '');
  const digest = digestOf(`${words}\0${shape.replace(/\[\d+ ×/g, '[')}`);
  return Number.parseInt(digest.slice(0, 8), 16) % MOST_KINDS;
}

/** The first line is what cards have room for. */
function descriptionOf(fault: string, shape: string): string {
  const text = `${cut(mend(fault), LONGEST_FAULT)}\nThe body has the shape ${mend(shape)}`;
  return cut(text, LIMITS.description);
}

function textOf(body: unknown): string {
  try {
    return cut(mend(JSON.stringify(body) ?? ''), LONGEST_BODY);
  } catch (error) {
    if (error instanceof RangeError) return '(nested too deeply to be shown)';
    throw error;
  }
}
