import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestOf } from '../../../src/domain/digest.ts';

describe('a digest', () => {
  it.each([
    ['', '00000000000000000000000000000000'],
    ['a', '033bb196ccef4fe1ccef4fe1ccef4fe1'],
    ['ab', '260fb953af22b6fdaf22b6fdaf22b6fd'],
    ['KeyError', 'afcc882d978198034759320eca1eb98f'],
    ['checkout.views', '5bac651249e1c1994e613f3a3f33a72f'],
    ['grün 😀', '61fdca55051b6ef2a5e28fdd98f59b4d'],
    ['The quick brown fox jumps over the lazy dog', '15beb6860f94f6cafed4894d28be6d5b'],
  ])('of %j is what the reference implementation makes of its UTF-16', (text, digest) => {
    expect(digestOf(text)).toBe(digest);
  });

  it('is 32 hexadecimal digits of whatever text', () => {
    fc.assert(fc.property(fc.string(), (text) => /^[0-9a-f]{32}$/.test(digestOf(text))));
  });

  it('differs in every part for texts that differ a little', () => {
    const digests = Array.from({ length: 20_000 }, (_, index) => digestOf(`user-${index}`));
    for (const at of [0, 8, 16, 24]) {
      const parts = new Set(digests.map((digest) => digest.slice(at, at + 8)));
      expect(parts.size).toBeGreaterThan(19_990);
    }
  });
});
