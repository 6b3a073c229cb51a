import type { Alert } from '../../domain/alert.ts';
import { canonicalLabels } from '../../domain/labels.ts';
import { hours } from '../../domain/time.ts';
import { cut, limitAnnotations, mend, titleText } from '../fields.ts';
import type { Origin } from '../source.ts';
import { shapeOf } from './shape.ts';

/** Nothing ends it but that no more such bodies come. */
const QUIET = hours(1);
const LONGEST_BODY = 8_000;

/** What is told of a body that a mapping cannot read, so that it is not lost: its shape, the fault, and the body. */
export function unreadAlert(body: unknown, { name }: Origin, fault: string): Alert {
  return {
    status: 'firing',
    dedupKey: `mapping/${name}`,
    resolveTimeout: QUIET,
    content: {
      labels: canonicalLabels({ alertname: 'UnreadableBody', source_name: name }),
      annotations: limitAnnotations({ fault, shape: shapeOf(body), body: textOf(body) }),
      title: titleText(`${name} sends what its mapping cannot read`),
      description: cut(mend(fault), LONGEST_BODY),
      severity: 'warning',
      host: null,
      url: null,
      source: name,
    },
  };
}

function textOf(body: unknown): string {
  try {
    return cut(mend(JSON.stringify(body) ?? ''), LONGEST_BODY);
  } catch (error) {
    if (error instanceof RangeError) return '(nested too deeply to be shown)';
    throw error;
  }
}
