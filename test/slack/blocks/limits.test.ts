import { describe, expect, it } from 'vitest';
import { faultsOf, faultsOfWords } from './limits.ts';

const button = {
  type: 'button',
  action_id: 'incident.acknowledge',
  value: '12',
  text: { type: 'plain_text', text: 'Acknowledge', emoji: false },
  accessibility_label: 'Acknowledge INC-12',
};

function row(...elements: readonly object[]): object {
  return { type: 'actions', elements };
}

function grey(text: string): object {
  return { type: 'context', elements: [{ type: 'mrkdwn', text, verbatim: true }] };
}

function rich(...elements: readonly object[]): object {
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] };
}

function named(count: number): readonly object[] {
  return Array.from({ length: count }, (_, at) => ({ ...button, action_id: `list.${at}` }));
}

describe('the limits', () => {
  it('find nothing in a message that keeps to them', () => {
    const link = '<https://x.example.com/a?b=1&amp;c|INC-12>';
    const date = '<!date^1770732120^{time}|14:02 UTC>';
    const body = {
      text: 'Ann &amp; Bob',
      blocks: [row({ ...button, style: 'primary' }), grey(`${link} · ${date}`)],
    };

    expect([...faultsOf(body), ...faultsOfWords(body)]).toEqual([]);
  });

  it.each([
    { title: 'no blocks', blocks: [] },
    { title: 'what Slack refuses', blocks: [{ type: 'divider', colour: 'red' }] },
    { title: 'two green buttons', blocks: named(2).map((b) => row({ ...b, style: 'primary' })) },
    { title: 'a sixth button', blocks: [row(...named(6))] },
    { title: 'a red button that does not ask', blocks: [row({ ...button, style: 'danger' })] },
    { title: 'no label', blocks: [row({ ...button, accessibility_label: undefined })] },
    { title: 'no value', blocks: [row({ ...button, value: undefined })] },
    {
      title: 'a long button',
      blocks: [row({ ...button, text: { ...button.text, text: 'x'.repeat(23) } })],
    },
    { title: 'a mention', blocks: [grey('<@U02BOB>')] },
    { title: 'a call to a channel', blocks: [grey('<!channel>')] },
    { title: 'a link without a text', blocks: [grey('<https://x.example.com>')] },
    { title: 'a link that does not lead to the web', blocks: [grey('<javascript:x|here>')] },
    { title: 'an ampersand that is not escaped', blocks: [grey('a & b')] },
    { title: 'links of Slack', blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'a' } }] },
    { title: 'half a character', blocks: [grey('\ud800')] },
    { title: 'too much in all', blocks: Array.from({ length: 7 }, () => grey('x'.repeat(2_000))) },
    { title: 'a person in rich text', blocks: [rich({ type: 'user', user_id: 'U02BOB' })] },
    { title: 'a group in rich text', blocks: [rich({ type: 'broadcast', range: 'here' })] },
    {
      title: 'emoji that arise from plain text',
      blocks: [row({ ...button, text: { type: 'plain_text', text: ':eyes:' } })],
    },
  ])('find $title', ({ blocks }) => {
    expect(faultsOf({ text: 'Critical', blocks })).not.toEqual([]);
  });

  it.each([
    { title: 'no text', text: ' ' },
    { title: 'more text than people have patience for', text: 'x'.repeat(301) },
    { title: 'a mention in the text', text: '<@U02BOB> look' },
  ])('find $title', ({ text }) => {
    expect(faultsOf({ text, blocks: [grey('a')] })).not.toEqual([]);
  });

  it('allow a call to those who are meant, and to nobody else', () => {
    const body = { text: '<@U02BOB> look', blocks: [rich({ type: 'user', user_id: 'U02BOB' })] };

    expect(faultsOf(body, ['U02BOB'])).toEqual([]);
    expect(faultsOf(body, ['U01ANN'])).not.toEqual([]);
  });

  it.each(['Critical 🔴', ':eyes: Critical', 'Critical – acknowledged', 'Critical!'])(
    'find words that are not our style: %s',
    (text) => {
      expect(faultsOfWords({ text, blocks: [grey('a')] })).not.toEqual([]);
    },
  );

  it.each([
    { title: 'a long title', changes: { title: 'x'.repeat(25) } },
    { title: 'a submit button without a verb', changes: { submit: 'OK' } },
  ])('find $title of a modal', ({ changes }) => {
    const plain = (text: string) => ({ type: 'plain_text', text, emoji: false }) as const;
    const { title, submit } = { title: 'Mute INC-12', submit: 'Mute', ...changes };
    const view = { type: 'modal', title: plain(title), submit: plain(submit) } as const;

    expect(faultsOf({ ...view, blocks: [{ type: 'divider' }] })).not.toEqual([]);
  });
});
