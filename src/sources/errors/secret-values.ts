/** The value that a text has at a place; nothing where none is there. */
export type AtPlace = (text: string, start: number) => string;

/** Quoted (inside a quoted text too), credentials with their scheme, or up to a sign that ends it. */
const VALUE =
  /\\"(?:[^"\\]|\\(?!"))*(?:\\"|$)|[bru]?"(?:[^"\\]|\\[\s\S])*(?:"|$)|[bru]?'(?:[^'\\]|\\[\s\S])*(?:'|$)|(?:Basic|Bearer|Digest|Negotiate|Token|Sentry|GenieKey)\s+[^\s,;&"'<>)\]}]+|[^\s,;&"'<>)\]}]+/iy;
/** A text in quotes. */
const LITERAL = /[bru]?"(?:[^"\\]|\\[\s\S])+"|[bru]?'(?:[^'\\]|\\[\s\S])+'/iy;
/** Cookies are separated by signs that end other values. */
const COOKIES = /["'\\]{0,2}[^\n\r"'\\]*["']?/y;
/** Signatures of headers too. */
const SIGNATURES = /["'\\]{0,2}[^\s"'\\&]*["']?/y;
/** What stands in an element of XML, up to its end. */
const CONTENT = /<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|[^<]*(?=<\/)/y;
/** A piece of a list or object: a text in quotes, a bracket, or what lies between. */
const PIECE =
  /\\"(?:[^"\\]|\\(?!"))*(?:\\"|$)|"(?:[^"\\]|\\[\s\S])*(?:"|$)|'(?:[^'\\]|\\[\s\S])*(?:'|$)|[[\](){}]|[^[\](){}"'\\]+|\\/y;

/** A list or object with all that stands in it, or what `VALUE` says. */
export const value: AtPlace = (text, start) =>
  /^[[({]/.test(text.charAt(start)) ? bracketed(text, start) : at(VALUE, text, start);
/** All cookies of a header. */
export const cookies: AtPlace = (text, start) => at(COOKIES, text, start);
/** All signatures of a header. */
export const signatures: AtPlace = (text, start) => at(SIGNATURES, text, start);
/** What stands between the beginning and the end of an element. */
export const element: AtPlace = (text, start) => at(CONTENT, text, start);
/** A text that stands in code. */
export const codeText: AtPlace = (text, start) => at(LITERAL, text, start);

/** Up to the bracket that closes the first one, or to the end where none does. */
function bracketed(text: string, start: number): string {
  let end = start;
  let depth = 0;
  do {
    const piece = at(PIECE, text, end);
    depth += depthOf(piece);
    end += piece.length;
  } while (depth > 0 && end < text.length);
  return text.slice(start, end);
}

function depthOf(piece: string): number {
  if (/^[[({]$/.test(piece)) return 1;
  return /^[\])}]$/.test(piece) ? -1 : 0;
}

function at(pattern: RegExp, text: string, start: number): string {
  pattern.lastIndex = start;
  return pattern.exec(text)?.[0] ?? '';
}
