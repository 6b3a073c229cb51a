import { h } from '../dom.ts';
import { words } from '../inline.ts';
import { asRecord, asText } from '../json.ts';
import { type DrawBlock, innerBlocks, type Placed } from '../scene.ts';
import { drawTile } from './image.ts';
import { richParts } from './rich-text.ts';

const WIDTHS = ['narrow', 'wide', 'full'];

/** A frame with a heading around other blocks; it folds where the bot lets it. */
export function drawContainer(placed: Placed, draw: DrawBlock): Element {
  const { block } = placed;
  const width = asText(block['width']);
  const size = WIDTHS.includes(width) ? width : 'standard';
  const folds = block['is_collapsible'] === true;
  const line = !folds && block['has_header_divider'] === true ? 'divided' : '';
  const inner = innerBlocks(placed, 'child_blocks').map(draw);
  const body = h('div', { class: 'inner' }, ...inner);
  const attributes = { class: `b-container ${size} ${line}`.trim() };
  return folds
    ? h(
        'details',
        { ...attributes, open: block['default_collapsed'] !== true },
        h('summary', {}, heading(placed)),
        body,
      )
    : h('div', attributes, heading(placed), body);
}

function heading({ scene, block }: Placed): Element {
  const { page } = scene;
  const [icon, subtitle, rich] = [block['icon'], block['subtitle'], block['rich_text_title']];
  const title = rich === undefined ? words(page, block['title']) : richParts(page, asRecord(rich));
  return h(
    'div',
    { class: 'head' },
    icon !== undefined && drawTile(asRecord(icon)),
    h(
      'div',
      {},
      h('div', { class: 'title' }, ...title),
      subtitle !== undefined && h('p', { class: 'grey' }, ...words(page, subtitle)),
    ),
  );
}
