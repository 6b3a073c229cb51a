import { isObject, type Json } from '../block-kit/checks.ts';
import { stateField } from '../element-state.ts';
import type { Values } from '../model.ts';

/** What Slack's own client finds wrong with the input, by block id; then nothing is sent. */
export function inputFaults(
  blocks: readonly Json[],
  values: Values,
): Readonly<Record<string, string>> {
  const faults: Record<string, string> = {};
  for (const block of blocks) {
    const fault = block['type'] === 'input' ? faultOf(block, values) : undefined;
    if (fault !== undefined) faults[String(block['block_id'])] = fault;
  }
  return faults;
}

function faultOf(block: Json, values: Values): string | undefined {
  const element = isObject(block['element']) ? block['element'] : {};
  const held = values[String(block['block_id'])]?.[String(element['action_id'])];
  const value = held?.[stateField(element['type']) ?? 'value'];
  if (isEmpty(value)) {
    return block['optional'] === true ? undefined : 'Please complete this required field.';
  }
  return typeof value === 'string' ? textFault(element, value) : undefined;
}

function isEmpty(value: unknown): boolean {
  return (
    value === null ||
    value === undefined ||
    value === '' ||
    (Array.isArray(value) && value.length === 0)
  );
}

function textFault(element: Json, value: string): string | undefined {
  const type = element['type'];
  if (type === 'number_input') return numberFault(element, value);
  if (type === 'email_text_input' && !/^\S+@\S+$/.test(value))
    return 'Enter a valid email address.';
  if (type === 'url_text_input' && !URL.canParse(value)) return 'Enter a valid URL.';
  return type === 'plain_text_input' ? lengthFault(element, value) : undefined;
}

function lengthFault(element: Json, value: string): string | undefined {
  const least = Number(element['min_length'] ?? 0);
  const most = Number(element['max_length'] ?? 3000);
  if (value.length < least) return `Must be at least ${least} characters.`;
  return value.length > most ? `Must be at most ${most} characters.` : undefined;
}

function numberFault(element: Json, value: string): string | undefined {
  const number = Number(value);
  if (!Number.isFinite(number)) return 'Enter a number.';
  if (element['is_decimal_allowed'] !== true && !Number.isInteger(number)) {
    return 'Enter a whole number.';
  }
  const least = Number(element['min_value'] ?? Number.NEGATIVE_INFINITY);
  const most = Number(element['max_value'] ?? Number.POSITIVE_INFINITY);
  return number < least || number > most ? `Enter a number from ${least} to ${most}.` : undefined;
}
