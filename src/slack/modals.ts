import type { KnownBlock, ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { deliveryFailure } from './failures.ts';

/** Opens modals and changes them. */
export interface Modals {
  /** Slack takes a trigger once, and within 3 s of what a person did. */
  open(triggerId: string, view: ModalView): Promise<void>;
  /** Draws an open modal anew, unless it was changed since: `hash` says as of when. */
  update(viewId: string, hash: string, view: ModalView): Promise<void>;
}

/** Remembers until the next start that a workspace does not take the newer blocks, and goes without them there. */
export function modalsOf(web: WebClient): Modals {
  let plain = false;
  async function shown(view: ModalView, send: (view: ModalView) => Promise<unknown>) {
    if (plain) return void (await send(withoutNewerBlocks(view)));
    try {
      await send(view);
    } catch (error) {
      if (!BLOCKS_REFUSED.has(deliveryFailure(error).code)) throw error;
      await send(withoutNewerBlocks(view));
      plain = true;
    }
  }
  return {
    open: (trigger_id, view) => shown(view, (it) => web.views.open({ trigger_id, view: it })),
    update: (view_id, hash, view) =>
      shown(view, (it) => web.views.update({ view_id, hash, view: it })),
  };
}

/** Slack's words for a view that it does not take; `invalid_arguments` comes with blocks of unknown types. */
const BLOCKS_REFUSED = new Set(['invalid_blocks', 'invalid_arguments', 'invalid_block_type']);

function withoutNewerBlocks(view: ModalView): ModalView {
  const blocks = view.blocks.map((block): (typeof view.blocks)[number] =>
    isAlert(block)
      ? { type: 'section', ...(block.block_id && { block_id: block.block_id }), text: block.text }
      : block,
  );
  return { ...view, blocks };
}

type AlertBlock = Extract<KnownBlock, { type: 'alert' }>;

function isAlert(block: ModalView['blocks'][number]): block is AlertBlock {
  return block.type === 'alert';
}
