import type { Block } from '../protocol.ts';
import { asRecord, asRecords, asText, type Json } from './json.ts';
import type { Page } from './page.ts';

/** Where an element stands, as the server wants it. */
export type Holder =
  | { readonly type: 'message'; readonly channel: string; readonly ts: string }
  | { readonly type: 'view'; readonly view_id: string };

/** What surrounds the blocks that are drawn: a message or a view. */
export interface Scene {
  readonly page: Page;
  readonly holder: Holder;
  /** What a view's elements hold already, by block and action id. */
  readonly values: Json;
  /** Ids of the elements that describe a fault, by block id. */
  readonly errors: Readonly<Record<string, string>>;
}

/** A block in its scene; its place makes keys that outlive a change of its id. */
export interface Placed {
  readonly scene: Scene;
  readonly block: Block;
  readonly index: number | string;
}

/** Draws a block of any type. */
export type DrawBlock = (placed: Placed) => Element;

/** The blocks inside a block. */
export function innerBlocks(placed: Placed, name: string): readonly Placed[] {
  return asRecords(placed.block[name]).map((inner, index) => ({
    scene: placed.scene,
    block: { ...inner, type: asText(inner['type']) },
    index: `${placed.index}.${index}`,
  }));
}

/** An interactive element in its block. */
export interface Part extends Placed {
  readonly element: Json;
}

/** The element's key, the same before and after an update of its message. */
export function partKey(part: Part): string {
  return `${holderKey(part.scene.holder)}/${part.index}/${asText(part.element['action_id'])}`;
}

/** A message's or view's part of a key. */
export function holderKey(holder: Holder): string {
  return holder.type === 'message' ? `${holder.channel}:${holder.ts}` : holder.view_id;
}

/** Under what a choice is remembered: the block's id counts, since Slack forgets when it changes. */
export function draftKey(part: Part): string {
  return `${partKey(part)}/${part.block.block_id ?? ''}`;
}

/** What the element holds: typed here, known to the server, or nothing yet. */
export function heldValue(part: Part): Json | undefined {
  const draft = part.scene.page.drafts.get(draftKey(part));
  const inBlock = asRecord(part.scene.values[part.block.block_id ?? '']);
  const known = inBlock[asText(part.element['action_id'])];
  return draft ?? (known === undefined ? undefined : asRecord(known));
}
