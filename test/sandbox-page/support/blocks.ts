import type { Block } from '../../../src/sandbox/protocol.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const rich = (text: string) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
});
const raw = (text: string) => ({ type: 'raw_text', text });
const number = (value: number) => ({ type: 'raw_number', value, text: `${value} ms` });
const picture = (alt_text: string) => ({
  type: 'image',
  image_url: 'https://pictures.example.com/graph.png',
  alt_text,
});
const button = (text: string, action_id: string) => ({
  type: 'button',
  text: plain(text),
  action_id,
});

const MARKDOWN = `## Post-mortem of INC-12

The disk of **db-01** was full, see [the graph](https://graphs.example.com/disk); \`/var\` had _no_ room.

1. Debug logging was left on
   - on nine hosts
   - for ~~two~~ three days
2. The alert came late

- [x] Logging is off
- [ ] Warn at 80 %

> It was quick once somebody looked.

| host  | used | free |
|-------|-----:|:----:|
| db-01 | 97 % | 4 GB |
| db-02 | 81 % | 9 GB |

\`\`\`sh
journalctl --vacuum-size=1G
\`\`\``;

const HOSTS: readonly (readonly [string, string, number])[] = [
  ['web-01', 'eu', 420],
  ['web-02', 'eu', 97],
  ['web-03', 'us', 1210],
  ['web-04', 'us', 88],
  ['web-05', 'asia', 240],
  ['web-06', 'asia', 310],
  ['web-10', 'eu', 150],
];

const card = (name: string, subtitle: string): Block => ({
  type: 'card',
  block_id: `card-${name}`,
  icon: picture(name),
  title: mrkdwn(`*${name}*`),
  subtitle: mrkdwn(subtitle),
  body: mrkdwn('Restarted twice since midnight, and has no room for a dump.'),
  actions: [button(`Restart ${name}`, 'restart')],
});

/** Blocks beyond those that Quell sends, by what they are. */
export const RICH_BLOCKS = {
  markdown: { type: 'markdown', text: MARKDOWN },
  video: {
    type: 'video',
    title: plain('How a full disk looks'),
    title_url: 'https://videos.example.com/watch/7',
    video_url: 'https://videos.example.com/embed/7',
    thumbnail_url: 'https://videos.example.com/7.png',
    alt_text: 'A terminal with df',
    provider_name: 'Videos',
    author_name: 'Cara Diaz',
    description: plain('Two minutes, with sound'),
  },
  card: card('db-01', 'PostgreSQL 16, primary'),
  carousel: {
    type: 'carousel',
    elements: [
      { ...card('web-01', 'nginx'), block_id: 'first' },
      { ...card('web-02', 'nginx'), block_id: 'second' },
      { ...card('web-03', 'nginx'), block_id: 'third' },
    ],
  },
  container: {
    type: 'container',
    title: plain('What was done'),
    subtitle: mrkdwn('in *4 minutes*'),
    is_collapsible: true,
    child_blocks: [
      { type: 'section', text: mrkdwn('Ann turned debug logging off.') },
      {
        type: 'actions',
        block_id: 'inside',
        elements: [button('Turn it on again', 'on')],
      },
    ],
  },
  plan: {
    type: 'plan',
    title: 'Making room on db-01',
    tasks: [
      {
        type: 'task_card',
        task_id: '1',
        title: 'Look for what grows',
        status: 'complete',
        details: rich('du over /var, largest first'),
        output: rich('/var/log/app holds 41 GB'),
        sources: [{ type: 'url', url: 'https://wiki.example.com/disk', text: 'Runbook' }],
      },
      { type: 'task_card', task_id: '2', title: 'Rotate the logs', status: 'in_progress' },
      { type: 'task_card', task_id: '3', title: 'Move old dumps away', status: 'error' },
      { type: 'task_card', task_id: '4', title: 'Warn at 80 %', status: 'pending' },
    ],
  },
  data_table: {
    type: 'data_table',
    caption: 'Slowest answers by host',
    rows: [
      ['Host', 'Region', 'p95'].map(raw),
      ...HOSTS.map(([host, region, ms]) => [raw(host), raw(region), number(ms)]),
    ],
  },
  context_actions: {
    type: 'context_actions',
    block_id: 'about',
    elements: [
      {
        type: 'feedback_buttons',
        action_id: 'feedback',
        positive_button: { text: plain('Good'), value: 'good' },
        negative_button: { text: plain('Bad'), value: 'bad' },
      },
      {
        type: 'icon_button',
        action_id: 'remove',
        icon: 'trash',
        text: plain('Remove'),
        value: '7',
      },
      {
        type: 'icon_button',
        action_id: 'hidden',
        icon: 'trash',
        text: plain('Not for Ann'),
        visible_to_user_ids: ['U2'],
      },
    ],
  },
  workflow_button: {
    type: 'actions',
    block_id: 'flow',
    elements: [
      {
        type: 'workflow_button',
        action_id: 'run',
        text: plain('Start the review'),
        workflow: { trigger: { url: 'https://slack.com/shortcuts/Ft1/x' } },
      },
    ],
  },
} as const satisfies Readonly<Record<string, Block>>;
