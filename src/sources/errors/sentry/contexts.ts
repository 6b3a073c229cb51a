import type { Labels } from '../../../domain/labels.ts';
import { type Fields, fieldOf, isFields } from '../../fields.ts';
import { BOUNDS } from '../bounds.ts';
import { shown, textAt, textsIn } from '../texts.ts';

/** What surrounded an event, in a few words each: `CPython 3.11.2`, or `items: 3, total: 99.5` of a context of its own. */
export function contextsIn(contexts: Fields): Labels {
  const names = Object.keys(contexts).slice(0, BOUNDS.contexts.count);
  const words = names.map((name) => [name, inWords(name, fieldOf(contexts, name))] as const);
  return textsIn(Object.fromEntries(words), BOUNDS.contexts);
}

function inWords(name: string, context: unknown): string {
  if (!isFields(context)) return shown(context, BOUNDS.contexts.text);
  // Of a trace the rest means nothing without its spans.
  if (name === 'trace') return textAt(context, 'trace_id', 100);
  const named = textAt(context, 'name', 100);
  if (named !== '') return `${named} ${textAt(context, 'version', 100)}`.trim();
  const { type: _, ...rest } = context;
  const pairs = Object.entries(textsIn(rest, BOUNDS.data));
  return pairs.map(([key, value]) => `${key}: ${value}`).join(', ');
}
