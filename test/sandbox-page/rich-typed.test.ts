import { expect, it } from 'vitest';
import { richFromTyped, typedFromRich } from '../../src/sandbox/page/rich-typed.ts';

const TYPED = `All *nine* hosts, _slowly_, ~not now~: \`df -h\` :eyes: & <@U1> in <#C1>
See <https://a.example|the page>, <!here>
- one
- *two*
1. first
2. second
> was it so
> or not
\`\`\`
let *x* = 1
\`\`\`
Done.`;

it('makes a rich text of what is typed', () => {
  expect(richFromTyped('*Now*\n- one\n> quoted')).toEqual({
    type: 'rich_text',
    elements: [
      {
        type: 'rich_text_section',
        elements: [{ type: 'text', text: 'Now', style: { bold: true } }],
      },
      {
        type: 'rich_text_list',
        style: 'bullet',
        indent: 0,
        elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'one' }] }],
      },
      { type: 'rich_text_quote', elements: [{ type: 'text', text: 'quoted' }] },
    ],
  });
});

it('shows a rich text as it was typed', () => {
  expect(typedFromRich(richFromTyped(TYPED) ?? {})).toBe(TYPED);
});

it.each(['', ' \n'])('makes nothing of nothing', (typed) => {
  expect(richFromTyped(typed)).toBeNull();
});

it('leaves what is no mark as it is', () => {
  const typed = '2 * 3 < 4 & "&lt;" is 5-1';

  expect(richFromTyped(typed)?.['elements']).toEqual([
    { type: 'rich_text_section', elements: [{ type: 'text', text: typed }] },
  ]);
});
