import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';

/** A text as it stands in a row: as it is, or packed. */
export interface PackedText {
  readonly content: string;
  readonly packed: Buffer | null;
}

/** Shorter texts have room in their row's page. */
const SHORT = 4_000;
/**
 * The fastest, and with little memory: stacks come down to a tenth, or two fifths where each says something else, even so.
 * Deflate takes half as long again or twice as long, for hardly less.
 */
const OPTIONS = {
  params: { [constants.BROTLI_PARAM_QUALITY]: 0, [constants.BROTLI_PARAM_LGWIN]: 16 },
} as const;

/**
 * Packs a long text, so that fewer pages are written: twice each, to the write-ahead log and into the file, and all wait for
 * that. Half a surrogate pair must not stand in it.
 */
export function packedText(text: string): PackedText {
  if (text.length < SHORT) return { content: text, packed: null };
  return { content: '', packed: brotliCompressSync(text, OPTIONS) };
}

/** The text that was packed. */
export function unpackedText({ content, packed }: PackedText): string {
  return packed === null ? content : brotliDecompressSync(packed).toString('utf8');
}
