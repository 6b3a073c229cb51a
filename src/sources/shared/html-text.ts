/** What shows nothing, and its content. */
const HIDDEN = /<(style|script|head|title)\b/i;
const BREAK = /<(?:br|\/p|\/div|\/tr|\/h\d|\/li)\b[^<>]*>/gi;
const TAG = /<[^<>]*>/g;
const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

/** What a page shows, roughly: enough to read a mail that has no text. In a time that is linear in it. */
export function plainText(html: string): string {
  const bare = withoutHidden(html).replace(BREAK, '\n').replace(TAG, '');
  const text = bare.replace(/&(?:#(\d{1,6})|#x([\da-f]{1,6})|([a-z]{2,6}));/gi, characterOf);
  return text
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n');
}

function withoutHidden(html: string): string {
  const small = html.toLowerCase();
  let shown = '';
  let from = 0;
  for (;;) {
    const found = HIDDEN.exec(html.slice(from));
    if (!found) return shown + html.slice(from);
    const begin = from + found.index;
    shown += html.slice(from, begin);
    const end = small.indexOf(`</${found[1]?.toLowerCase()}`, begin);
    if (end < 0) return shown;
    from = end;
  }
}

function characterOf(whole: string, decimal?: string, hexadecimal?: string, name = ''): string {
  if (decimal === undefined && hexadecimal === undefined) return NAMED[name.toLowerCase()] ?? whole;
  const point = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal);
  return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
}
