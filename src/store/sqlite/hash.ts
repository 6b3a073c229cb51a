/** So much of a text decides on the upper half: alerts of one rule begin alike, and stay together in an index. */
const BEGINNING = 64;

/** The upper half has 20 bits, so that the whole is a safe integer. */
const UPPER_BITS = 12;

/** A number for a text: equal for equal texts, and hardly ever for others. Stored, so it may never change. */
export function hashOf(text: string): number {
  const beginning = fnv(OFFSET, text, 0, Math.min(BEGINNING, text.length));
  const whole = fnv(beginning, text, BEGINNING, text.length);
  return (beginning >>> UPPER_BITS) * 2 ** 32 + (whole >>> 0);
}

const OFFSET = 0x811c9dc5;
const PRIME = 0x01000193;

/** FNV-1a over UTF-16, begun with `hash`. */
function fnv(hash: number, text: string, from: number, to: number): number {
  let result = hash;
  for (let at = from; at < to; at++) result = Math.imul(result ^ text.charCodeAt(at), PRIME);
  return result;
}
