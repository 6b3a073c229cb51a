import { h } from '../dom.ts';
import { mark } from '../emoji.ts';
import { words } from '../inline.ts';
import { asRecord, asRecords } from '../json.ts';
import type { Placed } from '../scene.ts';
import { drawElement } from './elements.ts';
import { drawImage } from './image.ts';

/** A heading. */
export function drawHeader({ scene, block }: Placed): Element {
  return h('h3', { class: 'b-header' }, ...words(scene.page, block['text']));
}

/** Text, fields in two columns, and one element beside them. */
export function drawSection(placed: Placed): Element {
  const { page } = placed.scene;
  const text = placed.block['text'];
  const line = text === undefined ? undefined : h('p', {}, ...words(page, text));
  const fields = asRecords(placed.block['fields']).map((field) =>
    h('p', {}, ...words(page, field)),
  );
  const body = h('div', {}, line, fields.length > 0 && h('div', { class: 'fields' }, ...fields));
  const accessory = placed.block['accessory'];
  return h(
    'div',
    { class: 'b-section' },
    body,
    accessory !== undefined && drawElement({ ...placed, element: asRecord(accessory) }),
  );
}

const ALERT_MARKS: Readonly<Record<string, string>> = {
  warning: 'warning',
  error: 'critical',
  success: 'over',
};

/** The grey line. */
export function drawContext({ scene, block }: Placed): Element {
  const items = asRecords(block['elements']).map((element) =>
    element['type'] === 'image'
      ? drawImage(element, 'small')
      : h('span', {}, ...words(scene.page, element)),
  );
  return h('p', { class: 'b-context' }, ...items);
}

/** A line between blocks. */
export function drawDivider(): Element {
  return h('hr');
}

/** An element of a context or section that is a picture, or a block of its own. */
export function drawImageBlock({ scene, block }: Placed): Element {
  const title = block['title'];
  const caption =
    title === undefined
      ? undefined
      : h('figcaption', { class: 'grey' }, ...words(scene.page, title));
  return h('figure', { class: 'b-image' }, caption, drawImage(block, 'large'));
}

/** A modal's notice. */
export function drawAlert({ scene, block }: Placed): Element {
  const level = String(block['level'] ?? 'default');
  const tone = ['warning', 'error', 'success'].includes(level) ? level : 'info';
  return h(
    'div',
    { class: `notice ${tone}`, role: 'status' },
    mark(ALERT_MARKS[tone] ?? 'info'),
    h('p', {}, ...words(scene.page, block['text'])),
  );
}
