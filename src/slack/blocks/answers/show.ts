import type { KnownBlock } from '@slack/types';
import type { TrackedAlert } from '../../../domain/alert.ts';
import type { Incident } from '../../../domain/incident.ts';
import { type CardMore, card } from '../card.ts';
import { cut, LENGTHS } from '../cut.ts';
import { context } from '../elements.ts';
import { escaped, plain } from '../escape.ts';
import type { MessageBody, SurfaceContext } from '../message.ts';

/** The card for one person, with buttons that work, and where the card itself is. */
export function showAnswer(
  incident: Incident,
  alerts: readonly TrackedAlert[],
  surface: SurfaceContext,
  { permalink = null, ...more }: CardMore & { readonly permalink?: string | null } = {},
): MessageBody {
  const { text, blocks } = card(incident, alerts, surface, more);
  if (permalink === null) return { text, blocks };
  const where = `<${escaped(permalink)}|card in ${channelName(incident)}>`;
  return { text, blocks: blocks.map((block) => withWhere(block, where)) };
}

/** On the grey line, behind all else that helps. */
function withWhere(block: KnownBlock, where: string): KnownBlock {
  if (block.type !== 'context') return block;
  const [first] = block.elements;
  return first?.type === 'mrkdwn' ? context(`${first.text} · ${where}`) : block;
}

/** Configured by its id, a channel has no name that people know. */
function channelName({ channel }: Incident): string {
  return channel.startsWith('#') ? plain(cut(channel, LENGTHS.value)) : 'its channel';
}
