import { randomBytes } from 'node:crypto';
import { isObject, type Json } from './block-kit/checks.ts';
import { innerBlocks } from './block-kit/uniqueness.ts';
import { isInteractive } from './element-state.ts';

/** The blocks as Slack keeps them: with ids where there were none, and its defaults written out. */
export function completed(blocks: readonly unknown[]): readonly Json[] {
  return blocks.filter(isObject).map((block) => withIds(withDefaults(block)));
}

function withIds(block: Json): Json {
  const inner = Object.entries(innerBlocks(block)).map(
    ([name, blocks]) => [name, blocks.map(withIds)] as const,
  );
  return { ...block, ...Object.fromEntries(inner), block_id: block['block_id'] ?? newId() };
}

function withDefaults(value: Json): Json {
  const parts = Object.entries(value).map(([name, part]) => [name, deeper(part)] as const);
  return { ...defaultsOf(value), ...Object.fromEntries(parts) };
}

function deeper(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(deeper);
  return isObject(part) ? withDefaults(part) : part;
}

function defaultsOf(value: Json): Json {
  if (value['type'] === 'plain_text') return { emoji: true };
  if (value['type'] === 'mrkdwn') return { verbatim: false };
  return isInteractive(value) && value['action_id'] === undefined ? { action_id: newId() } : {};
}

function newId(): string {
  return randomBytes(4).toString('base64url').slice(0, 5);
}
