import { type Release, type ReleaseId, releaseKey } from '../../../domain/error-group.ts';
import { byFirstSeen } from '../../errors.ts';
import type { ReleaseRows } from '../rows/releases.ts';
import { Recent } from './recent.ts';

/** So many stay in memory; one may hold hundreds of paths. */
const KEPT = 100;

/** The releases that were named last; others are looked up one by one. */
export class Releases {
  readonly #rows: ReleaseRows;
  readonly #recent = new Recent<Release>(KEPT);
  #unsaved = new Map<string, Release>();

  constructor(rows: ReleaseRows) {
    this.#rows = rows;
  }

  find(id: ReleaseId): Release | undefined {
    const key = releaseKey(id);
    const known = this.#unsaved.get(key) ?? this.#recent.get(key);
    if (known) return known;
    const stored = this.#rows.byId(id);
    if (stored) this.#recent.set(key, stored);
    return stored;
  }

  /** The one of a project that was first seen last. */
  newestOf(project: string): Release | undefined {
    const unsaved = [...this.#unsaved.values()].filter((release) => release.project === project);
    const stored = this.#rows
      .newestOf(project, unsaved.length + 1)
      .filter((release) => !this.#unsaved.has(releaseKey(release)));
    return [...stored, ...unsaved].sort(byFirstSeen)[0];
  }

  put(release: Release): void {
    const key = releaseKey(release);
    this.#recent.set(key, release);
    this.#unsaved.set(key, release);
  }

  /** Takes note that some were deleted. */
  forget(): void {
    this.#recent.clear();
  }

  get isSaved(): boolean {
    return this.#unsaved.size === 0;
  }

  save(): void {
    for (const release of this.#unsaved.values()) this.#rows.save(release);
    this.#unsaved = new Map();
  }
}
