import { h } from '../dom.ts';
import { asRecord, asRecords, asText, type Json } from '../json.ts';
import type { Placed } from '../scene.ts';
import { richParts } from './rich-text.ts';

/** A table; its first row is the heading. */
export function drawTable(placed: Placed): Element {
  const rows = Array.isArray(placed.block['rows']) ? placed.block['rows'].map(asRecords) : [];
  const [head = [], ...body] = rows;
  return h(
    'div',
    { class: 'b-table' },
    h(
      'table',
      {},
      h('thead', {}, drawRow(placed, head, 'th')),
      h('tbody', {}, ...body.map((row) => drawRow(placed, row, 'td'))),
    ),
  );
}

function drawRow(placed: Placed, cells: readonly Json[], tag: 'th' | 'td'): Element {
  const settings = asRecords(placed.block['column_settings']);
  const drawn = cells.map((cell, index) => {
    const align =
      asText(settings[index]?.['align']) || (cell['type'] === 'raw_number' ? 'right' : '');
    const scope = tag === 'th' ? 'col' : undefined;
    return h(tag, { class: align || undefined, scope }, ...cellWords(placed, cell));
  });
  return h('tr', {}, ...drawn);
}

/** What stands in a cell. */
export function cellWords(placed: Placed, cell: Json): readonly (Element | string)[] {
  return cell['type'] === 'rich_text'
    ? richParts(placed.scene.page, asRecord(cell))
    : [asText(cell['text']) || asText(cell['value'])];
}
