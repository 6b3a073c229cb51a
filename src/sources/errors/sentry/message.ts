import type { ErrorEvent } from '../../../domain/error-event.ts';
import { cut, type Fields, fieldOf, isFields } from '../../fields.ts';
import { BOUNDS } from '../bounds.ts';
import { shown, textAt, textIn } from '../texts.ts';

/** What an event says, filled in and before. The oldest SDKs have both in `message`, and some leave the filling in to us. */
export function messageIn(
  payload: Fields,
  hasException: boolean,
): Pick<ErrorEvent, 'message' | 'template'> {
  const given = [fieldOf(payload, 'logentry'), fieldOf(payload, 'message')];
  const entry = given.find(isFields);
  const plain = given.map((each) => textIn(each, BOUNDS.value).trim()).find((text) => text !== '');
  if (entry) {
    const template = textAt(entry, 'message', BOUNDS.value);
    const formatted = textAt(entry, 'formatted', BOUNDS.value);
    const message = formatted || filledIn(template, fieldOf(entry, 'params'));
    if (message !== '') return { message, template };
  }
  return { message: plain ?? (hasException ? '' : NOTHING_SAID), template: '' };
}

const NOTHING_SAID = 'An event without a message';

/** The places of a template: Python's `%s` and `%(name)s`, and `{}`, `{0}` and `{name}`. */
const PLACE =
  /%(?:\(([\w.-]{1,100})\))?[-+ #0]{0,5}\d{0,5}(?:\.\d{1,5})?([a-zA-Z%])|\{([\w.-]{0,100})\}/g;

/** A template with its parameters put in; what has none stays as it is. */
function filledIn(template: string, params: unknown): string {
  const byName: Fields = isFields(params) ? params : {};
  const inOrder: readonly unknown[] = Array.isArray(params) ? params : [];
  if (inOrder.length === 0 && Object.keys(byName).length === 0) return template;
  let next = 0;
  const filled = template.replace(
    PLACE,
    (place, name: string | undefined, kind: string | undefined, braced: string | undefined) => {
      if (kind === '%') return '%';
      const key = name ?? braced ?? '';
      const value = paramAt(key) ?? (key === '' ? inOrder[next++] : undefined);
      return value === undefined ? place : shown(value, 500) || String(value);
    },
  );
  return cut(filled, BOUNDS.value);

  function paramAt(key: string): unknown {
    return /^\d+$/.test(key) ? inOrder[Number(key)] : fieldOf(byName, key);
  }
}
