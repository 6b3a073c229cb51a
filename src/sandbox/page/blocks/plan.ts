import { h } from '../dom.ts';
import { asText } from '../json.ts';
import { innerBlocks, type Placed } from '../scene.ts';
import { drawTaskCard } from './task-card.ts';

/** Tasks that belong together, under their title. */
export function drawPlan(placed: Placed): Element {
  const tasks = innerBlocks(placed, 'tasks').map((task) => h('li', {}, drawTaskCard(task)));
  return h(
    'div',
    { class: 'b-plan' },
    h('b', { class: 'title' }, asText(placed.block['title'])),
    h('ul', {}, ...tasks),
  );
}
