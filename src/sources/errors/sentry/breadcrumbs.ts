import type { Breadcrumb } from '../../../domain/error-event.ts';
import { type Fields, fieldOf, isFields } from '../../fields.ts';
import { BOUNDS } from '../bounds.ts';
import { shown, textAt, textsIn } from '../texts.ts';
import { timeIn, valuesIn } from './shapes.ts';

const LONGEST_MESSAGE = 500;

/** What happened before, the oldest first as SDKs send it. */
export function breadcrumbsIn(value: unknown): readonly Breadcrumb[] {
  return valuesIn(value).slice(-BOUNDS.breadcrumbs).filter(isFields).map(breadcrumbFrom);
}

function breadcrumbFrom(crumb: Fields): Breadcrumb {
  return {
    at: timeIn(fieldOf(crumb, 'timestamp')),
    category: textAt(crumb, 'category', BOUNDS.word) || textAt(crumb, 'type', BOUNDS.word),
    level: textAt(crumb, 'level', 20),
    message: shown(fieldOf(crumb, 'message'), LONGEST_MESSAGE).trim(),
    data: textsIn(fieldOf(crumb, 'data'), BOUNDS.data),
  };
}
