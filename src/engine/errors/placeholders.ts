import type { ErrorEvent } from '../../domain/error-event.ts';
import { raisedLast, shortened, typeOf } from '../../domain/error-text.ts';
import { labelOf } from '../../domain/labels.ts';

const PLACEHOLDER = /\{\{([^{}]*)\}\}/g;
const TAG = 'tags.';
const LONGEST_VALUE = 200;

/** Whether it stands for what would make the error alike without a fingerprint. */
export function isDefault(part: string): boolean {
  return /^\s*\{\{\s*default\s*\}\}\s*$/.test(part);
}

/** The part of a fingerprint with what the error says in the place of `{{ type }}` and others; unknown ones stay. */
export function filledIn(part: string, event: ErrorEvent): string {
  return part.replace(PLACEHOLDER, (whole, inner: string) => {
    const text = textOf(event, inner.trim());
    return text === undefined ? whole : shortened(text, LONGEST_VALUE);
  });
}

/** What it says: its message, or that of the exception which was raised last. */
export function saidBy(event: ErrorEvent): string {
  return event.message || (raisedLast(event)?.value ?? '');
}

function textOf(event: ErrorEvent, name: string): string | undefined {
  switch (name) {
    case 'type':
      return typeOf(raisedLast(event));
    case 'value':
      return raisedLast(event)?.value ?? '';
    case 'message':
      return saidBy(event);
    case 'transaction':
    case 'logger':
    case 'level':
    case 'environment':
    case 'release':
      return event[name];
    default:
      return name.startsWith(TAG) ? labelOf(event.tags, name.slice(TAG.length)) : undefined;
  }
}
