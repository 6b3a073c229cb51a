/** A small bot on the unmodified Bolt, with one of everything. */
import { App, type AppOptions, LogLevel, SocketModeReceiver } from '@slack/bolt';
import type { Button, KnownBlock, ModalView } from '@slack/types';
import type { Sandbox } from '../../../src/sandbox/sandbox.ts';

export const card = (state: string): KnownBlock[] => [
  { type: 'section', text: { type: 'mrkdwn', text: `*Disk is full*, ${state}` } },
  {
    type: 'actions',
    block_id: `card-${state}`,
    elements: [
      button('Acknowledge', 'acknowledge'),
      button('Note…', 'note'),
      {
        type: 'static_select',
        action_id: 'mute',
        placeholder: { type: 'plain_text', text: 'Mute' },
        options: ['30 minutes', '1 hour'].map((text) => ({
          text: { type: 'plain_text' as const, text },
          value: text,
        })),
      },
    ],
  },
];

const modal: ModalView = {
  type: 'modal',
  callback_id: 'note',
  title: { type: 'plain_text', text: 'Add a note' },
  submit: { type: 'plain_text', text: 'Add' },
  blocks: [
    {
      type: 'input',
      block_id: 'text',
      label: { type: 'plain_text', text: 'What happened?' },
      element: { type: 'plain_text_input', action_id: 'text' },
    },
  ],
};

function button(text: string, action_id: string): Button {
  return { type: 'button', action_id, value: '12', text: { type: 'plain_text', text } };
}

/** Options of an App that talks to this sandbox. */
export function optionsFor(sandbox: Sandbox): AppOptions {
  return {
    token: sandbox.botToken,
    logLevel: LogLevel.ERROR,
    clientOptions: {
      slackApiUrl: sandbox.apiUrl,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
    },
  };
}

export function receiverFor(sandbox: Sandbox): SocketModeReceiver {
  return new SocketModeReceiver({
    appToken: sandbox.appToken,
    logLevel: LogLevel.ERROR,
    installerOptions: { clientOptions: { slackApiUrl: sandbox.apiUrl } },
  });
}

/** What the bot heard, in words, for the tests. */
export interface Bot {
  readonly app: App;
  readonly heard: string[];
  readonly failures: Error[];
}

export function createBot(options: AppOptions): Bot {
  const bot: Bot = { app: new App(options), heard: [], failures: [] };
  bot.app.error(async (error) => void bot.failures.push(error));
  actions(bot);
  forms(bot);
  events(bot);
  return bot;
}

function actions({ app, heard }: Bot): void {
  app.action('acknowledge', async ({ ack, body, client, respond }) => {
    await ack();
    if (body.type !== 'block_actions' || !body.channel || !body.message) return;
    const { channel, message, user } = body;
    const blocks = card(`with <@${user.id}>`);
    await client.chat.update({ channel: channel.id, ts: message.ts, text: 'Taken', blocks });
    await respond({ text: 'It is yours.', replace_original: false });
  });
  app.action('mute', async ({ ack, action }) => {
    await ack();
    if (action.type === 'static_select') heard.push(`mute ${action.selected_option.value}`);
  });
  app.action('note', async ({ ack, body, client }) => {
    await ack();
    if ('trigger_id' in body) {
      await client.views.open({ trigger_id: body.trigger_id, view: modal });
    }
  });
}

function forms({ app, heard }: Bot): void {
  app.view('note', async ({ ack, view }) => {
    const text = view.state.values['text']?.['text']?.value ?? '';
    if (text === 'bad') {
      await ack({ response_action: 'errors', errors: { text: 'Say more.' } });
      return;
    }
    await ack();
    heard.push(`note ${text}`);
  });
  app.command('/incident', async ({ ack, command, respond }) => {
    await ack();
    heard.push(`command ${command.text}`);
    await respond(`You asked for ${command.text}.`);
  });
  app.shortcut('incident.new', async ({ ack, shortcut, client }) => {
    await ack();
    heard.push(shortcut.type);
    await client.views.open({ trigger_id: shortcut.trigger_id, view: modal });
  });
}

function events({ app, heard }: Bot): void {
  app.event('app_home_opened', async ({ event, client }) => {
    const blocks: KnownBlock[] = [
      { type: 'header', text: { type: 'plain_text', text: 'All is quiet' } },
    ];
    await client.views.publish({ user_id: event.user, view: { type: 'home', blocks } });
  });
  app.event('app_mention', async ({ event, say }) => {
    await say({ text: 'Noted.', thread_ts: event.ts });
  });
  app.event('reaction_added', async ({ event }) => void heard.push(`reaction ${event.reaction}`));
  app.event('member_joined_channel', async ({ event }) => void heard.push(`join ${event.channel}`));
}
