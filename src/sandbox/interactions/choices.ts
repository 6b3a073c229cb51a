import { isObject, items, type Json } from '../block-kit/checks.ts';
import { offered, stateField } from '../element-state.ts';
import type { Slack } from '../slack.ts';
import { ActionFailed } from './telling.ts';

/** What an element holds after somebody chose this, in Slack's shape; fails where nobody could choose it. */
export function chosenBy(slack: Slack, element: Json, value: Json): Json {
  const type = String(element['type']);
  if (type === 'overflow')
    return { selected_option: oneOffered(element, value['selected_option']) };
  if (type === 'feedback_buttons') return thumbOf(element, value['value']);
  const field = stateField(type);
  if (field === undefined) return {};
  return { type, [field]: checked(slack, element, { field, value: value[field] }) };
}

function thumbOf(element: Json, wanted: unknown): Json {
  const thumbs = [element['positive_button'], element['negative_button']].filter(isObject);
  const pressed = thumbs.find((thumb) => thumb['value'] === wanted);
  if (!pressed) throw new ActionFailed(`"${String(wanted)}" is neither of the two buttons.`);
  return { text: pressed['text'], value: pressed['value'] };
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

function checked(
  slack: Slack,
  element: Json,
  { field, value }: { field: string; value: unknown },
): unknown {
  if (isNothing(value)) return field.endsWith('s') ? [] : null;
  if (field === 'selected_user') return somebody(slack, value);
  const isOffered = !String(element['type']).includes('external');
  if (isOffered && field === 'selected_option') return oneOffered(element, value);
  if (isOffered && field === 'selected_options') {
    return (Array.isArray(value) ? value : [value]).map((each) => oneOffered(element, each));
  }
  return value;
}

function oneOffered(element: Json, wanted: unknown): Json {
  const found = isObject(wanted) ? offered(element, wanted['value']) : undefined;
  if (found) return found;
  const given = isObject(wanted) ? wanted['value'] : wanted;
  const count = items(element, 'options').length;
  throw new ActionFailed(`"${String(given)}" is not one of the ${count} options.`);
}

function somebody(slack: Slack, value: unknown): string {
  const id = String(value);
  if (!slack.workspace.people.has(id)) throw new ActionFailed(`There is nobody with the id ${id}.`);
  return id;
}
