import type { BlockAction, BlockElementAction } from '@slack/bolt';
import { type Click, readValue } from './actions/action.ts';
import type { Desk } from './desk.ts';
import { showOf } from './looking.ts';

/** Whether a click was on the card that one person got by asking for it, which delivery knows nothing of. */
export function isOwnCopy({ container }: BlockAction, { block_id }: BlockElementAction): boolean {
  return container['is_ephemeral'] === true && /^incident-\d+-r\d+$/.test(block_id);
}

/** Draws that copy anew, since nobody else does. */
export async function redrawCopy({ asker, value }: Click, desk: Desk): Promise<void> {
  const incident = await desk.store.incidentNumbered(readValue(value).number);
  if (incident) await asker.retell(await showOf(desk, incident));
}
