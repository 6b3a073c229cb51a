import type { Block } from '../protocol.ts';
import type { Json } from './json.ts';
import { markdownInline, plainOf } from './markdown-inline.ts';

/** What a reader made of the lines from its first on, and how many they were. */
interface Found {
  readonly blocks: readonly Block[];
  readonly lines: number;
}

type Reader = (lines: readonly string[]) => Found | undefined;

/** Standard Markdown as the blocks that Slack makes of it: https://docs.slack.dev/reference/block-kit/blocks/markdown-block. */
export function markdownBlocks(source: string): readonly Block[] {
  const lines = source.split(/\r?\n/);
  const out: Block[] = [];
  let at = 0;
  while (at < lines.length) {
    const found = readNext(lines.slice(at));
    out.push(...found.blocks);
    at += found.lines;
  }
  return out;
}

function readNext(lines: readonly string[]): Found {
  for (const read of READERS) {
    const found = read(lines);
    if (found) {
      return found;
    }
  }
  return readParagraph(lines);
}

const READERS: readonly Reader[] = [
  readBlank,
  readFence,
  readHeading,
  readRule,
  readTable,
  readList,
  readQuote,
];

const ITEM = /^(\s*)(?:[-*+]|(\d{1,9})[.)])\s+(.*)$/;

function readBlank([line = '']: readonly string[]): Found | undefined {
  return line.trim() === '' ? { blocks: [], lines: 1 } : undefined;
}

function readFence(lines: readonly string[]): Found | undefined {
  const fence = /^\s*(```+|~~~+)/.exec(lines[0] ?? '')?.[1];
  if (fence === undefined) {
    return undefined;
  }
  const end = lines.findIndex((line, index) => index > 0 && line.trim().startsWith(fence));
  const code = lines.slice(1, end < 0 ? undefined : end).join('\n');
  const elements = [{ type: 'text', text: code }];
  return {
    blocks: code === '' ? [] : [rich({ type: 'rich_text_preformatted', elements })],
    lines: end < 0 ? lines.length : end + 1,
  };
}

function readHeading([line = '']: readonly string[]): Found | undefined {
  const words = /^ {0,3}#{1,6}\s+(.*?)\s*#*\s*$/.exec(line)?.[1];
  const text = words && plainOf(markdownInline(words));
  return text
    ? { blocks: [{ type: 'header', text: { type: 'plain_text', text, emoji: true } }], lines: 1 }
    : undefined;
}

function readRule([line = '']: readonly string[]): Found | undefined {
  return /^ {0,3}([-*_])(?:\s*\1){2,}\s*$/.test(line)
    ? { blocks: [{ type: 'divider' }], lines: 1 }
    : undefined;
}

function readTable(lines: readonly string[]): Found | undefined {
  const [head = '', under = ''] = lines;
  const marks = cellsOf(under);
  if (!head.includes('|') || !marks.every((mark) => /^:?-+:?$/.test(mark))) {
    return undefined;
  }
  const body = lines.slice(
    2,
    countWhile(lines, 2, (line) => line.includes('|')),
  );
  const rows = [head, ...body].map((line) => cellsOf(line).slice(0, marks.length).map(cell));
  return {
    blocks: [
      { type: 'table', rows, column_settings: marks.map((mark) => ({ align: align(mark) })) },
    ],
    lines: 2 + body.length,
  };
}

function cellsOf(line: string): readonly string[] {
  const inner = line.trim().replace(/^\|/, '').replace(/\|$/, '');
  return inner.split(/(?<!\\)\|/).map((text) => text.trim());
}

function cell(text: string): Json {
  return rich({ type: 'rich_text_section', elements: markdownInline(text) });
}

function align(mark: string): string {
  const right = mark.endsWith(':');
  return right && mark.startsWith(':') ? 'center' : right ? 'right' : 'left';
}

function readList(lines: readonly string[]): Found | undefined {
  const end = countWhile(lines, 0, (line) => ITEM.test(line) || /^\s+\S/.test(line));
  if (!ITEM.test(lines[0] ?? '')) {
    return undefined;
  }
  const lists: ListPart[] = [];
  const depths: number[] = [];
  for (const line of lines.slice(0, end)) {
    addLine(lists, depths, line);
  }
  const parts = lists.map(({ items, ...list }) => ({
    ...list,
    elements: items.map((text) => ({ type: 'rich_text_section', elements: markdownInline(text) })),
  }));
  return { blocks: [rich(...parts)], lines: end };
}

interface ListPart extends Json {
  readonly type: 'rich_text_list';
  readonly style: 'ordered' | 'bullet';
  readonly indent: number;
  readonly offset: number;
  readonly items: string[];
}

function addLine(lists: ListPart[], depths: number[], line: string): void {
  const last = lists.at(-1);
  const found = ITEM.exec(line);
  const [, space = '', number, words = ''] = found ?? [];
  if (!found) {
    // It goes on with the item above.
    last?.items.push(`${last.items.pop() ?? ''} ${line.trim()}`);
    return;
  }
  const indent = depthOf(depths, space.length);
  const style = number === undefined ? 'bullet' : 'ordered';
  const item = words.replace(/^\[ \] /, '☐ ').replace(/^\[[xX]\] /, '☑ ');
  if (last?.indent === indent && last.style === style) {
    last.items.push(item);
  } else {
    const offset = Math.max(0, Number(number ?? 1) - 1);
    lists.push({ type: 'rich_text_list', style, indent, offset, items: [item] });
  }
}

function depthOf(depths: number[], space: number): number {
  while ((depths.at(-1) ?? -1) > space) {
    depths.pop();
  }
  if ((depths.at(-1) ?? -1) < space) {
    depths.push(space);
  }
  return depths.length - 1;
}

function readQuote(lines: readonly string[]): Found | undefined {
  const end = countWhile(lines, 0, (line) => line.startsWith('>'));
  const text = lines.slice(0, end).map((line) => line.replace(/^>\s?/, ''));
  const part = { type: 'rich_text_quote', elements: markdownInline(text.join('\n')) };
  return end === 0 ? undefined : { blocks: [rich(part)], lines: end };
}

function readParagraph(lines: readonly string[]): Found {
  const isOther = (index: number): boolean =>
    READERS.some((read) => read(lines.slice(index, index + 2)) !== undefined);
  const next = lines.findIndex((_, index) => index > 0 && isOther(index));
  const end = next < 0 ? lines.length : next;
  const text = lines.slice(0, end).join('\n').trim();
  return {
    blocks: [rich({ type: 'rich_text_section', elements: markdownInline(text) })],
    lines: end,
  };
}

function countWhile(
  lines: readonly string[],
  from: number,
  holds: (line: string) => boolean,
): number {
  const end = lines.findIndex((line, index) => index >= from && !holds(line));
  return end < 0 ? lines.length : end;
}

function rich(...elements: readonly Json[]): Block {
  return { type: 'rich_text', elements };
}
