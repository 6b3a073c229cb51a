import { h, icon } from '../dom.ts';
import { asText } from '../json.ts';
import type { Placed } from '../scene.ts';

/** A file that is kept elsewhere, of which a message has the id alone. */
export function drawFile({ block }: Placed): Element {
  const lines = h('span', {}, h('b', {}, asText(block['external_id'])), 'A file kept elsewhere');
  return h('div', { class: 'elsewhere large' }, icon('file', 18), lines);
}
