import type { Message } from './model.ts';
import type { Workspace } from './workspace.ts';

/** Slack's JSON of a message; metadata only where asked for. */
export function messageJson(
  workspace: Workspace,
  message: Message,
  shown: { metadata?: boolean } = {},
): Record<string, unknown> {
  return {
    type: 'message',
    user: message.user,
    ts: message.ts,
    text: message.text,
    team: workspace.team.id,
    ...origin(workspace, message),
    ...content(message, shown),
    ...thread(message),
    ...marks(message),
  };
}

/** Where a browser shows this message. */
export function permalink(url: string, message: Message): string {
  const base = `${url}/archives/${message.channel}/p${message.ts.replace('.', '')}`;
  return message.threadTs ? `${base}?thread_ts=${message.threadTs}&cid=${message.channel}` : base;
}

function origin(workspace: Workspace, message: Message): object {
  if (message.user !== workspace.app.user) return { client_msg_id: `sandbox-${message.ts}` };
  const { id, botId, user } = workspace.app;
  const name = workspace.people.get(user)?.name ?? '';
  const profile = { id: botId, app_id: id, name, team_id: workspace.team.id, deleted: false };
  return {
    bot_id: botId,
    app_id: id,
    bot_profile: profile,
    ...(message.username ? { subtype: 'bot_message', username: message.username } : {}),
  };
}

function content(message: Message, shown: { metadata?: boolean }): object {
  return {
    ...(message.blocks ? { blocks: message.blocks } : {}),
    ...(message.attachments ? { attachments: message.attachments } : {}),
    ...(message.metadata && shown.metadata ? { metadata: message.metadata } : {}),
    ...(message.subtype ? { subtype: message.subtype } : {}),
    ...(message.subtype === 'tombstone' ? { hidden: true } : {}),
  };
}

function thread(message: Message): object {
  if (message.threadTs) {
    return {
      thread_ts: message.threadTs,
      ...(message.broadcast ? { subtype: 'thread_broadcast' } : {}),
    };
  }
  const last = message.replies.at(-1);
  if (!last) return {};
  const users = [...new Set(message.replies.map((reply) => reply.user))];
  return {
    thread_ts: message.ts,
    reply_count: message.replies.length,
    reply_users: users,
    reply_users_count: users.length,
    latest_reply: last.ts,
    subscribed: false,
    is_locked: false,
  };
}

function marks(message: Message): object {
  const reactions = [...message.reactions].map(([name, users]) => ({
    name,
    users,
    count: users.length,
  }));
  return {
    ...(message.editedAt ? { edited: { user: message.user, ts: message.editedAt } } : {}),
    ...(reactions.length > 0 ? { reactions } : {}),
  };
}
