const C1 = 0x239b961b;
const C2 = 0xab0e9789;
const C3 = 0x38b34ae5;
const C4 = 0xa1e38b93;

/**
 * 32 hexadecimal digits that are equal for equal texts and, but for chance, different for different ones: not a secret, since
 * whoever knows the text can make them. MurmurHash3 (x86, 128 bits, seed 0) over the text's UTF-16 units.
 * @see https://github.com/aappleby/smhasher/blob/master/src/MurmurHash3.cpp
 */
export function digestOf(text: string): string {
  let [h1, h2, h3, h4] = [0, 0, 0, 0];
  const whole = text.length - (text.length % 8);
  for (let at = 0; at < whole; at += 8) {
    h1 ^= scrambled(unitsAt(text, at), C1, 15, C2);
    h1 = (Math.imul(turned(h1, 19) + h2, 5) + 0x561ccd1b) | 0;
    h2 ^= scrambled(unitsAt(text, at + 2), C2, 16, C3);
    h2 = (Math.imul(turned(h2, 17) + h3, 5) + 0x0bcaa747) | 0;
    h3 ^= scrambled(unitsAt(text, at + 4), C3, 17, C4);
    h3 = (Math.imul(turned(h3, 15) + h4, 5) + 0x96cd1c35) | 0;
    h4 ^= scrambled(unitsAt(text, at + 6), C4, 18, C1);
    h4 = (Math.imul(turned(h4, 13) + h1, 5) + 0x32ac3b17) | 0;
  }
  h1 ^= scrambled(unitsAt(text, whole), C1, 15, C2);
  h2 ^= scrambled(unitsAt(text, whole + 2), C2, 16, C3);
  h3 ^= scrambled(unitsAt(text, whole + 4), C3, 17, C4);
  h4 ^= scrambled(unitsAt(text, whole + 6), C4, 18, C1);
  const bytes = text.length * 2;
  const mixed = spread([h1 ^ bytes, h2 ^ bytes, h3 ^ bytes, h4 ^ bytes]).map(avalanched);
  return spread(mixed).map(hex).join('');
}

/** Two units as 32 bits; beyond the end there are zeros. */
function unitsAt(text: string, at: number): number {
  return text.charCodeAt(at) | (text.charCodeAt(at + 1) << 16);
}

function turned(value: number, by: number): number {
  return (value << by) | (value >>> (32 - by));
}

function scrambled(units: number, first: number, by: number, then: number): number {
  return Math.imul(turned(Math.imul(units, first), by), then);
}

function spread(parts: readonly number[]): readonly number[] {
  const sum = parts.reduce((total, part) => (total + part) | 0, 0);
  return parts.map((part, index) => (index === 0 ? sum : part + sum) | 0);
}

function avalanched(value: number): number {
  const once = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35);
  return twice ^ (twice >>> 16);
}

function hex(value: number): string {
  return (value >>> 0).toString(16).padStart(8, '0');
}
