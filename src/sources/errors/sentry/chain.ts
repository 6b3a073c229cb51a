import type { Raised } from '../../../domain/error-event.ts';
import { type Fields, fieldOf, isFields } from '../../fields.ts';
import { BOUNDS, ends } from '../bounds.ts';
import { fieldsAt, shown, textAt } from '../texts.ts';
import { framesIn } from './frames.ts';
import { valuesIn } from './shapes.ts';

/** The exceptions of an event, as SDKs send them: the one that was raised last behind its causes. */
export function chainIn(payload: Fields): readonly Raised[] {
  const given = valuesIn(fieldOf(payload, 'exception')).filter(isFields);
  return ends(given, BOUNDS.exceptions, 1)
    .map(raisedFrom)
    .filter(({ type, value, frames }) => type !== '' || value !== '' || frames.length > 0);
}

function raisedFrom(exception: Fields): Raised {
  const mechanism = fieldsAt(exception, 'mechanism');
  const handled = fieldOf(mechanism, 'handled');
  return {
    type: withoutModule(textAt(exception, 'type', BOUNDS.word)),
    value: shown(fieldOf(exception, 'value'), BOUNDS.value).trim(),
    synthetic: fieldOf(mechanism, 'synthetic') === true,
    handled: typeof handled === 'boolean' ? handled : null,
    frames: framesIn(fieldsAt(exception, 'stacktrace')),
  };
}

/** `IntegrityError` of `django.db.utils.IntegrityError`. */
function withoutModule(type: string): string {
  return /^[\w$]+(?:\.[\w$]+)+$/.test(type) ? type.slice(type.lastIndexOf('.') + 1) : type;
}
