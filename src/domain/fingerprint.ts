import { canonicalLabels, type Labels } from './labels.ts';

/**
 * Alertmanager's fingerprint of a label set: FNV-1a 64 over name, 0xFF, value, 0xFF, names sorted; 16 hex digits.
 *
 * Only shown to people and API clients. The engine tells alerts apart by their whole label set.
 */
export function fingerprintOf(labels: Labels): string {
  const hash = new Fnv64();
  const canonical = canonicalLabels(labels);
  for (const name of Object.keys(canonical)) {
    hash.text(name);
    hash.byte(0xff);
    hash.text(canonical[name] ?? '');
    hash.byte(0xff);
  }
  return hash.hex();
}

/** FNV-1a with 64 bits in two halves: BigInt takes ten times as long. */
class Fnv64 {
  #high = 0xcbf29ce4;
  #low = 0x84222325;

  byte(value: number): void {
    const low = (this.#low ^ value) >>> 0;
    const product = low * 0x1b3;
    const carry = Math.floor(product / 0x1_0000_0000);
    this.#high = (Math.imul(this.#high, 0x1b3) + carry + (low << 8)) >>> 0;
    this.#low = product >>> 0;
  }

  text(value: string): void {
    for (const character of value) {
      for (const byte of utf8(character.codePointAt(0) ?? 0)) this.byte(byte);
    }
  }

  hex(): string {
    return [this.#high, this.#low].map((half) => half.toString(16).padStart(8, '0')).join('');
  }
}

function utf8(point: number): readonly number[] {
  const tail = (shift: number) => 0x80 | ((point >> shift) & 0x3f);
  if (point < 0x80) return [point];
  if (point < 0x800) return [0xc0 | (point >> 6), tail(0)];
  if (point < 0x10000) return [0xe0 | (point >> 12), tail(6), tail(0)];
  return [0xf0 | (point >> 18), tail(12), tail(6), tail(0)];
}
