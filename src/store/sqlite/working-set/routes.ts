import type { RouteRows } from '../rows/routes.ts';

/** The numbers under which the paths of routes are stored. */
export class Routes {
  readonly #rows: RouteRows;
  #numbers = new Map<string, number>();

  constructor(rows: RouteRows) {
    this.#rows = rows;
  }

  load(): void {
    this.#numbers = this.#rows.all();
  }

  /** Of a path that is new it saves the number at once. */
  numberOf(path: string): number {
    let number = this.#numbers.get(path);
    if (number === undefined) {
      number = this.#rows.insert(path);
      this.#numbers.set(path, number);
    }
    return number;
  }
}
