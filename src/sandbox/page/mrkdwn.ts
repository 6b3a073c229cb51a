/** A piece of Slack's own markup, ready to be drawn. */
export type Markup =
  | { readonly kind: 'text' | 'code' | 'pre' | 'emoji'; readonly text: string }
  | { readonly kind: 'bold' | 'italic' | 'strike' | 'quote'; readonly children: readonly Markup[] }
  | { readonly kind: 'link'; readonly url: string; readonly children: readonly Markup[] }
  | {
      readonly kind: 'user' | 'channel' | 'group' | 'special';
      readonly id: string;
      readonly label: string;
    }
  | {
      readonly kind: 'date';
      readonly seconds: number;
      readonly format: string;
      readonly url: string;
      readonly fallback: string;
    };

type Matcher = (source: string) => { readonly node: Markup; readonly length: number } | undefined;

// "12:30:45" and "snake_case" hold no markup.
const NEEDS_BOUNDARY = '*_~:h';
const EMPHASIS = { '*': 'bold', _: 'italic', '~': 'strike' } as const;

/** Slack's `mrkdwn` as a tree: everything that is no markup is text. */
export function parseMrkdwn(source: string): readonly Markup[] {
  const pieces = source.split(/```([\s\S]+?)```/);
  return merge(
    pieces.flatMap((piece, index) =>
      index % 2 === 1 ? [preformatted(piece)] : parseLines(trimAround(piece, index, pieces.length)),
    ),
  );
}

/** The text as it reads without any markup. */
export function flatten(nodes: readonly Markup[]): string {
  return nodes.map(flattenOne).join('');
}

function flattenOne(node: Markup): string {
  if ('children' in node) {
    return flatten(node.children);
  }
  if ('text' in node) {
    return node.kind === 'emoji' ? '' : node.text;
  }
  return node.kind === 'date' ? node.fallback : node.label;
}

function preformatted(piece: string): Markup {
  return { kind: 'pre', text: unescapeText(piece.replace(/^\n/, '').replace(/\n$/, '')) };
}

function trimAround(piece: string, index: number, count: number): string {
  const start = index > 0 ? piece.replace(/^\n/, '') : piece;
  return index < count - 1 ? start.replace(/\n$/, '') : start;
}

function parseLines(source: string): readonly Markup[] {
  const out: Markup[] = [];
  for (const chunk of chunksOf(source.split('\n'))) {
    const text = chunk.lines.join('\n');
    const previous = out.at(-1);
    if (previous && previous.kind !== 'quote' && !chunk.quoted) {
      out.push({ kind: 'text', text: '\n' });
    }
    out.push(...(chunk.quoted ? [quote(text)] : parseInline(text)));
  }
  return out;
}

function quote(text: string): Markup {
  return { kind: 'quote', children: parseInline(text) };
}

function chunksOf(lines: readonly string[]): { quoted: boolean; lines: string[] }[] {
  const chunks: { quoted: boolean; lines: string[] }[] = [];
  for (const line of lines) {
    const quoted = line.startsWith('&gt;');
    const last = chunks.at(-1);
    const text = quoted ? line.slice(4).replace(/^ /, '') : line;
    if (last?.quoted === quoted) {
      last.lines.push(text);
    } else {
      chunks.push({ quoted, lines: [text] });
    }
  }
  return chunks;
}

function parseInline(source: string): readonly Markup[] {
  const out: Markup[] = [];
  let at = 0;
  while (at < source.length) {
    const found = matchAt(source, at);
    out.push(found?.node ?? { kind: 'text', text: source[at] ?? '' });
    at += found?.length ?? 1;
  }
  return merge(out);
}

function matchAt(source: string, at: number): ReturnType<Matcher> {
  const char = source[at] ?? '';
  const rest = source.slice(at);
  if (NEEDS_BOUNDARY.includes(char) && !isBoundary(source[at - 1])) {
    return undefined;
  }
  return MATCHERS[char]?.(rest);
}

function isBoundary(char: string | undefined): boolean {
  return char === undefined || !/[\p{L}\p{N}]/u.test(char);
}

const MATCHERS: Readonly<Record<string, Matcher>> = {
  '<': matchAngle,
  '`': matchCode,
  ':': matchEmoji,
  '&': matchEntity,
  '*': matchEmphasis,
  _: matchEmphasis,
  '~': matchEmphasis,
  h: matchAddress,
};

// Slack makes a link of an address that nobody marked as one.
function matchAddress(rest: string): ReturnType<Matcher> {
  const address = /^https?:\/\/(?:(?!&[lg]t;)[^\s<>|`])+/.exec(rest)?.[0] ?? '';
  const url = address.replace(/[.,:;!?'"*_~)\]]+$/, '');
  return url === '' ? undefined : { node: addressNode(url), length: url.length };
}

function matchEmphasis(rest: string): ReturnType<Matcher> {
  const mark = (rest[0] ?? '') as keyof typeof EMPHASIS;
  const end = closingMark(rest, mark);
  if (end < 0) {
    return undefined;
  }
  const children = parseInline(rest.slice(1, end));
  return { node: { kind: EMPHASIS[mark], children }, length: end + 1 };
}

function closingMark(rest: string, mark: string): number {
  if (/^\S/.test(rest.slice(1)) === false) {
    return -1;
  }
  const line = rest.split('\n', 1)[0] ?? '';
  for (let at = line.indexOf(mark, 2); at > 0; at = line.indexOf(mark, at + 1)) {
    if (/\S/.test(line[at - 1] ?? ' ') && isBoundary(line[at + 1])) {
      return at;
    }
  }
  return -1;
}

function matchCode(rest: string): ReturnType<Matcher> {
  const code = /^`([^`\n]+)`/.exec(rest);
  return code?.[1] === undefined
    ? undefined
    : { node: { kind: 'code', text: unescapeText(code[1]) }, length: code[0].length };
}

function matchEmoji(rest: string): ReturnType<Matcher> {
  const emoji = /^:([a-z0-9_+-]+):/.exec(rest);
  return emoji?.[1] === undefined
    ? undefined
    : { node: { kind: 'emoji', text: emoji[1] }, length: emoji[0].length };
}

function matchEntity(rest: string): ReturnType<Matcher> {
  const entity = /^&(amp|lt|gt);/.exec(rest);
  return entity
    ? { node: { kind: 'text', text: unescapeText(entity[0]) }, length: entity[0].length }
    : undefined;
}

function matchAngle(rest: string): ReturnType<Matcher> {
  const angle = /^<([^<>\n]+)>/.exec(rest);
  const node = angle?.[1] === undefined ? undefined : angleNode(angle[1]);
  return node && angle ? { node, length: angle[0].length } : undefined;
}

function angleNode(inside: string): Markup | undefined {
  const cut = inside.indexOf('|');
  const target = cut < 0 ? inside : inside.slice(0, cut);
  const label = cut < 0 ? '' : unescapeText(inside.slice(cut + 1));
  const mention = /^([@#])([A-Z0-9]+)$/.exec(target);
  if (mention) {
    return { kind: mention[1] === '@' ? 'user' : 'channel', id: mention[2] ?? '', label };
  }
  return target.startsWith('!') ? bangNode(target.slice(1), label) : linkNode(target, inside, cut);
}

function bangNode(target: string, label: string): Markup | undefined {
  const [name = '', first = '', format = '', url = ''] = target.split('^');
  if (name === 'date') {
    return { kind: 'date', seconds: Number(first), format, url, fallback: label };
  }
  if (name === 'subteam') {
    return { kind: 'group', id: first, label };
  }
  return ['here', 'channel', 'everyone'].includes(name)
    ? { kind: 'special', id: name, label: label || `@${name}` }
    : undefined;
}

function linkNode(target: string, inside: string, cut: number): Markup | undefined {
  if (!/^(https?:|mailto:)/.test(target)) {
    return undefined;
  }
  return cut < 0
    ? addressNode(target)
    : { kind: 'link', url: unescapeText(target), children: parseLabel(inside.slice(cut + 1)) };
}

// A link has no other link in its words.
function parseLabel(words: string): readonly Markup[] {
  return parseInline(words).map((node) =>
    node.kind === 'link' ? text(flatten(node.children)) : node,
  );
}

function addressNode(target: string): Markup {
  const url = unescapeText(target);
  return { kind: 'link', url, children: [text(url)] };
}

function text(value: string): Markup {
  return { kind: 'text', text: value };
}

function unescapeText(value: string): string {
  return value.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
}

function merge(nodes: readonly Markup[]): readonly Markup[] {
  const out: Markup[] = [];
  for (const node of nodes) {
    const last = out.at(-1);
    if (last?.kind === 'text' && node.kind === 'text') {
      out[out.length - 1] = text(last.text + node.text);
    } else {
      out.push(node);
    }
  }
  return out;
}
