import type { Conversation, Message } from '../model.ts';
import type { Slack } from '../slack.ts';
import type { Workspace } from '../workspace.ts';
import type { Kept, KeptConversation, KeptMessage } from './kept.ts';

/** So many of each conversation, the newest: a storm of days would make the file endless. */
const MOST_MESSAGES = 2_000;

/** All that is to be kept of a workspace. */
export function snapshotOf(slack: Slack, signingSecret: string): Kept {
  const { workspace, tokens, withheld, url } = slack;
  return {
    quell_sandbox: 1,
    team: { id: workspace.team.id, name: workspace.team.name },
    tokens,
    signingSecret,
    port: Number(new URL(url).port),
    withheldScopes: [...withheld],
    conversations: [...workspace.conversations.values()].map((each) => kept(workspace, each)),
  };
}

function kept(workspace: Workspace, { members, ...rest }: Conversation): KeptConversation {
  const all = [...(workspace.messages.get(rest.id)?.values() ?? [])];
  // What only one person sees is gone with the page that showed it, as in Slack.
  const messages = all.filter(({ ephemeralTo }) => ephemeralTo === undefined).slice(-MOST_MESSAGES);
  return { ...rest, members: [...members], messages: messages.map(keptMessage) };
}

function keptMessage(message: Message): KeptMessage {
  const { channel: _channel, replies: _replies, ephemeralTo: _nobody, ...rest } = message;
  const { blocks, attachments, reactions, ...said } = rest;
  return {
    ...said,
    ...(blocks && { blocks: [...blocks] }),
    ...(attachments && { attachments: [...attachments] }),
    reactions: Object.fromEntries(reactions),
  };
}
