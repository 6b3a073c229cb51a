import type { Clock } from '../clock.ts';
import type { NoiseReport } from '../domain/report.ts';
import { between, type Duration, days, hours, type Instant, minutes } from '../domain/time.ts';
import type { Log } from '../log.ts';

/** The noise of the last seven days, counted anew at most once an hour, since it takes seconds. */
export interface Week {
  /** What is known now, which has it counted anew where that is old; null: nothing yet. */
  glance(): NoiseReport | null;
  /** The same, waiting for it where nothing is known. */
  whole(): Promise<NoiseReport>;
}

/** What counting needs. */
interface WeekDeps {
  readonly report: (span: Duration) => Promise<NoiseReport>;
  readonly clock: Clock;
  readonly log: Log;
  /** Called when it was counted. */
  readonly counted: () => void;
}

const SPAN = days(7);
const KEPT = hours(1);
/** Where nobody was told of anything yet, the first card is soon in it. */
const NONE_KEPT = minutes(5);

/** Counts when somebody looks, and not before. */
export function weekOf({ report, clock, log, counted }: WeekDeps): Week {
  let known: NoiseReport | null = null;
  let askedAt: Instant | null = null;
  const count = async () => {
    askedAt = clock.now();
    known = await report(SPAN);
    counted();
    return known;
  };
  return {
    glance() {
      const kept = known?.figures.cards === 0 ? NONE_KEPT : KEPT;
      if (askedAt === null || between(askedAt, clock.now()) >= kept) {
        void count().catch((error: unknown) => {
          log.warn({ error }, 'the noise of the week could not be counted for the Homes of people');
        });
      }
      return known;
    },
    whole: async () => known ?? count(),
  };
}
