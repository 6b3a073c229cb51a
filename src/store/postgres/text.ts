/** From here on every code unit is moved up by the size of the surrogates' range, so that none of them is left. */
const SURROGATES = 0xd800;
const SHIFT = 0x800;

/** NUL is written as these two, and the escape itself as the two below: both stay less than all other texts. */
const ESCAPE = String.fromCharCode(1);
const OF_NUL = ESCAPE + ESCAPE;
const OF_ESCAPE = ESCAPE + String.fromCharCode(2);

/** What PostgreSQL cannot hold, or would put in another order than the program, or what stands for those. */
const UNSTORABLES = new RegExp(`[\\0${ESCAPE}\\ud800-\\uffff]`, 'g');
const ENCODED = new RegExp(`${ESCAPE}.|[\\ue000-\\u{107ff}]`, 'gsu');

/**
 * Text as PostgreSQL can hold it, one to one and in the same order: sorted by bytes (COLLATE "C") it stands as its
 * UTF-16 code units do. NUL is not allowed there, nor is half of a surrogate pair.
 */
export function encodeText(text: string): string {
  return text.replace(UNSTORABLES, (character) => {
    const code = character.charCodeAt(0);
    if (code >= SURROGATES) return String.fromCodePoint(code + SHIFT);
    return code === 0 ? OF_NUL : OF_ESCAPE;
  });
}

/** The text that was encoded. */
export function decodeText(stored: string): string {
  return stored.replace(ENCODED, (encoded) => {
    if (encoded.startsWith(ESCAPE)) return encoded === OF_NUL ? '\0' : ESCAPE;
    return String.fromCharCode((encoded.codePointAt(0) ?? 0) - SHIFT);
  });
}
