/** What interactive elements hold: at first, and after somebody chose. */
import { isObject, type Json } from './block-kit/checks.ts';
import { optionsOf } from './block-kit/composition.ts';
import { elementsOf, innerBlocks } from './block-kit/uniqueness.ts';
import type { Values } from './model.ts';

/** The field of the state, and the field that fills it at first, by element type. */
const STATE: Readonly<
  Record<string, { readonly holds: string; readonly from: string; readonly many?: true }>
> = {
  static_select: { holds: 'selected_option', from: 'initial_option' },
  external_select: { holds: 'selected_option', from: 'initial_option' },
  radio_buttons: { holds: 'selected_option', from: 'initial_option' },
  users_select: { holds: 'selected_user', from: 'initial_user' },
  conversations_select: { holds: 'selected_conversation', from: 'initial_conversation' },
  channels_select: { holds: 'selected_channel', from: 'initial_channel' },
  multi_static_select: { holds: 'selected_options', from: 'initial_options', many: true },
  multi_external_select: { holds: 'selected_options', from: 'initial_options', many: true },
  checkboxes: { holds: 'selected_options', from: 'initial_options', many: true },
  multi_users_select: { holds: 'selected_users', from: 'initial_users', many: true },
  multi_conversations_select: {
    holds: 'selected_conversations',
    from: 'initial_conversations',
    many: true,
  },
  multi_channels_select: { holds: 'selected_channels', from: 'initial_channels', many: true },
  datepicker: { holds: 'selected_date', from: 'initial_date' },
  timepicker: { holds: 'selected_time', from: 'initial_time' },
  datetimepicker: { holds: 'selected_date_time', from: 'initial_date_time' },
  plain_text_input: { holds: 'value', from: 'initial_value' },
  number_input: { holds: 'value', from: 'initial_value' },
  email_text_input: { holds: 'value', from: 'initial_value' },
  url_text_input: { holds: 'value', from: 'initial_value' },
  rich_text_input: { holds: 'rich_text_value', from: 'initial_value' },
  file_input: { holds: 'files', from: 'initial_files', many: true },
};

const PRESSED: ReadonlySet<string> = new Set([
  'button',
  'overflow',
  'workflow_button',
  'icon_button',
  'feedback_buttons',
]);

/** The field in which an element of this type keeps what was chosen; none for buttons. */
export function stateField(type: unknown): string | undefined {
  return STATE[String(type)]?.holds;
}

/** Whether people can do something with an element of this type. */
export function isInteractive(element: Json): boolean {
  return PRESSED.has(String(element['type'])) || stateField(element['type']) !== undefined;
}

/** What an untouched element holds. */
function initialState(element: Json): Json | undefined {
  const state = STATE[String(element['type'])];
  if (!state) return undefined;
  const empty = state.many ? [] : null;
  return { type: element['type'], [state.holds]: element[state.from] ?? empty };
}

/** Slack's `state.values` of these blocks, with what people chose in place of the initial values. */
export function stateValues(blocks: readonly unknown[], chosen: Values): Values {
  const values: Values = {};
  for (const { block, element } of interactive(blocks)) {
    const initial = initialState(element);
    if (!initial) continue;
    const blockId = String(block['block_id']);
    const actionId = String(element['action_id']);
    const kept = chosen[blockId]?.[actionId];
    const held = kept && kept['type'] === initial['type'] ? kept : initial;
    values[blockId] = { ...values[blockId], [actionId]: held };
  }
  return values;
}

/** An element and the block it stands in. */
export interface Placed {
  readonly block: Json;
  readonly element: Json;
}

/** All elements of these blocks with which people can do something. */
export function interactive(blocks: readonly unknown[]): readonly Placed[] {
  return blocks
    .filter(isObject)
    .flatMap((block) => {
      const inner = Object.values(innerBlocks(block)).flat();
      return inner.length > 0 ? inner : [block];
    })
    .flatMap((block) =>
      elementsOf(block)
        .filter(isInteractive)
        .map((element) => ({ block, element })),
    );
}

/** The element with these ids. */
export function findElement(
  blocks: readonly unknown[],
  blockId: string,
  actionId: string,
): Placed | undefined {
  return interactive(blocks).find(
    ({ block, element }) => block['block_id'] === blockId && element['action_id'] === actionId,
  );
}

/** The option with this value, as the element offers it. */
export function offered(element: Json, value: unknown): Json | undefined {
  return optionsOf(element)
    .filter(isObject)
    .find((option) => option['value'] === value);
}
