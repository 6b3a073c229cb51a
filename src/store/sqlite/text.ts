const UNSTORABLES = /[\uffff\p{Surrogate}]/gu;
const ESCAPED = /\uffff([\ufdd0-\ufddf]{4})/g;
/** The first of sixteen code points that are no characters: they stand for digits, which text search might find. */
const ZERO = 0xfdd0;

/**
 * Text as SQLite can hold it: half of a surrogate pair has no UTF-8 and would come back as another character, so that
 * two keys could become one. It is written as U+FFFF, which is no character, and the four digits of its code.
 */
export function encodeText(text: string): string {
  if (text.isWellFormed() && !text.includes('\uffff')) return text;
  return text.replace(UNSTORABLES, (character) => `\uffff${digitsOf(character.charCodeAt(0))}`);
}

/** The text that was encoded. */
export function decodeText(stored: string): string {
  if (!stored.includes('\uffff')) return stored;
  return stored.replace(ESCAPED, (_, digits: string) => String.fromCharCode(codeOf(digits)));
}

function digitsOf(code: number): string {
  return String.fromCharCode(...[12, 8, 4, 0].map((shift) => ZERO + ((code >> shift) & 15)));
}

function codeOf(digits: string): number {
  return Array.from(digits).reduce((code, digit) => code * 16 + digit.charCodeAt(0) - ZERO, 0);
}
