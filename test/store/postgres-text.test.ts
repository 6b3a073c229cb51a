import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText, encodeText } from '../../src/store/postgres/text.ts';
import { anyText, HARD_TEXTS } from '../support/texts.ts';

const anyOfThem = fc.oneof(anyText, fc.constantFrom(...HARD_TEXTS));

describe('text as PostgreSQL holds it', () => {
  it('comes back as it was', () => {
    fc.assert(
      fc.property(anyOfThem, (text) => {
        expect(decodeText(encodeText(text))).toBe(text);
      }),
    );
  });

  it('has no NUL and no half of a surrogate pair', () => {
    fc.assert(
      fc.property(anyOfThem, (text) => {
        expect(encodeText(text).isWellFormed()).toBe(true);
        expect(encodeText(text)).not.toContain('\0');
      }),
    );
  });

  it('is sorted by its bytes as the program sorts the text', () => {
    fc.assert(
      fc.property(anyOfThem, anyOfThem, (a, b) => {
        const [first, second] = [a, b].map((text) => Buffer.from(encodeText(text)));
        expect(Buffer.compare(first!, second!)).toBe(a === b ? 0 : a < b ? -1 : 1);
      }),
    );
  });
});
