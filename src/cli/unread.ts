import type { EventEmitter } from 'node:events';

/** What a shell reports of a program that SIGPIPE ends, as others are that write to nobody. */
const BROKEN_PIPE = 141;

/** Ends quietly when nobody reads any more, as in `quell export errors | head`. */
export function endWhenUnread(
  streams: readonly Pick<EventEmitter, 'on'>[],
  exit: (code: number) => void,
): void {
  for (const stream of streams) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      exit(BROKEN_PIPE);
    });
  }
}
