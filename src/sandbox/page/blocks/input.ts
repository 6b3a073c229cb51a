import { h } from '../dom.ts';
import { words } from '../inline.ts';
import { asRecord } from '../json.ts';
import { holderKey, type Placed } from '../scene.ts';
import { drawElement } from './elements.ts';

const GROUPS = ['checkboxes', 'radio_buttons'];

/** A labelled field with its hint, and its fault under it. */
export function drawInput(placed: Placed): Element {
  const { block, scene } = placed;
  const element = asRecord(block['element']);
  const id = `field-${holderKey(scene.holder)}-${placed.index}`;
  const error = scene.errors[block.block_id ?? ''];
  const field = drawElement({ ...placed, element });
  const notes = [hintOf(placed, id), error === undefined ? undefined : drawError(error, id)];
  describe(field, {
    id,
    notes: notes.filter((note) => note !== undefined),
    invalid: error !== undefined,
  });
  const label = labelWords(placed);
  return GROUPS.includes(String(element['type']))
    ? h('fieldset', { class: 'field' }, h('legend', {}, ...label), field, ...notes)
    : h(
        'div',
        { class: 'field' },
        h('label', { for: id, id: `${id}-label` }, ...label),
        field,
        ...notes,
      );
}

function labelWords({ scene, block }: Placed): readonly (Element | string)[] {
  const label = words(scene.page, block['label']);
  return block['optional'] === true
    ? [...label, ' ', h('span', { class: 'optional' }, '(optional)')]
    : label;
}

function hintOf({ scene, block }: Placed, id: string): Element | undefined {
  const hint = block['hint'];
  return hint === undefined
    ? undefined
    : h('small', { class: 'grey', id: `${id}-hint` }, ...words(scene.page, hint));
}

function drawError(error: string, id: string): Element {
  return h('small', { class: 'fault', id: `${id}-fault` }, error);
}

function describe(
  field: Element,
  by: { readonly id: string; readonly notes: readonly Element[]; readonly invalid: boolean },
): void {
  const control = field.matches('[data-control]') ? field : field.querySelector('[data-control]');
  if (!control) {
    return;
  }
  control.id = by.id;
  if (control instanceof HTMLButtonElement) {
    control.setAttribute('aria-labelledby', `${by.id}-label ${by.id}`);
  }
  if (by.notes.length > 0) {
    control.setAttribute('aria-describedby', by.notes.map((note) => note.id).join(' '));
  }
  if (by.invalid) {
    control.setAttribute('aria-invalid', 'true');
  }
}
