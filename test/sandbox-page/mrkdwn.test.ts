import { describe, expect, it } from 'vitest';
import { flatten, type Markup, parseMrkdwn } from '../../src/sandbox/page/mrkdwn.ts';

const text = (value: string): Markup => ({ kind: 'text', text: value });

describe('parseMrkdwn', () => {
  it.each([
    ['bold', '*now*', { kind: 'bold', children: [text('now')] }],
    ['italic', '_now_', { kind: 'italic', children: [text('now')] }],
    ['struck', '~now~', { kind: 'strike', children: [text('now')] }],
    ['code', '`a*b*c &amp; d`', { kind: 'code', text: 'a*b*c & d' }],
    ['a block of code', '```\nlet *x*\n```', { kind: 'pre', text: 'let *x*' }],
    ['an emoji', ':eyes:', { kind: 'emoji', text: 'eyes' }],
    ['a user', '<@U1>', { kind: 'user', id: 'U1', label: '' }],
    ['a channel', '<#C1|alerts>', { kind: 'channel', id: 'C1', label: 'alerts' }],
    ['a group', '<!subteam^S1|@oncall>', { kind: 'group', id: 'S1', label: '@oncall' }],
    ['everybody here', '<!here>', { kind: 'special', id: 'here', label: '@here' }],
    [
      'a link',
      '<https://a.example/x?a=1&amp;b=2|*A* &lt;b&gt;>',
      {
        kind: 'link',
        url: 'https://a.example/x?a=1&b=2',
        children: [{ kind: 'bold', children: [text('A')] }, text(' <b>')],
      },
    ],
    [
      'a date',
      '<!date^1770732120^{date_short_pretty} {time}|10 Feb 14:02 UTC>',
      {
        kind: 'date',
        seconds: 1770732120,
        format: '{date_short_pretty} {time}',
        url: '',
        fallback: '10 Feb 14:02 UTC',
      },
    ],
    [
      'an address that nobody marked',
      'https://a.example/x?a=1&amp;b=2',
      {
        kind: 'link',
        url: 'https://a.example/x?a=1&b=2',
        children: [text('https://a.example/x?a=1&b=2')],
      },
    ],
    [
      'an address as the words of a link to somewhere else',
      '<https://b.example|https://a.example>',
      { kind: 'link', url: 'https://b.example', children: [text('https://a.example')] },
    ],
    ['a quote', '&gt; said', { kind: 'quote', children: [text('said')] }],
  ])('reads %s', (_name, source, expected) => {
    expect(parseMrkdwn(source)).toEqual([expected]);
  });

  it.each([
    'snake_case_name',
    '2 * 3 * 4',
    'a*b*c',
    '* not bold*',
    'unclosed *bold',
    '12:30:45',
    '<script>alert(1)</script>',
    '<javascript:alert(1)|press>',
    '<!unknown>',
  ])('leaves %s as text', (source) => {
    expect(parseMrkdwn(source)).toEqual([text(source)]);
  });

  it.each([
    ['the dot of its sentence', 'See https://a.example/x.', '.'],
    ['an escaped bracket', '&lt;https://a.example/x&gt;', '>'],
    ['a mark', '*https://a.example/x* now', ' now'],
  ])('ends an address before %s', (_title, source, last) => {
    expect(parseMrkdwn(source).at(-1)).toEqual(text(last));
  });

  it('turns escapes into the characters they stand for, never into markup', () => {
    expect(parseMrkdwn('&lt;!channel&gt; &amp;lt;')).toEqual([text('<!channel> &lt;')]);
  });

  it('keeps lines apart, and quoted lines together', () => {
    const kinds = parseMrkdwn('one\n&gt; two\n&gt; three\nfour').map((node) => node.kind);

    expect(kinds).toEqual(['text', 'quote', 'text']);
  });

  it('reads as plain words without its marks', () => {
    const source =
      ':eyes: *Ann Lee* at <!date^1^{time}|14:02 UTC>, see <https://a.example|the page>';

    expect(flatten(parseMrkdwn(source))).toBe(' Ann Lee at 14:02 UTC, see the page');
  });
});
