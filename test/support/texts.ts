import fc from 'fast-check';

/** Texts that are hard to store: NUL, halves of surrogate pairs, names that objects have already. */
export const HARD_TEXTS = [
  'a',
  'a\0b\0',
  'a\0b\0c\0',
  '\ud800',
  '\udfff',
  '\ufffd',
  '\uffff',
  '\uffffd800',
  '__proto__',
  'constructor',
  '😀',
  "'; DROP TABLE alert; --",
] as const;

/** Any text, halves of surrogate pairs among it. */
export const anyText = fc
  .array(fc.oneof(fc.nat(0xffff), fc.constantFrom(0, 0xd800, 0xdfff, 0xffff)), { maxLength: 6 })
  .map((codes) => String.fromCharCode(...codes));
