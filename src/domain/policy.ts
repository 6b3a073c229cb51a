import type { Duration } from './time.ts';

/** How alerts become incidents and where these go. */
export interface Route {
  /** A channel's name with `#`, or its id. */
  readonly channel: string;
  readonly groupBy: readonly string[];
  /** Quiet time after the last alert resolves. */
  readonly resolveAfter: Duration;
  /** A return within this time reopens the same incident. */
  readonly reopenWithin: Duration;
  /** Quiet time that ends what no sender resolves. */
  readonly expireAfter: Duration;
}

/** What the configuration says about deciding. */
export interface Policy {
  readonly route: Route;
}
