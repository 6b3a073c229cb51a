/** What a request says a message should say, checked as Slack checks it. */

import { completed } from './block-ids.ts';
import { isObject, items, type Json } from './block-kit/checks.ts';
import { faultsOfBlocks } from './block-kit/index.ts';
import type { Content } from './messages.ts';
import { Refusal, refusalWith } from './refusal.ts';
import { visibleLength } from './visible-length.ts';

/** The parts of a request that make a message, already parsed. */
export interface RawContent {
  readonly text?: string | undefined;
  readonly markdownText?: string | undefined;
  readonly blocks?: unknown;
  readonly attachments?: unknown;
  readonly metadata?: unknown;
}

/** Slack's limits of a whole message. */
export const MESSAGE_LIMITS = { post: 40_000, update: 4000, blocks: 13_000, attachments: 100 };

/** The message that this asks for; refuses what Slack refuses. */
export function readContent(
  raw: RawContent,
  rules: { mostText: number; refused: ReadonlySet<string> },
): Partial<Content> {
  if ((raw.text ?? '').length > rules.mostText) throw new Refusal('msg_too_long');
  const blocks = readBlocks(markdownBlocks(raw) ?? raw.blocks, rules.refused);
  const attachments = readAttachments(raw.attachments, rules.refused);
  const metadata = readMetadata(raw.metadata);
  return {
    ...(raw.text === undefined ? {} : { text: raw.text }),
    ...(blocks ? { blocks } : {}),
    ...(attachments ? { attachments } : {}),
    ...(metadata ? { metadata } : {}),
  };
}

/** The same for something new, which must say something. */
export function readNewContent(raw: RawContent, refused: ReadonlySet<string>): Content {
  const content = readContent(raw, { mostText: MESSAGE_LIMITS.post, refused });
  const says = content.text || content.blocks?.length || content.attachments?.length;
  if (!says) throw new Refusal('no_text');
  return { ...content, text: content.text ?? '' };
}

function readBlocks(blocks: unknown, refused: ReadonlySet<string>): readonly Json[] | undefined {
  if (blocks === undefined || blocks === null) return undefined;
  if (!Array.isArray(blocks)) throw new Refusal('invalid_blocks_format');
  const faults = faultsOfBlocks(blocks, refused);
  if (faults.length > 0) throw refusalWith('invalid_blocks', faults);
  if (visibleLength(blocks) > MESSAGE_LIMITS.blocks) throw new Refusal('msg_blocks_too_long');
  return completed(blocks);
}

function readAttachments(
  attachments: unknown,
  refused: ReadonlySet<string>,
): readonly Json[] | undefined {
  if (attachments === undefined || attachments === null) return undefined;
  if (!Array.isArray(attachments)) throw new Refusal('invalid_attachments');
  if (attachments.length > MESSAGE_LIMITS.attachments) throw new Refusal('too_many_attachments');
  return attachments.filter(isObject).map((attachment, index) => ({
    id: index + 1,
    ...attachment,
    ...(attachment['blocks'] ? { blocks: readBlocks(items(attachment, 'blocks'), refused) } : {}),
  }));
}

function readMetadata(metadata: unknown): Json | undefined {
  if (metadata === undefined || metadata === null || metadata === '') return undefined;
  if (!isObject(metadata)) throw new Refusal('metadata_must_be_sent_as_json');
  const isEvent = typeof metadata['event_type'] === 'string' && isObject(metadata['event_payload']);
  if (!isEvent && !Array.isArray(metadata['entities']))
    throw new Refusal('invalid_metadata_format');
  return metadata;
}

function markdownBlocks(raw: RawContent): readonly Json[] | undefined {
  if (raw.markdownText === undefined) return undefined;
  if (raw.text !== undefined || raw.blocks !== undefined) {
    throw new Refusal('markdown_text_conflict');
  }
  return [{ type: 'markdown', text: raw.markdownText }];
}
