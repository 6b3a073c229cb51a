import type { Json } from '../block-kit/checks.ts';
import { findElement, type Placed, stateField, stateValues } from '../element-state.ts';
import { messageJson } from '../message-json.ts';
import type { Message, Values, View } from '../model.ts';
import type { Slack } from '../slack.ts';
import { blocksOf, viewJson } from '../views.ts';
import { chosenBy } from './choices.ts';
import { ActionFailed, baseOf, tell } from './telling.ts';

/** Where the element is that somebody uses. */
export type Target =
  | { readonly type: 'message'; readonly message: Message }
  | { readonly type: 'view'; readonly view: View };

/** Which element, and what it holds now. */
export interface Use {
  readonly blockId: string;
  readonly actionId: string;
  readonly value?: Json;
}

/** Somebody presses a button or chooses from a menu; resolves when the bot has acknowledged. */
export async function useElement(
  slack: Slack,
  user: string,
  target: Target,
  use: Use,
): Promise<void> {
  const placed = placedIn(target, use);
  const chosen = chosenBy(slack, placed.element, use.value ?? {});
  remember(slack, user, target, { ...use, value: chosen });
  slack.workspace.bell.ring();
  if (!dispatches(placed)) return;
  const payload = {
    type: 'block_actions',
    ...baseOf(slack, user),
    ...where(slack, user, target),
    trigger_id: slack.triggers.issue(user),
    actions: [actionJson(slack, placed, chosen)],
  };
  await tell(slack, { type: 'interactive', name: `block_actions ${use.actionId}`, payload });
}

/** Keeps what somebody typed or chose in a view, without telling the bot. */
export function keepValue(slack: Slack, user: string, view: View, use: Use): void {
  const target: Target = { type: 'view', view };
  const { element } = placedIn(target, use);
  const value = chosenBy(slack, element, use.value ?? {});
  remember(slack, user, target, { ...use, value });
  slack.workspace.bell.ring();
}

/** The blocks of a message or view. */
function blocksIn(target: Target): readonly Json[] {
  return target.type === 'view' ? blocksOf(target.view) : (target.message.blocks ?? []);
}

/** The part of a payload that says where something was done. */
export function where(slack: Slack, user: string, target: Target): Json {
  if (target.type === 'message') return whereInMessage(slack, user, target.message);
  return {
    container: { type: 'view', view_id: target.view.id },
    view: viewJson(slack.workspace, target.view),
  };
}

/** The element that is used; fails where it is no longer there. */
export function placedIn(target: Target, use: Pick<Use, 'blockId' | 'actionId'>): Placed {
  const placed = findElement(blocksIn(target), use.blockId, use.actionId);
  if (!placed) throw new ActionFailed(`There is no ${use.actionId} here any more.`);
  return placed;
}

function dispatches({ block }: Placed): boolean {
  return block['type'] !== 'input' || block['dispatch_action'] === true;
}

function whereInMessage(slack: Slack, user: string, message: Message): Json {
  const { workspace, responseUrls, url } = slack;
  const channel = workspace.conversations.get(message.channel);
  if (!channel) throw new ActionFailed('This channel is gone.');
  const threadTs = message.threadTs;
  const origin = { channel, user, message, ...(threadTs === undefined ? {} : { threadTs }) };
  const values = stateValues(message.blocks ?? [], choicesOf(slack, user, message));
  return {
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: channel.id,
      is_ephemeral: message.ephemeralTo !== undefined,
      ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
    },
    channel: { id: channel.id, name: channel.person ? 'directmessage' : channel.name },
    // Slack keeps no copy of an ephemeral message to send along.
    ...(message.ephemeralTo ? {} : { message: messageJson(workspace, message) }),
    state: { values },
    response_url: url + responseUrls.issue('actions', origin),
  };
}

function remember(slack: Slack, user: string, target: Target, use: Use): void {
  if (!use.value || Object.keys(use.value).length < 2) return;
  const values =
    target.type === 'view' ? target.view.values : choicesOf(slack, user, target.message);
  values[use.blockId] = { ...values[use.blockId], [use.actionId]: use.value };
}

function choicesOf(slack: Slack, user: string, message: Message): Values {
  const key = `${user} ${message.channel} ${message.ts}`;
  const values = slack.choices.get(key) ?? {};
  slack.choices.set(key, values);
  return values;
}

function actionJson(slack: Slack, { block, element }: Placed, chosen: Json): Json {
  const field = stateField(element['type']);
  const kept = field === undefined ? { ...element, ...chosen } : { ...chosen };
  const named = Object.fromEntries(
    ['text', 'value', 'icon', 'style', 'placeholder', 'confirm', 'selected_option']
      .filter((name) => kept[name] !== undefined)
      .map((name) => [name, kept[name]]),
  );
  return {
    ...chosen,
    ...named,
    type: element['type'],
    action_id: element['action_id'],
    block_id: block['block_id'],
    action_ts: slack.workspace.nextTs(),
  };
}
