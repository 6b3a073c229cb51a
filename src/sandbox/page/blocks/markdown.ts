import { h } from '../dom.ts';
import { asText } from '../json.ts';
import { markdownBlocks } from '../markdown.ts';
import type { DrawBlock, Placed } from '../scene.ts';

/** Standard Markdown, as the blocks that it becomes. */
export function drawMarkdown(placed: Placed, draw: DrawBlock): Element {
  const blocks = markdownBlocks(asText(placed.block['text']));
  return h('div', { class: 'b-markdown' }, ...blocks.map((block) => draw({ ...placed, block })));
}
