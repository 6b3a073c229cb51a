import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markdownBlocks } from '../../src/sandbox/page/markdown.ts';
import { markdownInline, plainOf } from '../../src/sandbox/page/markdown-inline.ts';

const text = (words: string, style = {}) => ({ type: 'text', text: words, style });
const rich = (...elements: readonly object[]) => ({ type: 'rich_text', elements });
const section = (...elements: readonly object[]) => ({ type: 'rich_text_section', elements });

describe('a line of Markdown', () => {
  it.each([
    ['bold', '**now**', text('now', { bold: true })],
    ['bold with underscores', '__now__', text('now', { bold: true })],
    ['italic', '*now*', text('now', { italic: true })],
    ['italic with underscores', '_now_', text('now', { italic: true })],
    ['both', '***now***', text('now', { bold: true, italic: true })],
    ['struck', '~~now~~', text('now', { strike: true })],
    ['code', '``a `b` **c**``', text('a `b` **c**', { code: true })],
    [
      'a link',
      '[the page](https://a.example/x "title")',
      { type: 'link', url: 'https://a.example/x', text: 'the page', style: {} },
    ],
    [
      'a picture, as a link',
      '![graph](https://a.example/g.png)',
      { type: 'link', url: 'https://a.example/g.png', text: 'graph', style: {} },
    ],
    ['an address', 'https://a.example/x', { type: 'link', url: 'https://a.example/x', style: {} }],
    [
      'an address in brackets',
      '<https://a.example/x>',
      { type: 'link', url: 'https://a.example/x', style: {} },
    ],
    ['an emoji', ':tada:', { type: 'emoji', name: 'tada' }],
    ['an escaped mark', '\\*now\\*', text('*'), text('now'), text('*')],
  ])('reads %s', (_title, source, ...expected) => {
    expect(markdownInline(source)).toEqual(expected);
  });

  it.each([
    'snake_case_name',
    '2 * 3 * 4',
    '12:30:45',
    '** not bold**',
    '<script>alert(1)</script>',
  ])('leaves %s as text', (source) => {
    expect(markdownInline(source)).toEqual([text(source)]);
  });

  it('ends an address before the dot of its sentence', () => {
    expect(markdownInline('See https://a.example/x.').at(-1)).toEqual(text('.'));
  });
});

describe('markdownBlocks', () => {
  it.each([
    ['a heading', '## It is *over* ##', [{ type: 'header', text: { text: 'It is over' } }]],
    ['a line', '---', [{ type: 'divider' }]],
    ['a paragraph of two lines', 'one\ntwo', [rich(section(text('one\ntwo')))]],
    ['paragraphs', 'one\n\ntwo', [rich(section(text('one'))), rich(section(text('two')))]],
    [
      'code, in which nothing is a mark',
      '```sh\n# df **-h**\n```',
      [rich({ type: 'rich_text_preformatted', elements: [{ type: 'text', text: '# df **-h**' }] })],
    ],
    [
      'code that nobody closes',
      '```\ndf',
      [rich({ type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'df' }] })],
    ],
    ['a quote', '> one\n> two', [rich({ type: 'rich_text_quote', elements: [text('one\ntwo')] })]],
    [
      'lists in lists, and items of two lines',
      '3. one\n   - two\n     goes on\n4. three',
      [
        rich(
          { style: 'ordered', indent: 0, offset: 2, elements: [section(text('one'))] },
          { style: 'bullet', indent: 1, elements: [section(text('two goes on'))] },
          { style: 'ordered', indent: 0, offset: 3, elements: [section(text('three'))] },
        ),
      ],
    ],
    [
      'a list of tasks',
      '- [x] done\n- [ ] open',
      [rich({ style: 'bullet', elements: [section(text('☑ done')), section(text('☐ open'))] })],
    ],
    [
      'a table',
      '| a | b |\n|---|--:|\n| `1` | 2 |\nend',
      [
        {
          type: 'table',
          column_settings: [{ align: 'left' }, { align: 'right' }],
          rows: [
            [rich(section(text('a'))), rich(section(text('b')))],
            [rich(section(text('1', { code: true }))), rich(section(text('2')))],
          ],
        },
        rich(section(text('end'))),
      ],
    ],
    ['a list after a sentence', 'Look:\n- one', [rich(section(text('Look:'))), rich({})]],
  ])('reads %s', (_title, source, expected) => {
    expect(markdownBlocks(source)).toMatchObject(expected);
    expect(markdownBlocks(source)).toHaveLength(expected.length);
  });

  const marks = fc.constantFrom(
    ...'*_~`[]()<>|#-> \n1.a',
    '**',
    '```',
    '- ',
    '| - |',
    'https://a.b',
  );

  it('reads whatever is written, and loses no word', () => {
    fc.assert(
      fc.property(fc.array(marks, { maxLength: 60 }), (pieces) => {
        markdownBlocks(pieces.join(''));
      }),
    );
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('one', 'two', ' ', '*', '_', '~~'), { maxLength: 30 }),
        (pieces) => {
          const words = (source: string): string => source.replace(/[^a-z]/g, '');

          expect(words(plainOf(markdownInline(pieces.join(''))))).toBe(words(pieces.join('')));
        },
      ),
    );
  });
});
