import { isObject } from '../block-kit/checks.ts';
import type { Conversation } from '../model.ts';
import type { Origin } from '../response-urls.ts';
import type { Slack } from '../slack.ts';
import { invite } from './inviting.ts';
import { withMentions } from './mentions.ts';
import { ActionFailed, orFail, tell } from './telling.ts';

/** Where somebody types. */
export interface Place {
  readonly channel: Conversation;
  readonly threadTs?: string;
}

/** Somebody types a slash command; an answer in the acknowledgement is shown to them. */
export async function useCommand(
  slack: Slack,
  user: string,
  line: string,
  place: Place,
): Promise<void> {
  const [command = '', ...words] = line.trim().split(/\s+/);
  if (command === '/invite') return invite(slack, user, words.join(' '), place.channel);
  const known = slack.settings.app.commands.find((each) => each.command === command);
  if (!known) throw new ActionFailed(`${command} is not a valid command.`);
  const text = line.trim().slice(command.length).trim();
  const origin: Origin = { ...place, user };
  const payload = {
    ...commandFields(slack, user, place),
    command,
    text:
      known.should_escape && words.length > 0 ? withMentions(slack.workspace, text, true) : text,
    response_url: slack.url + slack.responseUrls.issue('commands', origin),
    trigger_id: slack.triggers.issue(user),
  };
  show(slack, origin, await tell(slack, { type: 'slash_commands', name: command, payload }));
}

function commandFields(slack: Slack, user: string, { channel, threadTs }: Place): object {
  const { workspace } = slack;
  return {
    token: 'sandbox',
    team_id: workspace.team.id,
    team_domain: workspace.team.domain,
    channel_id: channel.id,
    channel_name: channel.person ? 'directmessage' : channel.name,
    user_id: user,
    user_name: workspace.people.get(user)?.name,
    api_app_id: workspace.app.id,
    is_enterprise_install: 'false',
    ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
  };
}

function show(slack: Slack, origin: Origin, answer: unknown): void {
  const body = typeof answer === 'string' ? { text: answer } : answer;
  if (!isObject(body) || (body['text'] === undefined && body['blocks'] === undefined)) return;
  orFail('Slack refuses what the bot answered', () => slack.responseUrls.answer(origin, body));
}
