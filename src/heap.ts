/** A binary heap: the least item is on top. */
export class Heap<T> {
  readonly #items: T[] = [];
  readonly #compare: (a: T, b: T) => number;

  constructor(compare: (a: T, b: T) => number) {
    this.#compare = compare;
  }

  top(): T | undefined {
    return this.#items[0];
  }

  push(item: T): void {
    let hole = this.#items.length;
    this.#items.push(item);
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      if (!this.#lift(hole, parent, item)) break;
      hole = parent;
    }
    this.#items[hole] = item;
  }

  pop(): T | undefined {
    const top = this.#items[0];
    const last = this.#items.pop();
    if (last !== undefined && this.#items.length > 0) this.#sink(last);
    return top;
  }

  /** Moves the parent into the hole when the item belongs above it. */
  #lift(hole: number, parent: number, item: T): boolean {
    const above = this.#items[parent];
    if (above === undefined || this.#compare(item, above) >= 0) return false;
    this.#items[hole] = above;
    return true;
  }

  /** Puts an item in at the top and lets it find its place. */
  #sink(item: T): void {
    let hole = 0;
    for (;;) {
      const child = this.#lesserChild(hole);
      const below = this.#items[child];
      if (below === undefined || this.#compare(below, item) >= 0) break;
      this.#items[hole] = below;
      hole = child;
    }
    this.#items[hole] = item;
  }

  #lesserChild(hole: number): number {
    const left = 2 * hole + 1;
    const [a, b] = [this.#items[left], this.#items[left + 1]];
    return a !== undefined && b !== undefined && this.#compare(b, a) < 0 ? left + 1 : left;
  }
}
