import type { Route, RouteSettings } from '../../domain/policy.ts';
import type { Duration } from '../../domain/time.ts';
import type { Kind } from '../kinds.ts';

/** What is known of a kind of incidents when ideas are sought. */
export interface Facts {
  readonly kind: Kind;
  /** The route that they took. */
  readonly route: Route;
  /** Whether single events of errors arrived, which count each. */
  readonly hasEvents: boolean;
  /** Whether these tell of users. */
  readonly hasUsers: boolean;
}

/** What is added to the configuration for one kind. */
export type Addition =
  | {
      readonly to: 'routes';
      readonly settings: Partial<RouteSettings>;
      /** The same as people write it: `group_wait: 10m`. */
      readonly line: string;
    }
  /** A rule that ignores it. */
  | { readonly to: 'rules' };

/** A change that may lessen the noise of one kind; replay tells whether it does. */
export interface Idea {
  readonly name: string;
  readonly finding: string;
  readonly proposal: string;
  /** How much later such an incident comes at least; null: no later. */
  readonly later: Duration | null;
  readonly addition: Addition;
}

/** Finds an idea for a kind, or none. */
export type Generator = (facts: Facts) => Idea | null;

/** Fewer cards are no noise. */
export const LEAST_CARDS = 3;
