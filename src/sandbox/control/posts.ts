import { z } from 'zod';
import type { Parts } from '../assemble.ts';
import { isObject, type Json } from '../block-kit/checks.ts';
import { addBot, archive, lockOut, unarchive } from '../channel-changes.ts';
import { forPeople } from '../conversations.ts';
import { keepValue, type Target, useElement } from '../interactions/block-actions.ts';
import { useCommand } from '../interactions/commands.ts';
import { openHome, say } from '../interactions/saying.ts';
import { useShortcut } from '../interactions/shortcuts.ts';
import { closeView, submitView } from '../interactions/submissions.ts';
import { suggest } from '../interactions/suggestions.ts';
import { ActionFailed, needAck } from '../interactions/telling.ts';
import { messagesOf } from '../messages.ts';
import type { Message, View } from '../model.ts';
import { addReaction, removeReaction } from '../reactions.ts';
import { installWithout } from '../scopes.ts';
import type { Slack } from '../slack.ts';
import { findView } from '../views.ts';
import { markRead, type Reading } from './page-state.ts';

const Value = z.record(z.string(), z.unknown());
const MessageRef = z.object({ channel: z.string(), ts: z.string() });
const Container = z.discriminatedUnion('type', [
  MessageRef.extend({ type: z.literal('message') }),
  z.object({ type: z.literal('view'), view_id: z.string() }),
]);
const ElementRef = { block_id: z.string(), action_id: z.string() };
const CHANNEL_CHANGES = { archive, unarchive, 'lock-out': lockOut, invite: addBot };
const ViewRef = z.object({ view_id: z.string() });

/** What the page is told beside `ok: true`. */
type Answer = Promise<object>;

interface Acting {
  readonly parts: Parts;
  readonly slack: Slack;
  readonly reading: Reading;
  readonly user: string;
}

interface Post {
  run(acting: Acting, body: Json): Answer;
}

const posts: Readonly<Record<string, Post>> = {
  interact: post(
    z.object({ container: Container, ...ElementRef, value: Value.optional() }),
    async ({ slack, user }, { container, ...use }) =>
      useElement(slack, user, targetOf(slack, user, container), useOf(use)),
  ),
  'set-value': post(ViewRef.extend({ ...ElementRef, value: Value }), async (acting, body) =>
    keepValue(acting.slack, acting.user, viewOf(acting, body.view_id), useOf(body)),
  ),
  suggest: post(
    z.object({ container: Container, ...ElementRef, value: z.string() }),
    async ({ slack, user }, { container, value, ...use }) =>
      suggest(slack, user, targetOf(slack, user, container), { ...useOf(use), text: value }),
  ),
  submit: post(ViewRef, async (acting, body) =>
    submitView(acting.slack, viewOf(acting, body.view_id)),
  ),
  'close-view': post(ViewRef, async (acting, body) =>
    closeView(acting.slack, viewOf(acting, body.view_id)),
  ),
  say: post(
    z.object({ channel: z.string(), thread_ts: z.string().optional(), text: z.string().min(1) }),
    async ({ slack, user }, { channel, thread_ts, text }) => {
      const place = {
        channel: forPeople(slack.workspace, channel),
        ...(thread_ts === undefined ? {} : { threadTs: thread_ts }),
      };
      if (text.startsWith('/')) await useCommand(slack, user, text, place);
      else await say(slack, user, text, place);
    },
  ),
  react: post(
    MessageRef.extend({ name: z.string(), remove: z.boolean().optional() }),
    async ({ slack, user }, { name, remove, ...ref }) => {
      const change = remove ? removeReaction : addReaction;
      needAck(slack, await change(slack, messageOf(slack, user, ref), { user, name }), 'reaction');
    },
  ),
  shortcut: post(
    z.object({ callback_id: z.string(), message: MessageRef.optional() }),
    async ({ slack, user }, { callback_id, message }) =>
      useShortcut(slack, user, callback_id, message && messageOf(slack, user, message)),
  ),
  'open-home': post(z.object({}), async ({ slack, user }) => openHome(slack, user)),
  'mark-read': post(
    z.object({ channel: z.string() }),
    async ({ parts, reading, user }, { channel }) => markRead(parts, reading, user, channel),
  ),
  fault: post(
    z.object({ mode: z.enum(['well', 'slow', 'rate-limited', 'down']) }),
    async ({ parts }, { mode }) => {
      parts.faults.mode = mode;
      parts.slack.workspace.bell.ring();
    },
  ),
  channel: post(
    z.object({
      channel: z.string(),
      what: z.enum(['archive', 'unarchive', 'lock-out', 'invite']),
    }),
    async ({ slack }, { channel, what }) =>
      CHANNEL_CHANGES[what](slack, forPeople(slack.workspace, channel)),
  ),
  scope: post(z.object({ missing: z.string().nullable() }), async ({ slack }, { missing }) =>
    installWithout(slack, missing),
  ),
  try: post(
    z.object({ name: z.string(), what: z.enum(['send', 'stop', 'resolve']) }),
    async ({ parts }, { name, what }) => {
      if (!parts.tryIt.begin(name, what)) throw new ActionFailed(`There is no example ${name}.`);
    },
  ),
};

/** Does what the person did on the page. */
export async function carryOutPost(
  parts: Parts,
  reading: Reading,
  name: string,
  body: Json,
): Answer {
  const found = Object.hasOwn(posts, name) ? posts[name] : undefined;
  if (!found) throw new ActionFailed(`The sandbox knows no ${name}.`);
  const user = String(body['as'] ?? '');
  if (!parts.slack.workspace.people.has(user)) throw new ActionFailed('Say who you are.');
  if (typeof body['tab'] === 'string') parts.slack.triggers.actsIn(user, body['tab']);
  return found.run({ parts, slack: parts.slack, reading, user }, body);
}

function post<Schema extends z.ZodType>(
  schema: Schema,
  run: (acting: Acting, body: z.infer<Schema>) => Promise<unknown>,
): Post {
  return {
    run: async (acting, body) => {
      const parsed = schema.safeParse(body);
      if (!parsed.success) throw new ActionFailed(z.prettifyError(parsed.error));
      const answer = await run(acting, parsed.data);
      return isObject(answer) ? answer : {};
    },
  };
}

function useOf(body: { block_id: string; action_id: string; value?: Json | undefined }): {
  blockId: string;
  actionId: string;
  value?: Json;
} {
  const { block_id: blockId, action_id: actionId, value } = body;
  return { blockId, actionId, ...(value === undefined ? {} : { value }) };
}

function targetOf(slack: Slack, user: string, container: z.infer<typeof Container>): Target {
  return container.type === 'message'
    ? { type: 'message', message: messageOf(slack, user, container) }
    : { type: 'view', view: viewOf({ slack, user }, container.view_id) };
}

function messageOf(slack: Slack, user: string, ref: z.infer<typeof MessageRef>): Message {
  const found = messagesOf(slack.workspace, forPeople(slack.workspace, ref.channel)).get(ref.ts);
  const isHidden = found?.ephemeralTo !== undefined && found.ephemeralTo !== user;
  if (!found || isHidden) throw new ActionFailed('This message is no longer there.');
  return found;
}

function viewOf({ slack, user }: Pick<Acting, 'slack' | 'user'>, id: string): View {
  const found = findView(slack.views, id);
  if (found?.owner !== user) throw new ActionFailed('This view is no longer open.');
  return found;
}
