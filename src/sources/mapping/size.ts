import { COSTS, TooCostly } from './budget.ts';

/** How large values are once they are written out, also where they hold the same part many times; each part is measured once. */
export class Sizes {
  readonly #known = new WeakMap<object, number>();
  #parts = 0;

  /** Throws `TooCostly` where the value is larger than an expression may make it. */
  check(value: unknown): void {
    if (this.#sizeOf(value) <= COSTS.size) return;
    throw new TooCostly('It makes a value that is too large.');
  }

  #sizeOf(value: unknown): number {
    if (typeof value === 'string') return value.length;
    // Functions are no values that are written out.
    if (typeof value !== 'object' || value === null) return 1;
    const known = this.#known.get(value);
    if (known !== undefined) return known;
    // What holds itself is measured without that.
    this.#known.set(value, 1);
    const size = Array.isArray(value) ? this.#sizeOfList(value) : this.#sizeOfObject(value);
    this.#known.set(value, size);
    return size;
  }

  /** What is made and thrown away takes its time too. */
  #met(parts: number): void {
    this.#parts += parts;
    if (this.#parts > COSTS.parts) throw new TooCostly('It makes too many values.');
  }

  #sizeOfList(list: readonly unknown[]): number {
    this.#met(list.length);
    let size = 1;
    for (const item of list) size += this.#sizeOf(item);
    return size;
  }

  #sizeOfObject(fields: object): number {
    const entries = Object.entries(fields);
    this.#met(entries.length);
    let size = 1;
    for (const [name, value] of entries) size += name.length + this.#sizeOf(value);
    return size;
  }
}
