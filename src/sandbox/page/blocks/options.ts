import { choose } from '../act.ts';
import { h } from '../dom.ts';
import { words } from '../inline.ts';
import { asRecord, asRecords, asText, type Json } from '../json.ts';
import { heldValue, type Part, partKey } from '../scene.ts';

/** Checkboxes: each one that is ticked. */
export function drawCheckboxes(part: Part): Element {
  const group = h('div', { class: 'choices' });
  const read = (): void => {
    const ticked = [...group.querySelectorAll('input')].map((input) => input.checked);
    const options = asRecords(part.element['options']).filter((_option, index) => ticked[index]);
    choose(part, { type: 'checkboxes', selected_options: options }, { refused: show });
  };
  const show = (): void => {
    const before = heldValue(part)?.['selected_options'] ?? part.element['initial_options'];
    tick(part, group, asRecords(before));
  };
  group.append(...drawOptions(part, read));
  show();
  return group;
}

/** Radio buttons: the one that is chosen. */
export function drawRadioButtons(part: Part): Element {
  const group = h('div', { class: 'choices', role: 'radiogroup' });
  const read = (): void => {
    const index = [...group.querySelectorAll('input')].findIndex((input) => input.checked);
    const selected_option = asRecords(part.element['options'])[index] ?? null;
    choose(part, { type: 'radio_buttons', selected_option }, { refused: show });
  };
  const show = (): void => {
    const before = heldValue(part)?.['selected_option'] ?? part.element['initial_option'];
    tick(part, group, [asRecord(before)]);
  };
  group.append(...drawOptions(part, read));
  show();
  return group;
}

// Also when a question was answered with no: what is ticked is what holds.
function tick(part: Part, group: Element, chosen: readonly Json[]): void {
  const values = chosen.map((option) => asText(option['value']));
  const options = asRecords(part.element['options']);
  for (const [index, input] of [...group.querySelectorAll('input')].entries()) {
    input.checked = values.includes(asText(options[index]?.['value']));
  }
}

function drawOptions(part: Part, read: () => void): readonly Element[] {
  const kind = part.element['type'] === 'checkboxes' ? 'checkbox' : 'radio';
  return asRecords(part.element['options']).map((option, index) => {
    const key = `${partKey(part)}/${asText(option['value'])}`;
    const input = h('input', {
      type: kind,
      name: partKey(part),
      onchange: read,
      'data-key': key,
      'data-control': index === 0,
    });
    return drawOption(part, option, input);
  });
}

function drawOption(part: Part, option: Json, input: HTMLInputElement): Element {
  const { page } = part.scene;
  const description = option['description'];
  const small = description === undefined ? undefined : h('small', {}, ...words(page, description));
  return h(
    'label',
    { class: 'check' },
    input,
    h('span', {}, ...words(page, option['text'])),
    small,
  );
}
