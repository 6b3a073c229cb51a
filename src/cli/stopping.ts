import { type Duration, seconds } from '../domain/time.ts';
import type { Log } from '../log.ts';

/** What does not finish by then is safe in the store, and goes on at the next start. */
const STOP_WITHIN = seconds(8);
/** Longer, and whoever pressed Ctrl+C wonders. */
const AT_ONCE = seconds(1);

/** What a stop needs of the world. */
export interface StopDeps {
  /** Begins to stop, and tells of each part that it waits for. */
  readonly stop: (waitsFor: (part: string) => void) => Promise<void>;
  readonly log: Log;
  /** Does something so much later; what it answers calls that off. */
  readonly after: (wait: Duration, action: () => void) => () => void;
}

/** Stops within reason, and says what it waits for where that lasts. */
export async function stopWithinReason({ stop, log, after }: StopDeps): Promise<void> {
  log.info({}, 'stopping');
  let part = '';
  const ends = [
    after(AT_ONCE, () => {
      log.info(
        { waitsFor: part },
        'still stopping, for 8 s at most; Ctrl+C once more ends it at once',
      );
    }),
  ];
  const late = new Promise<void>((resolve) => {
    ends.push(
      after(STOP_WITHIN, () => {
        log.warn(
          { waitsFor: part },
          'stopped before all was finished; the rest goes on at the next start',
        );
        resolve();
      }),
    );
  });
  const stopped = stop((next) => {
    part = next;
  });
  await Promise.race([stopped, late]);
  for (const end of ends) end();
}
