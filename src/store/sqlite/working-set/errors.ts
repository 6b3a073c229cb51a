import type { EventId } from '../../../domain/error-event.ts';
import type { ErrorSample } from '../../../domain/error-group.ts';
import { type ErrorChange, hasEventAmong, sampleKey } from '../../errors.ts';
import type { Rows } from '../rows/rows.ts';
import { ErrorGroups } from './error-groups.ts';
import { Releases } from './releases.ts';

/** What is kept of errors. Events are written and not held: decisions never read them. */
export class Errors {
  readonly groups: ErrorGroups;
  readonly releases: Releases;
  readonly #rows: Rows['errorSamples'];
  /** By place: of a batch that goes round a ring more than once, the last are written. */
  #samples = new Map<string, ErrorSample>();

  constructor({ errorGroups, errorSamples, releases }: Rows) {
    this.groups = new ErrorGroups(errorGroups);
    this.releases = new Releases(releases);
    this.#rows = errorSamples;
  }

  put(change: ErrorChange): void {
    switch (change.type) {
      case 'error-group':
        this.groups.put(change.group);
        return;
      case 'error-sample':
        this.#samples.set(sampleKey(change.sample), change.sample);
        return;
      case 'release':
        this.releases.put(change.release);
        return;
    }
  }

  hasEvent(id: EventId): boolean {
    if (hasEventAmong(this.#samples.values(), id)) return true;
    return this.#rows.placesOf(id).some((place) => !this.#samples.has(sampleKey(place)));
  }

  get isSaved(): boolean {
    return this.groups.isSaved && this.releases.isSaved && this.#samples.size === 0;
  }

  save(): void {
    this.groups.save();
    this.releases.save();
    for (const sample of this.#samples.values()) this.#rows.save(sample);
    // Of a cleared Map V8 keeps the old table with its entries, and chains it to the next: until the next full collection
    // of garbage all of them, with all that they hold, are taken for alive. So what is used up in each batch is made anew.
    this.#samples = new Map();
  }
}
