import type { TimelineEntry } from '../../domain/timeline.ts';
import { rings, toTell } from './calls.ts';
import type { Situation } from './situation.ts';

/** So many lines of what happened so far are read in one message. */
const LINES = 20;

/** What one reply tells of all that was told in another workspace. */
export interface Recap {
  /** The newest, in order. */
  readonly entries: readonly TimelineEntry[];
  /** Whether there are earlier ones too. */
  readonly isCut: boolean;
}

/** The newest of what was told, without calls that a later one or the end overtook. */
export function recapOf(situation: Situation): Recap {
  const told = toldAlready(situation);
  return { entries: told.slice(-LINES), isCut: told.length > LINES };
}

/** Whether a recap has anything to say beside calls that ring once more. */
export function tellsAnything(situation: Situation): boolean {
  return toldAlready(situation).some((entry) => !rings(entry, situation));
}

function toldAlready({ delivery, ...situation }: Situation): readonly TimelineEntry[] {
  const { recap: _, ...whole } = delivery;
  return toTell({ ...situation, delivery: whole });
}
