import { h } from '../dom.ts';
import { asRecords, asTexts, type Json } from '../json.ts';
import type { Placed } from '../scene.ts';
import { drawElement } from './elements.ts';

/** Small buttons under what they are about; some are for certain people only. */
export function drawContextActions(placed: Placed): Element {
  const { as } = placed.scene.page.look;
  const elements = asRecords(placed.block['elements']).filter((element) => isFor(element, as));
  return h(
    'div',
    { class: 'b-context-actions' },
    ...elements.map((element) => drawElement({ ...placed, element })),
  );
}

function isFor(element: Json, user: string): boolean {
  const only = asTexts(element['visible_to_user_ids']);
  return only.length === 0 || only.includes(user);
}
