import { describe, expect, it } from 'vitest';
import { faultsOfBlocks, faultsOfView } from '../../src/sandbox/block-kit/index.ts';

const letters = (length: number) => 'x'.repeat(length);
const many = <Item>(length: number, make: (index: number) => Item) =>
  Array.from({ length }, (_, index) => make(index));
const plain = (length: number) => ({ type: 'plain_text', text: letters(length) });
const marked = (length: number) => ({ type: 'mrkdwn', text: letters(length) });
const option = (n: number) => ({ text: { type: 'plain_text', text: `${n}` }, value: `${n}` });
const button = (more: object = {}) => ({ type: 'button', text: plain(1), action_id: 'a', ...more });
const actions = (...elements: object[]) => [{ type: 'actions', elements }];
const select = (more: object) => actions({ type: 'static_select', action_id: 'a', ...more });
const confirm = (sizes: readonly number[]) => {
  const [title = 1, text = 1, yes = 1, no = 1] = sizes;
  const confirm = { title: plain(title), text: marked(text), confirm: plain(yes), deny: plain(no) };
  return actions(button({ confirm }));
};
const modal = (more: object) => ({
  type: 'modal',
  title: plain(1),
  submit: plain(1),
  blocks: [],
  ...more,
});
const input = (element: object) => modal({ blocks: [{ type: 'input', label: plain(1), element }] });
const chart = (series: number, points: number) => [
  {
    type: 'data_visualization',
    title: 'Cards a day',
    chart: {
      type: 'line',
      series: many(series, (n) => ({
        name: `s${n}`,
        data: many(points, (p) => ({ label: `${p}`, value: p })),
      })),
      axis_config: { categories: many(points, (p) => `${p}`) },
    },
  },
];

type Limit = readonly [what: string, most: number, make: (size: number) => unknown];

const messageLimits: readonly Limit[] = [
  ['blocks in a message', 50, (n) => many(n, () => ({ type: 'divider' }))],
  ['characters in a section', 3000, (n) => [{ type: 'section', text: marked(n) }]],
  ['characters in a field', 2000, (n) => [{ type: 'section', fields: [marked(n)] }]],
  ['fields in a section', 10, (n) => [{ type: 'section', fields: many(n, () => plain(1)) }]],
  ['characters in a header', 150, (n) => [{ type: 'header', text: plain(n) }]],
  ['characters on a button', 75, (n) => actions(button({ text: plain(n) }))],
  ['characters in a button’s value', 2000, (n) => actions(button({ value: letters(n) }))],
  [
    'characters in a button’s label for screen readers',
    75,
    (n) => actions(button({ accessibility_label: letters(n) })),
  ],
  ['characters in an action_id', 255, (n) => actions(button({ action_id: letters(n) }))],
  ['characters in a block_id', 255, (n) => [{ type: 'divider', block_id: letters(n) }]],
  [
    'elements in a row of actions',
    25,
    (n) => actions(...many(n, (index) => button({ action_id: `${index}` }))),
  ],
  ['elements in a context', 10, (n) => [{ type: 'context', elements: many(n, () => plain(1)) }]],
  ['options in a menu', 100, (n) => select({ options: many(n, option) })],
  ['characters in an option', 75, (n) => select({ options: [{ text: plain(n), value: 'v' }] })],
  [
    'characters in an option’s value',
    150,
    (n) => select({ options: [{ text: plain(1), value: letters(n) }] }),
  ],
  [
    'characters in a placeholder',
    150,
    (n) => select({ options: [option(1)], placeholder: plain(n) }),
  ],
  [
    'groups in a menu',
    100,
    (n) => select({ option_groups: many(n, () => ({ label: plain(1), options: [option(1)] })) }),
  ],
  [
    'options of an overflow',
    5,
    (n) => actions({ type: 'overflow', action_id: 'a', options: many(n, option) }),
  ],
  [
    'radio buttons',
    10,
    (n) => actions({ type: 'radio_buttons', action_id: 'a', options: many(n, option) }),
  ],
  ['characters in the title of a question', 100, (n) => confirm([n])],
  ['characters in a question', 300, (n) => confirm([1, n])],
  ['characters in its yes', 30, (n) => confirm([1, 1, n])],
  ['characters in its no', 30, (n) => confirm([1, 1, 1, n])],
  ['series in a chart', 6, (n) => chart(n, 2)],
  ['points in a series', 20, (n) => chart(1, n)],
  ['charts in a message', 2, (n) => many(n, () => chart(1, 1)[0])],
  [
    'rows of a table',
    100,
    (n) => [{ type: 'table', rows: many(n, () => [{ type: 'raw_text', text: 'x' }]) }],
  ],
];

const viewLimits: readonly Limit[] = [
  ['blocks in a view', 100, (n) => modal({ blocks: many(n, () => ({ type: 'divider' })) })],
  ['characters in a title', 24, (n) => modal({ title: plain(n) })],
  ['characters on submit', 24, (n) => modal({ submit: plain(n) })],
  ['characters on close', 24, (n) => modal({ close: plain(n) })],
  ['characters of private metadata', 3000, (n) => modal({ private_metadata: letters(n) })],
  ['characters in a callback_id', 255, (n) => modal({ callback_id: letters(n) })],
  [
    'characters in an input’s first value',
    3000,
    (n) => input({ type: 'plain_text_input', action_id: 'a', initial_value: letters(n) }),
  ],
  [
    'the most that max_length may be',
    3000,
    (n) => input({ type: 'plain_text_input', action_id: 'a', max_length: n }),
  ],
  [
    'checkboxes',
    10,
    (n) => input({ type: 'checkboxes', action_id: 'a', options: many(n, option) }),
  ],
];

describe('limits of a message', () => {
  it.each(messageLimits)('%s: %i, and not one more', (_what, most, make) => {
    expect(faultsOfBlocks(make(most))).toEqual([]);
    expect(faultsOfBlocks(make(most + 1))).not.toEqual([]);
  });
});

describe('limits of a view', () => {
  it.each(viewLimits)('%s: %i, and not one more', (_what, most, make) => {
    expect(faultsOfView(make(most))).toEqual([]);
    expect(faultsOfView(make(most + 1))).not.toEqual([]);
  });
});

describe('faults in Slack’s words', () => {
  it.each([
    [
      'a section without text',
      [{ type: 'section' }],
      'must define either `text` or `fields` [json-pointer:/blocks/0]',
    ],
    [
      'an empty text',
      [{ type: 'section', text: marked(0) }],
      'must be more than 0 characters [json-pointer:/blocks/0/text/text]',
    ],
    [
      'a text that is too long',
      [{ type: 'section', text: marked(3001) }],
      'must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
    ],
    [
      'an unknown block',
      [{ type: 'nonsense' }],
      'unsupported type: nonsense [json-pointer:/blocks/0/type]',
    ],
    [
      'an unknown field',
      actions(button({ disabled: true })),
      'invalid additional property: disabled [json-pointer:/blocks/0/elements/0]',
    ],
    [
      'a header with formatting',
      [{ type: 'header', text: marked(1) }],
      'unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]',
    ],
    [
      'a missing field',
      [{ type: 'header' }],
      'missing required field: text [json-pointer:/blocks/0/text]',
    ],
    [
      'a wrong style',
      actions(button({ style: 'green' })),
      'must be a valid enum value [json-pointer:/blocks/0/elements/0/style]',
    ],
    [
      'a string for an object',
      [{ type: 'header', text: 'x' }],
      'must provide an object [json-pointer:/blocks/0/text]',
    ],
    [
      'an alert in a message',
      [{ type: 'alert', text: plain(1) }],
      'unsupported type: alert [json-pointer:/blocks/0/type]',
    ],
    [
      'an action_id twice in a block',
      actions(button(), button()),
      '`action_id` "a" already exists [json-pointer:/blocks/0/elements/1/action_id]',
    ],
    [
      'a menu without options',
      select({ options: [] }),
      'must provide at least 1 items [json-pointer:/blocks/0/elements/0/options]',
    ],
    [
      'an input element among actions',
      actions({ type: 'plain_text_input' }),
      'unsupported type: plain_text_input [json-pointer:/blocks/0/elements/0/type]',
    ],
    ['no list at all', { type: 'section' }, 'must be an array [json-pointer:/blocks]'],
  ])('%s', (_what, blocks, fault) => {
    expect(faultsOfBlocks(blocks)).toEqual([fault]);
  });

  it('a block_id twice', () => {
    const block = { type: 'divider', block_id: 'b' };

    expect(faultsOfBlocks([block, block])).toEqual([
      '`block_id` "b" already exists [json-pointer:/blocks/1/block_id]',
    ]);
  });

  it('the same action_id in two blocks is none', () => {
    expect(faultsOfBlocks([...actions(button()), ...actions(button())])).toEqual([]);
  });

  it('an initial option that is not offered', () => {
    expect(
      faultsOfBlocks(select({ options: [option(1)], initial_option: option(2) })),
    ).toHaveLength(1);
    expect(faultsOfBlocks(select({ options: [option(1)], initial_option: option(1) }))).toEqual([]);
  });

  it('labels of a chart that do not follow its categories', () => {
    const [block] = chart(1, 2);
    const crooked = {
      ...block,
      chart: { ...block?.chart, axis_config: { categories: ['0', 'x'] } },
    };

    expect(faultsOfBlocks([crooked])).toEqual([
      'labels of each series must match `categories` [json-pointer:/blocks/0/chart]',
    ]);
  });
});

describe('rules of views', () => {
  it('wants a submit button where there is an input', () => {
    const view = input({ type: 'plain_text_input', action_id: 'a' });

    expect(faultsOfView({ ...view, submit: undefined })).toEqual([
      'must define `submit` to use an `input` block in modals [json-pointer:/view/blocks/0/input]',
    ]);
  });

  it('takes an alert in a modal and not in an App Home', () => {
    const blocks = [{ type: 'alert', level: 'info', text: plain(1) }];

    expect(faultsOfView(modal({ blocks }))).toEqual([]);
    expect(faultsOfView({ type: 'home', blocks })).toHaveLength(1);
  });

  it('takes no chart in a view', () => {
    expect(faultsOfView({ type: 'home', blocks: chart(1, 1) })).toEqual([
      'unsupported type: data_visualization [json-pointer:/view/blocks/0/type]',
    ]);
  });

  it('lets one element have the focus', () => {
    const field = (n: number) => ({
      type: 'input',
      label: plain(1),
      element: { type: 'plain_text_input', action_id: `${n}`, focus_on_load: true },
    });

    expect(faultsOfView(modal({ blocks: [field(1)] }))).toEqual([]);
    expect(faultsOfView(modal({ blocks: [field(1), field(2)] }))).toHaveLength(1);
  });
});

describe('rich text', () => {
  const rich = (...elements: object[]) => [{ type: 'rich_text', elements }];
  const line = (...elements: object[]) => ({ type: 'rich_text_section', elements });

  it('takes text, links, emoji, people, groups, dates, lists, quotes and code', () => {
    const parts = [
      { type: 'text', text: '<!channel> & *this*', style: { bold: true, code: true } },
      { type: 'link', url: 'https://wiki.example.com', text: 'Runbook' },
      { type: 'emoji', name: 'red_circle' },
      { type: 'user', user_id: 'U0ANN' },
      { type: 'usergroup', usergroup_id: 'S0LEADS' },
      { type: 'date', timestamp: 1_770_732_480, format: '{time}', fallback: '14:08 UTC' },
    ];

    const blocks = rich(
      line(...parts),
      { type: 'rich_text_list', style: 'bullet', elements: [line(...parts)] },
      { type: 'rich_text_quote', elements: parts },
      { type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'exit 1' }] },
    );

    expect(faultsOfBlocks(blocks)).toEqual([]);
  });

  it('refuses an empty text, an unknown part and a mention in code', () => {
    const user = { type: 'user', user_id: 'U0ANN' };

    expect(faultsOfBlocks(rich(line({ type: 'text', text: '' })))).toHaveLength(1);
    expect(faultsOfBlocks(rich(line({ type: 'marquee' })))).toHaveLength(1);
    expect(faultsOfBlocks(rich({ type: 'rich_text_preformatted', elements: [user] }))).toHaveLength(
      1,
    );
  });
});
