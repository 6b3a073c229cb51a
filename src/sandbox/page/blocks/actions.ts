import { h } from '../dom.ts';
import { asRecords } from '../json.ts';
import type { Placed } from '../scene.ts';
import { drawElement } from './elements.ts';

/** A row of buttons and menus. */
export function drawActions(placed: Placed): Element {
  const elements = asRecords(placed.block['elements']);
  return h(
    'div',
    { class: 'b-actions' },
    ...elements.map((element) => drawElement({ ...placed, element })),
  );
}
