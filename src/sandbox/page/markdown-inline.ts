import type { Json } from './json.ts';

type Style = Readonly<Record<string, true>>;
type Make = (found: RegExpExecArray, style: Style) => readonly Json[];

/** A line of standard Markdown as the inline parts of a rich text. */
export function markdownInline(source: string, style: Style = {}): readonly Json[] {
  const out: Json[] = [];
  let plain = '';
  let at = 0;
  const flush = (): void => {
    out.push(...textOf(plain, style));
    plain = '';
  };
  while (at < source.length) {
    const found = matchAt(source, at);
    if (found) {
      flush();
      out.push(...found.make(found.match, style));
    } else {
      plain += source[at];
    }
    at += found?.match[0].length ?? 1;
  }
  flush();
  return out;
}

/** The words of inline parts, without their looks. */
export function plainOf(parts: readonly Json[]): string {
  return parts.map((part) => part['text'] ?? part['url'] ?? `:${part['name']}:`).join('');
}

// In this order: what is escaped or code holds no other marks.
const RULES: readonly (readonly [RegExp, Make])[] = [
  [/\\([!-/:-@[-`{-~])/y, ([, char = ''], style) => textOf(char, style)],
  [/(`+)(?!`)(.+?)(?<!`)\1(?!`)/y, ([, , code = ''], style) => inCode(code, style)],
  [
    /!?\[([^\]\n]*)\]\(([^()\s]+)(?: [^()\n]*)?\)/y,
    ([, words, url], style) => linkOf(url, words, style),
  ],
  [/<(https?:[^<>\s]+)>/y, ([, url], style) => linkOf(url, '', style)],
  [/(?<!\w)https?:\/\/[^\s<>]*[^\s<>.,:;!?"'*_~)\]]/y, ([url], style) => linkOf(url, '', style)],
  [/(\*\*|(?<!\w)__)(?=\S)(.+?)(?<=\S)\1(?![*_])/y, within('bold')],
  [/(\*|(?<!\w)_)(?=[^\s*_])(.+?)(?<=[^\s*_])\1(?![\w*_])/y, within('italic')],
  [/(~~)(?=\S)(.+?)(?<=\S)~~/y, within('strike')],
  [/(?<!\w):([a-z0-9_+-]+):/y, ([, name]) => [{ type: 'emoji', name }]],
];
const MAY_BEGIN = new Set('\\`![<h*_~:');

function matchAt(source: string, at: number) {
  if (!MAY_BEGIN.has(source[at] ?? '')) {
    return undefined;
  }
  for (const [pattern, make] of RULES) {
    pattern.lastIndex = at;
    const match = pattern.exec(source);
    if (match) {
      return { match, make };
    }
  }
  return undefined;
}

function within(look: string): Make {
  return ([, , inner = ''], style) => markdownInline(inner, { ...style, [look]: true });
}

function inCode(code: string, style: Style): readonly Json[] {
  return [{ type: 'text', text: code, style: { ...style, code: true } }];
}

function linkOf(url = '', words = '', style: Style = {}): readonly Json[] {
  return [{ type: 'link', url, ...(words ? { text: words } : {}), style }];
}

function textOf(source: string, style: Style): readonly Json[] {
  const text = source.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
  return text === '' ? [] : [{ type: 'text', text, style }];
}
