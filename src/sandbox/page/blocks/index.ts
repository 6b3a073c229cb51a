import type { Block } from '../../protocol.ts';
import { h } from '../dom.ts';
import type { Piece } from '../keyed.ts';
import type { DrawBlock, Placed, Scene } from '../scene.ts';
import { drawActions } from './actions.ts';
import { drawCard } from './card.ts';
import { drawCarousel } from './carousel.ts';
import { drawChart } from './chart.ts';
import { drawContainer } from './container.ts';
import { drawContextActions } from './context-actions.ts';
import { drawDataTable } from './data-table.ts';
import { drawFile } from './file.ts';
import { drawInput } from './input.ts';
import { drawMarkdown } from './markdown.ts';
import { drawPlan } from './plan.ts';
import { drawRichText } from './rich-text.ts';
import { drawTable } from './table.ts';
import { drawTaskCard } from './task-card.ts';
import {
  drawAlert,
  drawContext,
  drawDivider,
  drawHeader,
  drawImageBlock,
  drawSection,
} from './text.ts';
import { drawVideo } from './video.ts';

const BLOCKS: Readonly<Record<string, DrawBlock>> = {
  actions: drawActions,
  alert: drawAlert,
  card: drawCard,
  carousel: drawCarousel,
  container: (placed) => drawContainer(placed, drawBlock),
  context: drawContext,
  context_actions: drawContextActions,
  data_table: drawDataTable,
  data_visualization: drawChart,
  divider: drawDivider,
  file: drawFile,
  header: drawHeader,
  image: drawImageBlock,
  input: drawInput,
  markdown: (placed) => drawMarkdown(placed, drawBlock),
  plan: drawPlan,
  rich_text: drawRichText,
  section: drawSection,
  table: drawTable,
  task_card: drawTaskCard,
  video: drawVideo,
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
