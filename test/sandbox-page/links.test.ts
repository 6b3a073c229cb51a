import { expect, it } from 'vitest';
import { messageLink, safeUrl } from '../../src/sandbox/page/links.ts';

it('finds the message that a permalink leads to', () => {
  expect(
    messageLink('http://127.0.0.1:3000/archives/C024BE91L/p1770700012000200?thread_ts=1'),
  ).toEqual({
    channel: 'C024BE91L',
    ts: '1770700012.000200',
  });
});

it.each(['https://example.com/archives/x', 'https://example.com/'])(
  'sees no message in %s',
  (url) => {
    expect(messageLink(url)).toBeUndefined();
  },
);

it.each([
  'javascript:alert(1)',
  ' javascript:alert(1)',
  'data:text/html,x',
  'file:///etc/passwd',
  '//x',
])('opens no %s', (url) => {
  expect(safeUrl(url)).toBeUndefined();
});
