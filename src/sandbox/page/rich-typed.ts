import { asNumber, asRecord, asRecords, asText, type Json } from './json.ts';
import { flatten, type Markup, parseMrkdwn } from './mrkdwn.ts';

type Style = Readonly<Record<string, true>>;

interface Line {
  readonly type: 'section' | 'quote' | 'bullet' | 'ordered';
  readonly words: string;
}

/** What was typed with Slack's marks (`*bold*`, lines with `-`, `1.` or `>`) as a rich text; null: nothing was. */
export function richFromTyped(typed: string): Json | null {
  const pieces = typed.split(/```\n?([\s\S]+?)\n?```\n?/);
  const elements = pieces.flatMap((piece, index) =>
    index % 2 === 1 ? [preformatted(piece)] : partsOf(piece.replace(/\n$/, '')),
  );
  return typed.trim() === '' ? null : { type: 'rich_text', elements };
}

/** A rich text as it could have been typed. */
export function typedFromRich(rich: Json): string {
  return asRecords(rich['elements']).map(typedPart).join('\n');
}

function preformatted(text: string): Json {
  return { type: 'rich_text_preformatted', elements: [{ type: 'text', text }] };
}

function partsOf(piece: string): readonly Json[] {
  const groups: Line[][] = [];
  for (const line of piece === '' ? [] : piece.split('\n').map(readLine)) {
    const last = groups.at(-1);
    if (last?.[0]?.type === line.type) {
      last.push(line);
    } else {
      groups.push([line]);
    }
  }
  return groups.map(partOf);
}

function readLine(text: string): Line {
  const [, mark = '', words = text] = /^(- |• |> |\d+\. )(.*)$/.exec(text) ?? [];
  const type =
    mark === ''
      ? 'section'
      : mark === '> '
        ? 'quote'
        : mark < ':' && mark > '/'
          ? 'ordered'
          : 'bullet';
  return { type, words };
}

function partOf(lines: readonly Line[]): Json {
  const type = lines[0]?.type ?? 'section';
  if (type === 'section' || type === 'quote') {
    const words = lines.map((line) => line.words).join('\n');
    return { type: `rich_text_${type}`, elements: inline(words) };
  }
  const elements = lines.map(({ words }) => ({
    type: 'rich_text_section',
    elements: inline(words),
  }));
  return { type: 'rich_text_list', style: type, indent: 0, elements };
}

function inline(words: string): readonly Json[] {
  return parseMrkdwn(words.replaceAll('&', '&amp;')).flatMap((node) => inlineOf(node, {}));
}

const LOOKS = { bold: 'bold', italic: 'italic', strike: 'strike', quote: '' } as const;

function inlineOf(node: Markup, style: Style): readonly Json[] {
  const look = Object.keys(style).length > 0 ? { style } : {};
  switch (node.kind) {
    case 'text':
    case 'pre':
      return [{ type: 'text', text: node.text, ...look }];
    case 'code':
      return [{ type: 'text', text: node.text, style: { ...style, code: true } }];
    case 'emoji':
      return [{ type: 'emoji', name: node.text }];
    case 'link':
      return [{ type: 'link', url: node.url, text: flatten(node.children), ...look }];
    case 'bold':
    case 'italic':
    case 'strike':
    case 'quote':
      return node.children.flatMap((child) =>
        inlineOf(child, { ...style, [LOOKS[node.kind]]: true }),
      );
    case 'date':
      return [{ type: 'text', text: node.fallback, ...look }];
    default:
      return [MENTIONS[node.kind](node.id)];
  }
}

const MENTIONS = {
  user: (user_id: string): Json => ({ type: 'user', user_id }),
  channel: (channel_id: string): Json => ({ type: 'channel', channel_id }),
  group: (usergroup_id: string): Json => ({ type: 'usergroup', usergroup_id }),
  special: (range: string): Json => ({ type: 'broadcast', range }),
};

function typedPart(part: Json): string {
  const words = (): string => asRecords(part['elements']).map(typedInline).join('');
  switch (part['type']) {
    case 'rich_text_preformatted':
      return `\`\`\`\n${words()}\n\`\`\``;
    case 'rich_text_quote':
      return words().replace(/^/gm, '> ');
    case 'rich_text_list':
      return typedList(part);
    default:
      return words();
  }
}

function typedList(list: Json): string {
  const first = (asNumber(list['offset']) ?? 0) + 1;
  return asRecords(list['elements'])
    .map((item, index) => {
      const mark = list['style'] === 'ordered' ? `${first + index}. ` : '- ';
      return mark + asRecords(item['elements']).map(typedInline).join('');
    })
    .join('\n');
}

function typedInline(inlinePart: Json): string {
  const style = asRecord(inlinePart['style']);
  const marks = [
    ['code', '`'],
    ['strike', '~'],
    ['italic', '_'],
    ['bold', '*'],
  ] as const;
  return marks
    .filter(([look]) => style[look] === true)
    .reduce((text, [, mark]) => `${mark}${text}${mark}`, typedWords(inlinePart));
}

function typedWords(part: Json): string {
  switch (part['type']) {
    case 'emoji':
      return `:${asText(part['name'])}:`;
    case 'link':
      return `<${asText(part['url'])}|${asText(part['text']) || asText(part['url'])}>`;
    case 'user':
      return `<@${asText(part['user_id'])}>`;
    case 'channel':
      return `<#${asText(part['channel_id'])}>`;
    case 'usergroup':
      return `<!subteam^${asText(part['usergroup_id'])}>`;
    case 'broadcast':
      return `<!${asText(part['range'])}>`;
    default:
      return asText(part['text']) || asText(part['fallback']);
  }
}
