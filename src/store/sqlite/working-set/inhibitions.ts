import type { Inhibition } from '../../../domain/alert.ts';

/** What alerts that fire inhibit, and what inhibits them, by key. `T` is what stands for an alert. */
export class Inhibitions<T> {
  readonly #inhibiting = new Map<string, number>();
  readonly #inhibited = new Map<string, Set<T>>();

  add(item: T, { inhibits, inhibitedBy }: Inhibition): void {
    for (const key of inhibits) this.#count(key, 1);
    for (const key of inhibitedBy) {
      const items = this.#inhibited.get(key);
      if (items) items.add(item);
      else this.#inhibited.set(key, new Set([item]));
    }
  }

  remove(item: T, { inhibits, inhibitedBy }: Inhibition): void {
    for (const key of inhibits) this.#count(key, -1);
    for (const key of inhibitedBy) {
      const items = this.#inhibited.get(key);
      items?.delete(item);
      if (items?.size === 0) this.#inhibited.delete(key);
    }
  }

  /** How many inhibit this key. */
  inhibiting(key: string): number {
    return this.#inhibiting.get(key) ?? 0;
  }

  /** Those that this key inhibits. */
  inhibitedBy(key: string): Iterable<T> {
    return this.#inhibited.get(key) ?? [];
  }

  #count(key: string, by: number): void {
    const count = this.inhibiting(key) + by;
    if (count === 0) this.#inhibiting.delete(key);
    else this.#inhibiting.set(key, count);
  }
}
