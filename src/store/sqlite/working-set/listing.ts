/** Things in memory by a word that they have for a time: each has one such word or none. */
export class Listing<T> {
  readonly #words = new Map<T, string>();
  readonly #lists = new Map<string, Set<T>>();

  /** Gives a thing its word of now; null: it has none. */
  put(item: T, word: string | null): void {
    const before = this.#words.get(item) ?? null;
    if (before === word) return;
    if (before !== null) this.#takeOff(item, before);
    if (word !== null) this.#add(item, word);
  }

  has(item: T): boolean {
    return this.#words.has(item);
  }

  of(word: string): Iterable<T> {
    return this.#lists.get(word) ?? [];
  }

  /** The words that things have now. */
  words(): readonly string[] {
    return [...this.#lists.keys()];
  }

  get size(): number {
    return this.#words.size;
  }

  #add(item: T, word: string): void {
    this.#words.set(item, word);
    const list = this.#lists.get(word);
    if (list) list.add(item);
    else this.#lists.set(word, new Set([item]));
  }

  #takeOff(item: T, word: string): void {
    this.#words.delete(item);
    const list = this.#lists.get(word);
    list?.delete(item);
    if (list?.size === 0) this.#lists.delete(word);
  }
}
