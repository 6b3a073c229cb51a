/**
 * What a card of an error says as long as nothing new happens: without the bars and the trend of its last hour, which change
 * with the clock. Of what is over or ignored the counts are not drawn with each event, and left out too.
 */
export function lastingParts(drawn: unknown, counts: 'shown' | 'drawn later'): unknown {
  return JSON.parse(JSON.stringify(drawn), (_name, value: unknown) =>
    typeof value === 'string' ? lasting(value, counts) : value,
  );
}

function lasting(text: string, counts: 'shown' | 'drawn later'): string {
  const still = text.replace(BARS, '').replace(TREND, '');
  return counts === 'shown' ? still : still.replace(COUNT, 'n').replace(PLURAL, '$1');
}

const BARS = /[▁▂▃▄▅▆▇█]+/g;
const TREND = /(?:,| and) (?:rising|falling|steady)/g;
const COUNT = /\b(?:once|none|[\d,]*\d)\b/gi;
const PLURAL = /\b(time|user)s\b/g;
