import { act, choose, keep, textTriggers } from '../act.ts';
import { h } from '../dom.ts';
import { asNumber, asText, type Json, wordsOf } from '../json.ts';
import { heldValue, type Part, partKey } from '../scene.ts';

const KINDS: Readonly<Record<string, string>> = {
  email_text_input: 'email',
  url_text_input: 'url',
  number_input: 'number',
};

type Field = HTMLInputElement | HTMLTextAreaElement;

/** A field for words, an address or a number. */
export function drawTextInput(part: Part): Element {
  const field = makeField(part);
  tellTyping(part, field, () => typed(part, field));
  return field;
}

/** From now on what is typed is kept, and told to the bot when its block asks for that. */
export function tellTyping(part: Part, field: Field, read: () => Json): void {
  const triggers = textTriggers(part);
  field.addEventListener('input', () => {
    const tell = triggers.character ? choose : keep;
    tell(part, read());
  });
  field.addEventListener('keydown', (event) => {
    const { key, shiftKey } = event as KeyboardEvent;
    if (triggers.enter && key === 'Enter' && !shiftKey) {
      event.preventDefault();
      void act(part, read());
    }
  });
}

function makeField(part: Part): Field {
  const { element } = part;
  const type = asText(element['type']);
  const common = {
    class: 'input',
    placeholder: wordsOf(element['placeholder']) || undefined,
    maxlength: asNumber(element['max_length']),
    minlength: asNumber(element['min_length']),
    'aria-label': part.block.type === 'input' ? undefined : wordsOf(element['placeholder']),
    'data-key': partKey(part),
    'data-control': true,
  };
  const field =
    element['multiline'] === true
      ? h('textarea', { ...common, rows: 4 })
      : h('input', {
          ...common,
          type: KINDS[type] ?? 'text',
          autocomplete: 'off',
          step: stepOf(part),
        });
  field.value = valueBefore(part);
  return field;
}

function stepOf(part: Part): string | undefined {
  return part.element['is_decimal_allowed'] === true ? 'any' : undefined;
}

function valueBefore(part: Part): string {
  const held = heldValue(part);
  return asText(held ? held['value'] : part.element['initial_value']);
}

function typed(part: Part, field: Field) {
  // An empty field is null in Slack's state, not an empty text.
  return { type: asText(part.element['type']), value: field.value === '' ? null : field.value };
}
