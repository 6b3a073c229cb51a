import type { ErrorEvent, Frame } from '../../domain/error-event.ts';
import { type Likeness, likenessOf } from './likeness.ts';

/** Whether an event has a path that the rules took for shorter once. */
export function hasHashInPath({ chain }: ErrorEvent): boolean {
  return chain.some(({ frames }) => frames.some(({ path }) => path.includes('#')));
}

/** The rules as they were when a `#` ended every path, also that of a file in a folder `c#`. */
export function likenessOfCutPaths(event: ErrorEvent): Likeness {
  const chain = event.chain.map((raised) => ({ ...raised, frames: raised.frames.map(cut) }));
  return likenessOf({ ...event, chain });
}

function cut(frame: Frame): Frame {
  const [path = ''] = frame.path.split('#', 1);
  return { ...frame, path };
}
