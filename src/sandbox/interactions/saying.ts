import { post } from '../messages.ts';
import type { Message } from '../model.ts';
import type { Slack } from '../slack.ts';
import { viewJson } from '../views.ts';
import { directMessage } from '../workspace.ts';
import type { Place } from './commands.ts';
import { personsBlocks, withLinks, withMentions } from './mentions.ts';
import { ActionFailed, needAck, orFail } from './telling.ts';

/** Somebody writes a message or a reply; resolves when the bot has acknowledged what it hears of it. */
export async function say(
  slack: Slack,
  user: string,
  text: string,
  place: Place,
): Promise<Message> {
  const message = written(slack, user, text, place);
  for (const ack of await slack.events.messagePosted(message)) needAck(slack, ack, 'the message');
  return message;
}

/** Somebody opens the App Home. */
export async function openHome(slack: Slack, user: string): Promise<void> {
  const { workspace, views, events } = slack;
  const shown = views.homes.get(user);
  const ack = await events.publish({
    type: 'app_home_opened',
    user,
    channel: directMessage(workspace, user).id,
    tab: 'home',
    event_ts: workspace.nextTs(),
    ...(shown ? { view: viewJson(workspace, shown) } : {}),
  });
  needAck(slack, ack, 'app_home_opened');
}

function written(slack: Slack, user: string, text: string, place: Place): Message {
  if (place.channel.isArchived) throw new ActionFailed('This channel is archived.');
  const marked = withLinks(withMentions(slack.workspace, text));
  const blocks = personsBlocks(marked).map((block) => ({ ...block, block_id: 'said' }));
  return orFail('There is no such thread here', () =>
    post(slack.workspace, { ...place, user, text: marked, blocks }),
  );
}
