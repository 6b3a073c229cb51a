import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createUntil } from '../../src/sandbox/driver/until.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { createBell } from '../../src/sandbox/signals.ts';
import { call, posted } from './support/call.ts';
import { connect, type Line } from './support/line.ts';

let sandbox: Sandbox;
let line: Line;

beforeEach(async () => {
  sandbox = await startSandbox({ app: { events: ['app_home_opened'] } });
  line = await connect(sandbox);
});
afterEach(async () => {
  line.close();
  await sandbox.close();
});

const text = (value: string) => ({ type: 'plain_text', text: value });
const button = (label: string, value: string) => ({
  type: 'button',
  action_id: `verb.${label}.${value}`,
  text: text(label),
  value,
});
const option = (label: string) => ({ text: text(label), value: `12:${label}` });
const menu = {
  type: 'static_select',
  action_id: 'mute',
  placeholder: text('Mute'),
  option_groups: [{ label: text('Times'), options: [option('1 hour'), option('1 day')] }],
};

async function card(...elements: object[]) {
  const ts = await posted(sandbox, { text: 'Card', blocks: [{ type: 'actions', elements }] });
  const found = sandbox
    .channel('#alerts')
    .messages()
    .find((message) => message.ts === ts);
  if (!found) throw new Error('The card is not there.');
  return found;
}

describe('a message', () => {
  it('is read as people read it', async () => {
    const ann = sandbox.as('ann').id;
    await posted(sandbox, {
      blocks: [
        {
          type: 'rich_text',
          elements: [
            {
              type: 'rich_text_section',
              elements: [
                { type: 'emoji', name: 'red_circle' },
                { type: 'text', text: ' Disk is full for ' },
                { type: 'user', user_id: ann },
              ],
            },
          ],
        },
        {
          type: 'context',
          elements: [
            {
              type: 'mrkdwn',
              text: '<https://x.example|INC-12> &lt;b&gt; <!date^1^{time}|14:08 UTC>',
            },
          ],
        },
        { type: 'actions', elements: [button('Acknowledge', '12'), menu] },
      ],
    });

    expect(sandbox.channel('#alerts').message('INC-12').words).toBe(
      ':red_circle: Disk is full for @Ann Lee\nINC-12 <b> 14:08 UTC\n[Acknowledge] [Mute]',
    );
  });

  it('is found by its words, and a wrong guess is told what there is', async () => {
    await posted(sandbox, { text: 'Disk is full' });

    expect(() => sandbox.channel('#alerts').message(/CPU/)).toThrow(
      '0 messages in #alerts say /CPU/; all of them:\n- Disk is full',
    );
    expect(() => sandbox.channel('#nowhere')).toThrow(
      'There is no channel #nowhere; there is: #alerts',
    );
    expect(() => sandbox.as('zoe')).toThrow(
      'There is nobody called zoe; there is: ann, bob, cara, quell.',
    );
  });
});

describe('pressing', () => {
  it('sends what Slack sends', async () => {
    const message = await card(button('Acknowledge', '12'));

    await sandbox.as('bob').click(message, 'Acknowledge');

    expect(line.envelopes.at(-1)).toMatchObject({
      type: 'interactive',
      payload: {
        type: 'block_actions',
        user: { id: sandbox.as('bob').id, username: 'bob' },
        team: { id: sandbox.teamId },
        container: { type: 'message', message_ts: message.ts, channel_id: message.channel },
        channel: { id: message.channel, name: 'alerts' },
        message: { ts: message.ts },
        actions: [{ type: 'button', value: '12', text: text('Acknowledge') }],
      },
    });
  });

  it('names what is there when the button is not', async () => {
    const message = await card(button('Acknowledge', '12'), menu);

    await expect(message.click('Resolve')).rejects.toThrow(
      'There is no "Resolve" here; there is: "Acknowledge" (12), "Mute".',
    );
    await expect(message.click('Mute')).rejects.toThrow('"Mute" is a menu');
  });

  it('tells like buttons apart by their value', async () => {
    const message = await card(button('Show', '1'), button('Show', '2'));

    await expect(message.click('Show')).rejects.toThrow('There are 2 of "Show"');
    await message.click('Show', { value: '2' });

    expect(line.last('actions')).toMatchObject([{ value: '2' }]);
  });

  it('fails on what is gone or belongs to another', async () => {
    const message = await card(button('Acknowledge', '12'));
    const channel = message.channel;
    const blocks = [{ type: 'actions', elements: [button('Go', '1')] }];
    await call(sandbox, 'chat.postEphemeral', { channel, user: sandbox.as('ann').id, blocks });
    const hers = sandbox.as('ann').ephemeral()[0];
    if (!hers) throw new Error('Ann sees nothing.');

    await call(sandbox, 'chat.delete', { channel, ts: message.ts });

    await expect(message.click('Acknowledge')).rejects.toThrow('no longer there');
    await expect(sandbox.as('bob').click(hers, 'Go')).rejects.toThrow(
      'bob cannot see this message.',
    );
  });
});

describe('choosing', () => {
  it('takes an option by its text', async () => {
    const message = await card(menu);

    await message.choose('Mute', '1 hour');

    expect(line.last('actions')).toMatchObject([
      { type: 'static_select', selected_option: { value: '12:1 hour' } },
    ]);
    await expect(message.choose('Mute', '2 hours')).rejects.toThrow(
      '"2 hours" is not offered; there is: "1 hour", "1 day".',
    );
  });

  it('takes a person by name', async () => {
    const message = await card({
      type: 'users_select',
      action_id: 'assign',
      placeholder: text('To'),
    });

    await message.choose('To', '@cara', { by: 'bob' });

    expect(line.last('actions')).toMatchObject([{ selected_user: sandbox.as('cara').id }]);
  });

  it('is remembered by Slack for that person until the block has another id', async () => {
    const message = await card(menu, button('Acknowledge', '12'));

    await message.choose('Mute', '1 day', { by: 'bob' });
    await message.click('Acknowledge', { by: 'bob' });
    expect(JSON.stringify(line.last('state'))).toContain('12:1 day');

    await message.click('Acknowledge', { by: 'ann' });
    expect(JSON.stringify(line.last('state'))).not.toContain('12:1 day');
  });
});

it('waits for what is about to happen, and says what it waited for', async () => {
  const later = sandbox.until(() => sandbox.channel('#alerts').messages()[0], 'a message');
  await posted(sandbox, { text: 'Here' });

  expect((await later).text).toBe('Here');
});

it('refuses commands and shortcuts that the app does not have', async () => {
  await expect(sandbox.as('ann').command('/weather')).rejects.toThrow(
    '/weather is not a valid command.',
  );
  await expect(sandbox.as('ann').shortcut('nothing')).rejects.toThrow('no shortcut nothing');
});

it('a wait that is in vain says what for', async () => {
  const until = createUntil(createBell(), 1);

  await expect(until(() => false, 'rain')).rejects.toThrow('Waited 0.001 s in vain for rain.');
});
