import type { Change, Snapshot } from '../../domain/decision.ts';
import { type EventId, eventKey, hasMadeId } from '../../domain/error-event.ts';
import {
  type ErrorGroup,
  type ErrorGroupId,
  type ErrorSample,
  type Release,
  type ReleaseId,
  releaseKey,
} from '../../domain/error-group.ts';

/** What a batch changes of error groups, their events and releases, laid over the snapshot. */
export class ErrorDraft {
  readonly #snapshot: Snapshot;
  readonly #groups = new Map<ErrorGroupId, ErrorGroup>();
  readonly #samples = new Map<string, ErrorSample>();
  readonly #releases = new Map<string, Release>();
  /** Those that this batch has counted. */
  readonly #events = new Set<string>();

  constructor(snapshot: Snapshot) {
    this.#snapshot = snapshot;
  }

  /** As it is itself, also where it was merged into another. */
  group(id: ErrorGroupId): ErrorGroup | undefined {
    return this.#groups.get(id) ?? this.#snapshot.errorGroup(id);
  }

  /** Groups that were merged into this one by a person. */
  mergedInto(id: ErrorGroupId): readonly ErrorGroup[] {
    const stored = this.#snapshot.mergedInto(id).filter((group) => !this.#groups.has(group.id));
    const changed = [...this.#groups.values()].filter(
      ({ mergedInto, mergedWhy }) => mergedInto === id && mergedWhy === 'person',
    );
    return [...stored, ...changed];
  }

  putGroup(group: ErrorGroup): ErrorGroup {
    this.#groups.set(group.id, group);
    return group;
  }

  /** Of events that take the same place only the last one is saved. */
  putSample(sample: ErrorSample): void {
    this.#samples.set(`${sample.group}\0${sample.slot}`, sample);
  }

  /** Whether this event was counted, as far as that is known: in this batch, or it is kept. */
  isCounted(event: EventId): boolean {
    if (hasMadeId(event)) return false;
    return this.#events.has(eventKey(event)) || this.#snapshot.hasEvent(event);
  }

  count(event: EventId): void {
    this.#events.add(eventKey(event));
  }

  release(id: ReleaseId): Release | undefined {
    return this.#releases.get(releaseKey(id)) ?? this.#snapshot.release(id);
  }

  putRelease(release: Release): Release {
    this.#releases.set(releaseKey(release), release);
    return release;
  }

  /** The release of the project that was seen first last. */
  newestRelease(project: string): Release | undefined {
    const stored = this.#snapshot.newestRelease(project);
    const changed = [...this.#releases.values()].filter((release) => release.project === project);
    const known = stored && !this.#releases.has(releaseKey(stored)) ? [stored] : [];
    return [...known, ...changed].reduce<Release | undefined>(newer, undefined);
  }

  /** Each row once, as it is in the end. */
  changes(): readonly Change[] {
    const changes: Change[] = [];
    for (const group of this.#groups.values()) changes.push({ type: 'error-group', group });
    for (const sample of this.#samples.values()) changes.push({ type: 'error-sample', sample });
    for (const release of this.#releases.values()) changes.push({ type: 'release', release });
    return changes;
  }
}

/** Of two that were seen first at the same time, the one with the greater version. */
function newer(a: Release | undefined, b: Release): Release {
  if (!a || b.firstSeenAt > a.firstSeenAt) return b;
  return b.firstSeenAt === a.firstSeenAt && b.version > a.version ? b : a;
}
