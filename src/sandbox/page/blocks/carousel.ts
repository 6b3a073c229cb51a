import { h } from '../dom.ts';
import { innerBlocks, type Placed } from '../scene.ts';
import { drawCard } from './card.ts';

/** Cards in a row, which is scrolled where it is longer than the message. */
export function drawCarousel(placed: Placed): Element {
  const cards = innerBlocks(placed, 'elements');
  return h(
    'ul',
    { class: 'b-carousel', tabindex: 0, 'aria-label': `${cards.length} cards, side by side` },
    ...cards.map((card) => h('li', {}, drawCard(card))),
  );
}
