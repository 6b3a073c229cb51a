import { type EventId, eventKey } from '../../../domain/error-event.ts';
import {
  type ErrorGroup,
  type ErrorGroupId,
  type Release,
  type ReleaseId,
  releaseKey,
} from '../../../domain/error-group.ts';
import { byFirstSeen, type ErrorChange, hasEventAmong, sampleKey } from '../../errors.ts';
import type { Changed } from './changed.ts';
import type { Loaded } from './loaded.ts';
import type { Wanted } from './wanted.ts';

/** What a batch has changed, and what it wants beside what is loaded. */
interface Batch {
  readonly changed: Changed;
  readonly wanted: Wanted;
}

/** Of a picture what is kept of errors. */
export class ErrorPicture {
  readonly #loaded: Loaded;
  readonly #batch: Batch;

  constructor(loaded: Loaded, batch: Batch) {
    this.#loaded = loaded;
    this.#batch = batch;
  }

  group(id: ErrorGroupId): ErrorGroup | undefined {
    const { changed, wanted } = this.#batch;
    if (!this.#loaded.errorGroups.has(id)) wanted.errorGroups.add(id);
    return changed.errorGroups.get(id) ?? this.#loaded.errorGroups.get(id);
  }

  /** By a person. */
  mergedInto(id: ErrorGroupId): readonly ErrorGroup[] {
    const { changed, wanted } = this.#batch;
    const stored = this.#loaded.merged.get(id);
    if (!stored) wanted.merged.add(id);
    const ids = new Set([...(stored ?? []), ...changed.errorGroups.keys()]);
    return Array.from(ids, (each) => this.group(each))
      .filter((group) => group !== undefined)
      .filter(({ mergedInto, mergedWhy }) => mergedInto === id && mergedWhy === 'person')
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  hasEvent(id: EventId): boolean {
    const { changed, wanted } = this.#batch;
    const stored = this.#loaded.events.get(eventKey(id));
    if (!stored) wanted.addEvent(id);
    if (hasEventAmong(changed.errorSamples.values(), id)) return true;
    return stored?.some((place) => !changed.errorSamples.has(place)) === true;
  }

  release(id: ReleaseId): Release | undefined {
    const { changed, wanted } = this.#batch;
    const key = releaseKey(id);
    if (!this.#loaded.releases.has(key)) wanted.addRelease(id);
    return changed.releases.get(key) ?? this.#loaded.releases.get(key);
  }

  /** Where some were changed, as many more of those that are stored have to be known. */
  newestRelease(project: string): Release | undefined {
    const { changed, wanted } = this.#batch;
    const own = [...changed.releases.values()].filter((release) => release.project === project);
    const stored = this.#loaded.newest.get(project);
    if ((stored?.asked ?? 0) <= own.length) wanted.addNewest(project, own.length + 1);
    const others = stored?.found.filter((release) => !changed.releases.has(releaseKey(release)));
    return [...(others ?? []), ...own].sort(byFirstSeen)[0];
  }

  /** Notes what a change alters that is not locked yet, and makes it so. */
  put(change: ErrorChange): void {
    switch (change.type) {
      case 'error-group':
        this.#putGroup(change.group);
        return;
      case 'error-sample':
        // Its place is given by its group.
        this.#mustHave(change.sample.group);
        this.#batch.changed.errorSamples.set(sampleKey(change.sample), change.sample);
        return;
      case 'release':
        this.#putRelease(change.release);
        return;
    }
  }

  /** Which groups were merged into one is locked with that one. */
  #putGroup(group: ErrorGroup): void {
    const { changed } = this.#batch;
    const before = changed.errorGroups.get(group.id) ?? this.#loaded.errorGroups.get(group.id);
    this.#mustHave(group.id);
    const isSame = before?.mergedInto === group.mergedInto && before.mergedWhy === group.mergedWhy;
    if (!isSame) {
      for (const target of [before?.mergedInto, group.mergedInto]) {
        if (typeof target === 'string') this.#mustHave(target);
      }
    }
    changed.errorGroups.set(group.id, group);
  }

  #putRelease(release: Release): void {
    const { changed, wanted } = this.#batch;
    const { releasesAlone } = this.#loaded;
    if (releasesAlone && !releasesAlone.has(release.project)) {
      wanted.releasesAlone.add(release.project);
    }
    changed.releases.set(releaseKey(release), release);
  }

  #mustHave(id: ErrorGroupId): void {
    if (!this.#loaded.errorGroups.has(id)) this.#batch.wanted.errorGroups.add(id);
  }
}
