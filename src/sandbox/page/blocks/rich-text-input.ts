import { h } from '../dom.ts';
import { asNumber, asRecord, type Json, wordsOf } from '../json.ts';
import { richFromTyped, typedFromRich } from '../rich-typed.ts';
import { heldValue, type Part, partKey } from '../scene.ts';
import { tellTyping } from './text-input.ts';

const MARKS = [
  ['Bold', 'b', '*'],
  ['Italic', 'em', '_'],
  ['Struck through', 's', '~'],
  ['Code', 'code', '`'],
] as const;

/** A field for formatted words: Slack's marks are typed, or set around what is selected. */
export function drawRichTextInput(part: Part): Element {
  const { element } = part;
  const field = h('textarea', {
    class: 'input',
    rows: Math.min(8, Math.max(4, asNumber(element['min_lines']) ?? 4)),
    placeholder: wordsOf(element['placeholder']) || undefined,
    'aria-label':
      part.block.type === 'input' ? undefined : wordsOf(element['placeholder']) || 'Words',
    'data-key': partKey(part),
    'data-control': true,
  });
  field.value = typedFromRich(valueBefore(part));
  const read = (): Json => ({
    type: 'rich_text_input',
    rich_text_value: richFromTyped(field.value),
  });
  tellTyping(part, field, read);
  const hint = h('small', { class: 'grey' }, 'A line with - or 1. is a list, with > a quote.');
  return h('div', { class: 'rich-field' }, drawMarks(field), field, hint);
}

function drawMarks(field: HTMLTextAreaElement): Element {
  const buttons = MARKS.map(([name, tag, mark]) =>
    h(
      'button',
      {
        type: 'button',
        class: 'btn quiet',
        'aria-label': name,
        title: `${name}: ${mark}words${mark}`,
        onclick: () => setAround(field, mark),
      },
      h(tag, {}, name === 'Code' ? '<>' : name.charAt(0)),
    ),
  );
  return h('div', { class: 'marks', role: 'toolbar', 'aria-label': 'Formatting' }, ...buttons);
}

function setAround(field: HTMLTextAreaElement, mark: string): void {
  const { selectionStart: from, selectionEnd: to, value } = field;
  field.setRangeText(`${mark}${value.slice(from, to)}${mark}`, from, to);
  field.focus();
  field.setSelectionRange(from + mark.length, to + mark.length);
  field.dispatchEvent(new Event('input'));
}

function valueBefore(part: Part): Json {
  const held = heldValue(part);
  return asRecord(held ? held['rich_text_value'] : part.element['initial_value']);
}
