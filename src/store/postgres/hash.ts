import { createHash } from 'node:crypto';

/** So much of a SHA-256 is kept, which makes a uuid: no two texts will ever share one. */
const DIGITS = 32;

/** What identifies a text that may be too long for an index. Stored, so it may never change. */
export function hashOf(text: string): string {
  // UTF-16, in which every text has its own bytes, halves of surrogate pairs included.
  const digest = createHash('sha256').update(text, 'utf16le').digest('hex');
  const digits = digest.slice(0, DIGITS);
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    digits.slice(12, 16),
    digits.slice(16, 20),
    digits.slice(20),
  ].join('-');
}
