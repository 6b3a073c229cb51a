import { type Clock, systemClock } from '../clock.ts';
import { duration, type Instant, plus } from '../domain/time.ts';

/** What hearing signals needs of the world. */
export interface SignalDeps {
  readonly clock: Pick<Clock, 'now'>;
  /** Hears every SIGTERM and SIGINT. */
  readonly onSignal: (listener: (signal: 'SIGINT' | 'SIGTERM') => void) => void;
  /** Ends the process at once. */
  readonly end: () => void;
}

/** One Ctrl+C may come twice: npm hands on to us what the terminal has sent to all, and where `sh` is bash nobody stands between. */
const ONE_PRESS = duration(500);

/** Resolves at the first SIGTERM or SIGINT; a second one ends the process at once. */
export function untilToldToStop({ clock, onSignal, end }: SignalDeps = OF_PROCESS): Promise<void> {
  return new Promise((resolve) => {
    let toldAt: Instant | null = null;
    onSignal((signal) => {
      const now = clock.now();
      const isOnePress = signal === 'SIGINT' && toldAt !== null && now < plus(toldAt, ONE_PRESS);
      if (toldAt !== null && !isOnePress) end();
      toldAt ??= now;
      resolve();
    });
  });
}

const OF_PROCESS: SignalDeps = {
  clock: systemClock,
  onSignal(listener) {
    process.on('SIGTERM', () => listener('SIGTERM'));
    process.on('SIGINT', () => listener('SIGINT'));
  },
  end: () => process.exit(1),
};
