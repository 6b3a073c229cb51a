import type { Block } from '../../protocol.ts';
import { h } from '../dom.ts';
import type { Piece } from '../keyed.ts';
import type { Placed, Scene } from '../scene.ts';
import { drawActions } from './actions.ts';
import { drawChart } from './chart.ts';
import { drawInput } from './input.ts';
import { drawRichText } from './rich-text.ts';
import { drawTable } from './table.ts';
import {
  drawAlert,
  drawContext,
  drawDivider,
  drawHeader,
  drawImageBlock,
  drawSection,
} from './text.ts';

const BLOCKS: Readonly<Record<string, (placed: Placed) => Element>> = {
  actions: drawActions,
  alert: drawAlert,
  context: drawContext,
  data_visualization: drawChart,
  divider: drawDivider,
  header: drawHeader,
  image: drawImageBlock,
  input: drawInput,
  rich_text: drawRichText,
  section: drawSection,
  table: drawTable,
};

/** Draws one block; one that isn't known shows its type. */
function drawBlock(placed: Placed): Element {
  const draw = BLOCKS[placed.block.type];
  return draw ? draw(placed) : h('p', { class: 'unknown' }, `[${placed.block.type}]`);
}

/** Draws a message's blocks. */
export function drawBlocks(scene: Scene, blocks: readonly Block[]): readonly Element[] {
  return blocks.map((block, index) => drawBlock({ scene, block, index }));
}

/** A view's blocks as pieces, so that only those that change are drawn again. */
export function blockPieces(
  scene: Scene,
  blocks: readonly Block[],
  also: string,
): readonly Piece[] {
  return blocks.map((block, index) => ({
    key: `${block.block_id ?? index}`,
    signature: JSON.stringify([block, scene.errors[block.block_id ?? ''], also]),
    draw: () => drawBlock({ scene, block, index }),
  }));
}
