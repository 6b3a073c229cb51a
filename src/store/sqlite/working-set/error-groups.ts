import type { ErrorGroup, ErrorGroupId } from '../../../domain/error-group.ts';
import type { ErrorGroupRows } from '../rows/error-groups.ts';
import { Recent } from './recent.ts';

/** So many stay in memory: of most programs all that still come. */
const KEPT = 1_000;

/** The error groups that came last; others are looked up one by one. */
export class ErrorGroups {
  readonly #rows: ErrorGroupRows;
  readonly #recent = new Recent<ErrorGroup>(KEPT);
  #unsaved = new Map<ErrorGroupId, ErrorGroup>();

  constructor(rows: ErrorGroupRows) {
    this.#rows = rows;
  }

  find(id: ErrorGroupId): ErrorGroup | undefined {
    const known = this.#unsaved.get(id) ?? this.#recent.get(id);
    if (known) return known;
    const stored = this.#rows.byId(id);
    if (stored) this.#recent.set(id, stored);
    return stored;
  }

  /** Those that a person merged into it, by id. */
  mergedInto(id: ErrorGroupId): readonly ErrorGroup[] {
    const stored = this.#rows.mergedInto(id).filter((group) => !this.#unsaved.has(group.id));
    return [...stored, ...this.#unsaved.values()]
      .filter(({ mergedInto, mergedWhy }) => mergedInto === id && mergedWhy === 'person')
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  put(group: ErrorGroup): void {
    this.#recent.set(group.id, group);
    this.#unsaved.set(group.id, group);
  }

  /** Takes note that they were deleted. */
  forget(ids: readonly ErrorGroupId[]): void {
    for (const id of ids) this.#recent.delete(id);
  }

  get isSaved(): boolean {
    return this.#unsaved.size === 0;
  }

  save(): void {
    for (const group of this.#unsaved.values()) this.#rows.save(group);
    this.#unsaved = new Map();
  }
}
