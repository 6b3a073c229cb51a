import { h, setText, toggleAttribute } from '../dom.ts';
import { asNumber, asRecords, asText, type Json } from '../json.ts';
import type { Placed } from '../scene.ts';
import { plainText } from './rich-text.ts';
import { cellWords } from './table.ts';

type Row = readonly Json[];

interface View {
  readonly column: number | undefined;
  readonly falling: boolean;
  readonly page: number;
  readonly wanted: string;
}

/** A table of many rows: sorted by a press on a heading, filtered by a word, shown page by page. */
export function drawDataTable(placed: Placed): Element {
  const { block } = placed;
  const [head = [], ...rows] = Array.isArray(block['rows']) ? block['rows'].map(asRecords) : [];
  const size = asNumber(block['page_size']) ?? 5;
  let view: View = { column: undefined, falling: false, page: 0, wanted: '' };
  const change = (part: Partial<View>): void => {
    view = { ...view, page: 0, ...part };
    show();
  };
  const heads = head.map((cell, column) => {
    const onclick = (): void =>
      change({ column, falling: view.column === column && !view.falling });
    return h(
      'th',
      { scope: 'col', class: alignOf(cell, rows[0]?.[column]) },
      h('button', { type: 'button', onclick }, textOf(cell)),
    );
  });
  const body = h('tbody');
  const pager = makePager((by) => change({ page: view.page + by }));
  const search = makeSearch(rows.length > size, (wanted) => change({ wanted }));
  const show = (): void => {
    const found = arranged(rows, view);
    const from = view.page * size;
    const named = asNumber(block['row_header_column_index']) ?? 0;
    body.replaceChildren(
      ...found.slice(from, from + size).map((row) => drawRow(placed, row, named)),
    );
    pager.show({ from, to: Math.min(found.length, from + size), of: found.length, size });
    for (const [index, cell] of heads.entries()) {
      const order = view.falling ? 'descending' : 'ascending';
      toggleAttribute(cell, 'aria-sort', view.column === index ? order : undefined);
    }
  };
  show();
  const caption = h('caption', {}, asText(block['caption']));
  const table = h('table', {}, caption, h('thead', {}, h('tr', {}, ...heads)), body);
  return h(
    'div',
    { class: 'b-data-table' },
    search,
    h('div', { class: 'b-table' }, table),
    pager.element,
  );
}

function drawRow(placed: Placed, row: Row, named: number): Element {
  const cells = row.map((cell, index) => {
    const attributes = { class: alignOf(cell), scope: index === named ? 'row' : undefined };
    return h(index === named ? 'th' : 'td', attributes, ...cellWords(placed, cell));
  });
  return h('tr', {}, ...cells);
}

// A heading stands over its numbers.
function alignOf(...cells: readonly (Json | undefined)[]): string | undefined {
  return cells.some((cell) => cell?.['type'] === 'raw_number') ? 'right' : undefined;
}

function arranged(rows: readonly Row[], { column, falling, wanted }: View): readonly Row[] {
  const query = wanted.trim().toLowerCase();
  const found = rows.filter((row) =>
    row.some((cell) => textOf(cell).toLowerCase().includes(query)),
  );
  if (column === undefined) {
    return found;
  }
  const sign = falling ? -1 : 1;
  return found.toSorted((one, other) => sign * compare(one[column] ?? {}, other[column] ?? {}));
}

function compare(one: Json, other: Json): number {
  const [left, right] = [asNumber(one['value']), asNumber(other['value'])];
  return left !== undefined && right !== undefined
    ? left - right
    : textOf(one).localeCompare(textOf(other), 'en', { numeric: true });
}

function textOf(cell: Json): string {
  return cell['type'] === 'rich_text'
    ? plainText(cell)
    : asText(cell['text']) || asText(cell['value']);
}

function makeSearch(needed: boolean, changed: (wanted: string) => void): Element | undefined {
  const field = h('input', {
    class: 'input',
    type: 'search',
    placeholder: 'Filter the rows',
    'aria-label': 'Filter the rows',
    oninput: () => changed(field.value),
  });
  return needed ? field : undefined;
}

function makePager(turn: (by: number) => void) {
  const where = h('span', { class: 'grey', role: 'status' });
  const button = (word: string, by: number): HTMLButtonElement =>
    h('button', { type: 'button', class: 'btn quiet', onclick: () => turn(by) }, word);
  const [back, on] = [button('Back', -1), button('Next', 1)];
  const element = h('div', { class: 'pager' }, where, back, on);
  const show = (rows: {
    readonly from: number;
    readonly to: number;
    readonly of: number;
    readonly size: number;
  }): void => {
    const { from, to, of, size } = rows;
    setText(where, of === 0 ? 'No row has this word.' : `${from + 1} to ${to} of ${of}`);
    back.disabled = from === 0;
    on.disabled = to >= of;
    back.hidden = on.hidden = of <= size;
  };
  return { element, show };
}
