import type { IncidentId } from '../domain/incident.ts';
import type { Policy } from '../domain/policy.ts';
import type { Recording } from '../domain/recording.ts';
import type { Duration } from '../domain/time.ts';
import { compare } from '../replay/compare.ts';
import { Replay, type Setting } from '../replay/replay.ts';
import type { ReplayResult } from '../replay/result.ts';
import { sumOf } from '../replay/tally.ts';

/** Work in short steps: whoever asks for them lets other work have its turn in between. */
export type Steps<T> = Generator<void, T>;

/** What a change would have made better and worse. */
export interface Effect {
  readonly fewerCards: number;
  readonly missed: number;
  readonly later: Duration | null;
}

/** So many recordings make a step of some milliseconds. */
const AT_ONCE = 200;

/** Replays recordings in steps. */
export function* replaying(
  recordings: readonly Recording[],
  policy: Policy,
  setting: Setting,
): Steps<ReplayResult> {
  const replay = new Replay(policy, setting);
  for (const [index, recording] of recordings.entries()) {
    replay.take(recording);
    if (index % AT_ONCE === AT_ONCE - 1) yield;
  }
  yield;
  return replay.finish();
}

/** What differs between two replays of the same; `matters` are the incidents that needed a person. */
export function effectBetween(
  before: ReplayResult,
  after: ReplayResult,
  matters: ReadonlySet<IncidentId>,
): Effect {
  const { missed, delayed } = compare(before, after);
  const wanted = ({ recordedAs }: { readonly recordedAs: ReadonlySet<IncidentId> }) =>
    [...recordedAs].some((incident) => matters.has(incident));
  return {
    fewerCards: sumOf(before.posts).cards - sumOf(after.posts).cards,
    missed: missed.filter(wanted).length,
    later: delayed.find(wanted)?.by ?? null,
  };
}
