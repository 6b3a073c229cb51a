import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { call } from './support/call.ts';
import { connect, type Line } from './support/line.ts';

let sandbox: Sandbox;
let line: Line;

beforeEach(async () => {
  sandbox = await startSandbox();
  line = await connect(sandbox);
});
afterEach(async () => {
  line.close();
  await sandbox.close();
});

const text = (value: string) => ({ type: 'plain_text', text: value });
const option = (label: string) => ({ text: text(label), value: label.toLowerCase() });
const options = [option('One'), option('Two')];

async function formWith(elements: Readonly<Record<string, object>>, more: object = {}) {
  const blocks = Object.entries(elements).map(([label, element]) => ({
    type: 'input',
    block_id: label,
    label: text(label),
    element: { action_id: 'value', ...element },
    ...more,
  }));
  await sandbox.as('ann').command('/incident new');
  const view = { type: 'modal', title: text('Form'), submit: text('Send'), blocks };
  const answer = await call(sandbox, 'views.open', { trigger_id: line.last('trigger_id'), view });
  if (!answer.ok) throw new Error(JSON.stringify(answer));
  return sandbox.as('ann').modal();
}

const submitted = () => {
  const { state } = line.last('view') as {
    state: { values: Record<string, { value: Record<string, unknown> }> };
  };
  return state.values;
};

it('sends every kind of input in its own shape', async () => {
  const form = await formWith({
    Text: { type: 'plain_text_input' },
    Number: { type: 'number_input', is_decimal_allowed: false },
    Menu: { type: 'static_select', options },
    Menus: { type: 'multi_static_select', options },
    Boxes: { type: 'checkboxes', options },
    Radio: { type: 'radio_buttons', options },
    Person: { type: 'users_select' },
    People: { type: 'multi_users_select' },
    Channel: { type: 'channels_select' },
    Conversation: { type: 'conversations_select' },
    Date: { type: 'datepicker' },
    Time: { type: 'timepicker' },
    Moment: { type: 'datetimepicker' },
    Rich: { type: 'rich_text_input' },
  });
  const alerts = sandbox.channel('#alerts').id;
  const { ann, bob } = { ann: sandbox.as('ann').id, bob: sandbox.as('bob').id };

  await form.fill('Text', 'Words');
  await form.fill('Number', '7');
  await form.fill('Menu', 'One');
  await form.fill('Menus', ['One', 'Two']);
  await form.fill('Boxes', ['Two']);
  await form.fill('Radio', 'Two');
  await form.fill('Person', 'Bob Ortiz');
  await form.fill('People', ['ann', 'bob']);
  await form.fill('Channel', '#alerts');
  await form.fill('Conversation', 'alerts');
  await form.fill('Date', '2026-02-10');
  await form.fill('Time', '14:08');
  await form.fill('Moment', '1770732480');
  await form.fill('Rich', 'Words');
  await form.submit();

  expect(form.errors).toEqual({});
  const values = Object.fromEntries(
    Object.entries(submitted()).map(([label, { value }]) => [label, value]),
  );
  expect(values).toMatchObject({
    Text: { type: 'plain_text_input', value: 'Words' },
    Number: { value: '7' },
    Menu: { selected_option: { value: 'one' } },
    Menus: { selected_options: [{ value: 'one' }, { value: 'two' }] },
    Boxes: { selected_options: [{ value: 'two' }] },
    Radio: { selected_option: { value: 'two' } },
    Person: { selected_user: bob },
    People: { selected_users: [ann, bob] },
    Channel: { selected_channel: alerts },
    Conversation: { selected_conversation: alerts },
    Date: { selected_date: '2026-02-10' },
    Time: { selected_time: '14:08' },
    Moment: { selected_date_time: 1_770_732_480 },
    Rich: { rich_text_value: { type: 'rich_text' } },
  });
});

it('sends first values where nobody touched them, and null or nothing where there are none', async () => {
  const form = await formWith(
    {
      Text: { type: 'plain_text_input', initial_value: 'Before' },
      Empty: { type: 'plain_text_input' },
      Menu: { type: 'static_select', options, initial_option: options[1] },
      Boxes: { type: 'checkboxes', options },
    },
    { optional: true },
  );

  await form.submit();

  expect(submitted()).toMatchObject({
    Text: { value: { value: 'Before' } },
    Empty: { value: { value: null } },
    Menu: { value: { selected_option: { value: 'two' } } },
    Boxes: { value: { selected_options: [] } },
  });
});

it('finds faults as Slack’s own client does, and sends nothing then', async () => {
  const form = await formWith({
    Short: { type: 'plain_text_input', min_length: 3 },
    Long: { type: 'plain_text_input', max_length: 3 },
    Whole: { type: 'number_input', is_decimal_allowed: false },
    Most: { type: 'number_input', is_decimal_allowed: true, max_value: '5' },
    Mail: { type: 'email_text_input' },
    Link: { type: 'url_text_input' },
    Missing: { type: 'users_select' },
  });

  for (const [label, value] of Object.entries({
    Short: 'ab',
    Long: 'abcd',
    Whole: '1.5',
    Most: '6',
    Mail: 'ann',
    Link: 'nowhere',
  })) {
    await form.fill(label, value);
  }
  await form.submit();

  expect(Object.keys(form.errors)).toEqual([
    'Short',
    'Long',
    'Whole',
    'Most',
    'Mail',
    'Link',
    'Missing',
  ]);
  expect(sandbox.requests.all.some((each) => each.name.startsWith('view_submission'))).toBe(false);
});

it('tells the bot at once where the input asks for it', async () => {
  const silent = await formWith({ Menu: { type: 'static_select', options } });
  await silent.fill('Menu', 'One');
  expect(line.last('type')).toBeUndefined();

  const telling = await formWith(
    { Menu: { type: 'static_select', options } },
    { dispatch_action: true },
  );
  await telling.fill('Menu', 'Two');

  expect(line.envelopes.at(-1)).toMatchObject({
    payload: {
      type: 'block_actions',
      container: { type: 'view', view_id: telling.view.id },
      view: { state: { values: { Menu: { value: { selected_option: { value: 'two' } } } } } },
      actions: [{ block_id: 'Menu', action_id: 'value', selected_option: { value: 'two' } }],
    },
  });
  expect(line.last('response_url')).toBeUndefined();
});

it('lists what there is when a label is wrong', async () => {
  const form = await formWith({ Why: { type: 'plain_text_input' } });

  await expect(form.fill('What', 'x')).rejects.toThrow('There is no "What" here; there is: "Why".');
});
