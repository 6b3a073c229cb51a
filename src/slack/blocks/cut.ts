/** How much of what others wrote is shown, in UTF-16 units; Slack's own limits are wider. */
export const LENGTHS = {
  title: 120,
  /** A sentence that a card has one of. */
  fact: 150,
  value: 80,
  label: 75,
  /** A message's text. */
  text: 300,
  /** What a person wrote, or a long description. */
  words: 3_000,
} as const;

/** The text itself, or as much of it as fits with "…"; never half of a character as people see it. */
export function cut(text: string, most: number): string {
  const whole = cleaned(text, most);
  if (whole.length <= most) return whole;
  let kept = '';
  for (const { segment } of characters.segment(whole)) {
    if (kept.length + segment.length >= most) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

/** A piece of a sentence, cut, but still apart from what stands before and behind it. */
export function cutPart(part: string, room: number): string {
  const before = /^\s/.test(part) ? ' ' : '';
  const behind = part.length <= room && /\S\s+$/.test(part) ? ' ' : '';
  return `${before}${cut(part, room)}${behind}`;
}

/** The first line that says something, cut. */
export function firstLine(text: string, most: number): string {
  const [line = ''] = text
    .slice(0, most * LOOKED_AT)
    .trim()
    .split(/[\r\n]/, 1);
  return cut(line, most).replace(/[.]$/, '');
}

const characters = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** Nothing on the way to a cut may depend on how long a text is. */
const LOOKED_AT = 4;

/** Without lone surrogates, and without marks that turn around the direction of what stands behind them. */
function cleaned(text: string, most: number): string {
  return text
    .slice(0, most * LOOKED_AT)
    .toWellFormed()
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
    .trim();
}
