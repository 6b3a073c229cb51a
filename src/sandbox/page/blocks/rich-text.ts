import { h } from '../dom.ts';
import { emoji } from '../emoji.ts';
import { code, date, lines, link, mention } from '../inline.ts';
import { asNumber, asRecord, asRecords, asText, type Json } from '../json.ts';
import type { Page } from '../page.ts';
import type { Placed } from '../scene.ts';

type Piece = Element | string;

/** Rich text: sections, lists, quotes and code, whose text is never read as markup. */
export function drawRichText({ scene, block }: Placed): Element {
  return h('div', { class: 'b-rich' }, ...richParts(scene.page, block));
}

/** The parts of a rich text, for a table's cell too. */
export function richParts(page: Page, rich: Json): readonly Element[] {
  return asRecords(rich['elements']).map((part) => drawPart(page, part));
}

/** The first bold words of a rich text: a card's title. */
export function boldWords(rich: Json): string {
  const bold = inlinesOf(rich).find((inline) => asRecord(inline['style'])['bold'] === true);
  return asText(bold?.['text']);
}

/** What stands behind the state of something finished, whose title is not bold: "Resolved · DiskFull". */
export function plainTitle(rich: Json): string {
  const [line = ''] = plainText(rich).split('\n');
  return line.split(' · ').slice(1).join(' · ').trim();
}

/** The words of a rich text, without their looks. */
export function plainText(rich: Json): string {
  return inlinesOf(rich)
    .map((inline) => asText(inline['text']))
    .join('');
}

function inlinesOf(rich: Json): readonly Json[] {
  return asRecords(rich['elements']).flatMap((part) => asRecords(part['elements']));
}

/** The name of the emoji with which a rich text begins. */
export function leadingEmoji(rich: Json): string {
  const first = asRecords(asRecords(rich['elements'])[0]?.['elements'])[0];
  return first?.['type'] === 'emoji' ? asText(first['name']) : '';
}

function drawPart(page: Page, part: Json): Element {
  switch (part['type']) {
    case 'rich_text_list':
      return drawList(page, part);
    case 'rich_text_quote':
      return h('blockquote', {}, ...inlines(page, part));
    case 'rich_text_preformatted':
      return h('pre', {}, ...inlines(page, part));
    default:
      return h('p', {}, ...inlines(page, part));
  }
}

function drawList(page: Page, part: Json): Element {
  const items = asRecords(part['elements']);
  if (items.length > 1 && items.every(isRanked)) {
    return h('dl', { class: 'rank' }, ...items.flatMap((item) => drawRanked(page, item)));
  }
  const indent = Math.min(asNumber(part['indent']) ?? 0, 8);
  const start = (asNumber(part['offset']) ?? 0) + 1;
  const drawn = items.map((item) => h('li', {}, ...inlines(page, item)));
  return part['style'] === 'ordered'
    ? h('ol', { class: `indent-${indent}`, start }, ...drawn)
    : h('ul', { class: `indent-${indent}` }, ...drawn);
}

// A list whose every entry begins with a bold number is a ranking: the numbers get a column of their own.
function isRanked(item: Json): boolean {
  const first = asRecords(item['elements'])[0];
  return asRecord(first?.['style'])['bold'] === true && /^[\d,]+$/.test(asText(first?.['text']));
}

function drawRanked(page: Page, item: Json): readonly Element[] {
  const [number, ...rest] = inlines(page, item);
  return [h('dt', {}, number), h('dd', {}, ...rest)];
}

function inlines(page: Page, part: Json): readonly Piece[] {
  return asRecords(part['elements']).flatMap((inline) => drawInline(page, inline));
}

function drawInline(page: Page, inline: Json): readonly Piece[] {
  const style = asRecord(inline['style']);
  const draw = INLINES[asText(inline['type'])];
  if (!draw) {
    return [unknownInline(inline)];
  }
  return styled(style, draw(page, inline, style['code'] === true));
}

function styled(style: Json, drawn: readonly Piece[]): readonly Piece[] {
  let out = drawn;
  for (const [name, tag] of [
    ['bold', 'b'],
    ['italic', 'em'],
    ['strike', 's'],
    ['underline', 'u'],
  ] as const) {
    out = style[name] === true ? [h(tag, {}, ...out)] : out;
  }
  return style['highlight'] === true ? [h('mark', {}, ...out)] : out;
}

type Draw = (page: Page, inline: Json, asCode: boolean) => readonly Piece[];

const INLINES: Readonly<Record<string, Draw>> = {
  text: (_page, inline, asCode) => {
    const text = asText(inline['text']);
    return asCode ? [code(text)] : lines(text);
  },
  link: (page, inline, asCode) => {
    const url = asText(inline['url']);
    const text = asText(inline['text']) || url;
    return [link(page, url, [asCode ? code(text) : text])];
  },
  emoji: (_page, inline) => [emoji(asText(inline['name']), asText(inline['unicode']))],
  date: (page, inline) => [date(page, dateToken(inline))],
  user: (page, inline) => [mention(page, 'user', asText(inline['user_id']))],
  usergroup: (page, inline) => [mention(page, 'group', asText(inline['usergroup_id']), '@group')],
  channel: (page, inline) => [mention(page, 'channel', asText(inline['channel_id']))],
  team: (page) => [mention(page, 'special', '', `@${page.state.team.name}`)],
  broadcast: (page, inline) => [mention(page, 'special', '', `@${asText(inline['range'])}`)],
  color: (_page, inline) => [h('code', {}, asText(inline['value']))],
};

function dateToken(inline: Json) {
  return {
    seconds: asNumber(inline['timestamp']) ?? 0,
    format: asText(inline['format']),
    url: asText(inline['url']),
    fallback: asText(inline['fallback']),
  };
}

function unknownInline(inline: Json): Element {
  return h('span', { class: 'unknown' }, `[${asText(inline['type'], 'unknown')}]`);
}
