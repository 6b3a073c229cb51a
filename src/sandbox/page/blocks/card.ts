import { h } from '../dom.ts';
import { words } from '../inline.ts';
import { asRecord, asRecords } from '../json.ts';
import type { Placed } from '../scene.ts';
import { drawElement } from './elements.ts';
import { drawImage, drawTile } from './image.ts';

/** A card: a picture, a heading with its icon, a few words, and buttons. */
export function drawCard(placed: Placed): Element {
  const { scene, block } = placed;
  const line = (name: string, className: string): Element | undefined =>
    block[name] === undefined
      ? undefined
      : h('p', { class: className }, ...words(scene.page, block[name]));
  const picture = block['hero_image'];
  const icon = block['icon'];
  const buttons = asRecords(block['actions']).map((element) => drawElement({ ...placed, element }));
  return h(
    'div',
    { class: 'b-card' },
    picture !== undefined && drawImage(asRecord(picture), 'large'),
    h(
      'div',
      { class: 'head' },
      icon !== undefined && drawTile(asRecord(icon)),
      h('div', {}, line('title', 'title'), line('subtitle', 'grey')),
    ),
    line('body', 'body'),
    buttons.length > 0 && h('div', { class: 'b-actions' }, ...buttons),
  );
}
