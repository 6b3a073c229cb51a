import type { Incident, Mute, Resolution } from '../domain/incident.ts';

type Perhaps<T, K extends keyof T> = Omit<T, K> & Partial<Pick<T, K>>;

/** Parts of an incident as a program may have saved it that knew no errors yet. */
export interface OlderParts {
  readonly mute: Perhaps<Mute, 'ignores'> | null;
  readonly resolution: Perhaps<Resolution, 'into' | 'release'> | null;
  readonly error?: Incident['error'];
}

/** The same with what was not known then, each part in its place. */
export function completed<T extends OlderParts>(older: T) {
  const { mute, resolution, error } = older;
  return {
    ...older,
    mute: mute && { ...mute, ignores: mute.ignores ?? false },
    resolution: resolution && {
      ...resolution,
      into: resolution.into ?? null,
      release: resolution.release ?? null,
    },
    error: error ?? null,
  };
}
