import { askFirst } from './confirm.ts';
import { tellDown } from './down.ts';
import { asRecord, asText, type Json } from './json.ts';
import { draftKey, type Part } from './scene.ts';

/** What an element does once its choice holds, or when the person thought better of it. */
export interface Afterwards {
  readonly taken?: () => void;
  readonly refused?: () => void;
}

/** Sends a press or a choice to the bot, after its question if it has one; resolves when the bot has answered. */
export async function act(part: Part, value?: Json, after: Afterwards = {}): Promise<void> {
  if (part.element['confirm'] !== undefined && !(await askFirst(part))) {
    after.refused?.();
    return;
  }
  if (value) {
    part.scene.page.drafts.set(draftKey(part), value);
  }
  after.taken?.();
  const { holder, page } = part.scene;
  const answer = await page.post('interact', {
    container: holder,
    block_id: part.block.block_id ?? '',
    action_id: asText(part.element['action_id']),
    ...(value ? { value } : {}),
  });
  if (answer.ok) {
    tellDown(page, holder.type === 'message' ? 'The card follows.' : '');
  }
}

/** A choice: told to the bot where Slack would, else only kept. */
export function choose(part: Part, value: Json, after: Afterwards = {}): void {
  if (isDispatched(part)) {
    void act(part, value, after);
  } else {
    keep(part, value);
    after.taken?.();
  }
}

/** Keeps what a modal's element holds, without telling the bot. */
export function keep(part: Part, value: Json): void {
  const { holder, page } = part.scene;
  page.drafts.set(draftKey(part), value);
  if (holder.type === 'view') {
    const block_id = part.block.block_id ?? '';
    const action_id = asText(part.element['action_id']);
    void page.post('set-value', { view_id: holder.view_id, block_id, action_id, value });
  }
}

/** Whether a choice in this block is told at once: always, except in an input that does not ask for it. */
function isDispatched(part: Part): boolean {
  return part.block.type !== 'input' || part.block['dispatch_action'] === true;
}

/** When a text element tells what is typed. */
export function textTriggers(part: Part): { readonly enter: boolean; readonly character: boolean } {
  const config = asRecord(part.element['dispatch_action_config']);
  const on = Array.isArray(config['trigger_actions_on'])
    ? config['trigger_actions_on']
    : ['on_enter_pressed'];
  const asked = isDispatched(part);
  return {
    enter: asked && on.includes('on_enter_pressed'),
    character: asked && on.includes('on_character_entered'),
  };
}
