import type { Locator } from 'playwright-core';

type Json = Readonly<Record<string, unknown>>;

/** A kind of element, how a person uses it, and what the bot then hears. */
export interface ElementCase {
  readonly title: string;
  readonly element: Json & { readonly type: string };
  readonly use: (place: Locator) => Promise<void>;
  readonly value: Json;
  /** Where Slack allows it, beside modals' inputs. */
  readonly in: readonly ('actions' | 'section' | 'input')[];
}

const plain = (text: string) => ({ type: 'plain_text', text });
const option = (text: string, value: string) => ({ text: plain(text), value });
const placeholder = plain('Choose one');
const options = [option('One', '1'), option('Two', '2'), option('Three', '3')];
const everywhere = ['actions', 'section', 'input'] as const;

/** Opens the menu of a select and takes the entries, one after the other. */
const pick =
  (...names: readonly string[]) =>
  async (place: Locator): Promise<void> => {
    const menu = place.page().locator('.menu-box');
    await place.getByRole('button').click();
    for (const name of names) {
      await menu.getByText(name, { exact: true }).click();
    }
    if (await menu.isVisible()) {
      await place.page().keyboard.press('Escape');
    }
  };

const search =
  (words: string, ...names: readonly string[]) =>
  async (place: Locator): Promise<void> => {
    await place.getByRole('button').click();
    await place.page().getByText('Type 3 more letters to search.').waitFor();
    await place.page().getByRole('combobox', { name: 'Choose one' }).fill(words);
    for (const name of names) {
      await place.page().getByRole('option', { name }).click();
    }
    if (await place.page().locator('.menu-box').isVisible()) {
      await place.page().keyboard.press('Escape');
    }
  };

const fill = (text: string) => (place: Locator) => place.locator('input').fill(text);
const tick = (name: string) => (place: Locator) => place.getByLabel(name).check();

/** Every element that people can use, as a table. */
export const ELEMENT_CASES: readonly ElementCase[] = [
  {
    title: 'a button',
    element: { type: 'button', text: plain('Press me'), value: 'pressed' },
    use: (place) => place.getByRole('button').click(),
    value: {},
    in: ['actions', 'section'],
  },
  {
    title: 'an overflow menu',
    element: { type: 'overflow', options },
    use: pick('Two'),
    value: { type: 'overflow', selected_option: option('Two', '2') },
    in: ['actions', 'section'],
  },
  {
    title: 'a select',
    element: { type: 'static_select', placeholder, options },
    use: pick('Two'),
    value: { type: 'static_select', selected_option: option('Two', '2') },
    in: everywhere,
  },
  {
    title: 'a select with groups',
    element: {
      type: 'static_select',
      placeholder,
      option_groups: [{ label: plain('Numbers'), options }],
    },
    use: pick('Three'),
    value: { type: 'static_select', selected_option: option('Three', '3') },
    in: everywhere,
  },
  {
    title: 'a select of people',
    element: { type: 'users_select', placeholder },
    use: pick('Bob Ortiz'),
    value: { type: 'users_select', selected_user: 'U2' },
    in: everywhere,
  },
  {
    title: 'a select of channels',
    element: { type: 'channels_select', placeholder },
    use: pick('#general'),
    value: { type: 'channels_select', selected_channel: 'C3' },
    in: everywhere,
  },
  {
    title: 'a select of conversations',
    element: { type: 'conversations_select', placeholder },
    use: pick('Quell'),
    value: { type: 'conversations_select', selected_conversation: 'D1' },
    in: everywhere,
  },
  {
    title: 'a select that the bot fills',
    element: { type: 'external_select', placeholder },
    use: search('lat', 'INC-7 HighLatency'),
    value: { type: 'external_select', selected_option: option('INC-7 HighLatency', '7') },
    in: everywhere,
  },
  {
    title: 'a select of several',
    element: { type: 'multi_static_select', placeholder, options, max_selected_items: 2 },
    use: pick('One', 'Three', 'Two'),
    value: {
      type: 'multi_static_select',
      selected_options: [option('One', '1'), option('Three', '3')],
    },
    in: ['section', 'input'],
  },
  {
    title: 'a select of several people',
    element: { type: 'multi_users_select', placeholder },
    use: pick('Bob Ortiz', 'Cara Diaz'),
    value: { type: 'multi_users_select', selected_users: ['U2', 'U3'] },
    in: ['section', 'input'],
  },
  {
    title: 'a select of several channels',
    element: { type: 'multi_channels_select', placeholder },
    use: pick('#general', '#alerts'),
    value: { type: 'multi_channels_select', selected_channels: ['C3', 'C1'] },
    in: ['section', 'input'],
  },
  {
    title: 'a select of several conversations',
    element: { type: 'multi_conversations_select', placeholder },
    use: pick('#general', 'Quell'),
    value: { type: 'multi_conversations_select', selected_conversations: ['C3', 'D1'] },
    in: ['section', 'input'],
  },
  {
    title: 'a select of several that the bot fills',
    element: { type: 'multi_external_select', placeholder },
    use: search('lat', 'INC-7 HighLatency'),
    value: { type: 'multi_external_select', selected_options: [option('INC-7 HighLatency', '7')] },
    in: ['section', 'input'],
  },
  {
    title: 'a date',
    element: { type: 'datepicker', initial_date: '2026-02-10' },
    use: fill('2026-03-01'),
    value: { type: 'datepicker', selected_date: '2026-03-01' },
    in: everywhere,
  },
  {
    title: 'a time',
    element: { type: 'timepicker', initial_time: '14:00' },
    use: fill('16:30'),
    value: { type: 'timepicker', selected_time: '16:30' },
    in: everywhere,
  },
  {
    title: 'a date and time',
    element: { type: 'datetimepicker', initial_date_time: 1_770_732_120 },
    use: fill('2026-02-10T16:00'),
    value: {
      type: 'datetimepicker',
      selected_date_time: Date.parse('2026-02-10T15:00:00Z') / 1000,
    },
    in: ['actions', 'input'],
  },
  {
    title: 'checkboxes',
    element: { type: 'checkboxes', options, initial_options: [options[0]] },
    use: tick('Three'),
    value: { type: 'checkboxes', selected_options: [option('One', '1'), option('Three', '3')] },
    in: everywhere,
  },
  {
    title: 'radio buttons',
    element: { type: 'radio_buttons', options },
    use: tick('Two'),
    value: { type: 'radio_buttons', selected_option: option('Two', '2') },
    in: everywhere,
  },
  {
    title: 'a field for formatted words',
    element: { type: 'rich_text_input' },
    use: async (place) => {
      await place.locator('textarea').fill('*now*');
      await place.locator('textarea').press('Enter');
    },
    value: {
      type: 'rich_text_input',
      rich_text_value: {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_section',
            elements: [{ type: 'text', text: 'now', style: { bold: true } }],
          },
        ],
      },
    },
    in: ['actions'],
  },
  {
    title: 'a field for words',
    element: { type: 'plain_text_input' },
    use: fill('disk swap'),
    value: { type: 'plain_text_input', value: 'disk swap' },
    in: ['input'],
  },
  {
    title: 'a field for a number',
    element: { type: 'number_input', is_decimal_allowed: true },
    use: fill('1.5'),
    value: { type: 'number_input', value: '1.5' },
    in: ['input'],
  },
  {
    title: 'a field for an e-mail address',
    element: { type: 'email_text_input' },
    use: fill('ann@example.com'),
    value: { type: 'email_text_input', value: 'ann@example.com' },
    in: ['input'],
  },
  {
    title: 'a field for a web address',
    element: { type: 'url_text_input' },
    use: fill('https://example.com/a'),
    value: { type: 'url_text_input', value: 'https://example.com/a' },
    in: ['input'],
  },
];

/** What the bot answers where it is asked for options. */
export const SUGGESTED = { ok: true, options: [option('INC-7 HighLatency', '7')] };
