import type { EventId } from '../../domain/error-event.ts';
import {
  type ErrorGroup,
  type ErrorGroupId,
  type ErrorSample,
  type Release,
  releaseKey,
} from '../../domain/error-group.ts';
import { byFirstSeen, type ErrorChange, hasEventAmong, sampleKey } from '../errors.ts';

/** What is kept of errors, as plain maps. */
export class ErrorState {
  readonly groups = new Map<ErrorGroupId, ErrorGroup>();
  /** By group and slot. */
  readonly samples = new Map<string, ErrorSample>();
  readonly releases = new Map<string, Release>();

  put(change: ErrorChange): void {
    switch (change.type) {
      case 'error-group':
        this.groups.set(change.group.id, change.group);
        return;
      case 'error-sample':
        this.samples.set(sampleKey(change.sample), change.sample);
        return;
      case 'release':
        this.releases.set(releaseKey(change.release), change.release);
        return;
    }
  }

  /** By a person. */
  mergedInto(id: ErrorGroupId): readonly ErrorGroup[] {
    return [...this.groups.values()]
      .filter(({ mergedInto, mergedWhy }) => mergedInto === id && mergedWhy === 'person')
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  hasEvent(id: EventId): boolean {
    return hasEventAmong(this.samples.values(), id);
  }

  /** The one that was first seen last comes first. */
  releasesOf(project: string): readonly Release[] {
    return [...this.releases.values()]
      .filter((release) => release.project === project)
      .sort(byFirstSeen);
  }
}
