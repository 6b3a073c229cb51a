import type { Calendar, Window } from './calendar.ts';
import type { Labels } from './labels.ts';
import type { Matcher } from './matcher.ts';
import type { Severity } from './severity.ts';
import type { Duration } from './time.ts';

/** Where something of the configuration stands, for people: `quell.yml line 21`, or `built in`. */
export type ConfigPlace = string;

/** What is done to each alert that matches, before it is routed; rules are tried in order, and `ignore` ends them. */
export interface Rule {
  readonly place: ConfigPlace;
  readonly match: readonly Matcher[];
  readonly action: /** Counted, never shown. */
    | { readonly type: 'ignore' }
    | {
        readonly type: 'set';
        /** An empty value takes the label away. */
        readonly labels: Labels;
        readonly severity: Severity | null;
        readonly title: string | null;
      };
}

/** What of an error group people are told at once, whatever its counts. */
export const ERROR_CONDITIONS = ['first-seen', 'regression', 'escalating'] as const;
export type ErrorCondition = (typeof ERROR_CONDITIONS)[number];

/** Errors that match belong together as `fingerprint` says; the first rule that matches counts. */
export interface FingerprintRule {
  readonly place: ConfigPlace;
  /** On the labels of the error's alert, `message`, `type`, `value` and `transaction`. */
  readonly match: readonly Matcher[];
  /** Parts joined. Filled in are `{{ default }}`, `{{ tags.NAME }}`, and type, value, message, transaction, logger, level, environment and release. */
  readonly fingerprint: readonly string[];
}

/** How errors of SDKs are grouped and kept. */
export interface ErrorPolicy {
  readonly fingerprints: readonly FingerprintRule[];
  /** Environments that people are told of; an error that names none counts as one of them. */
  readonly environments: readonly string[];
  /** The newest events that are kept of each group. */
  readonly keep: number;
}

/** How much must happen before anybody is told. */
export interface Threshold {
  /** `occurrences`: firing periods of monitors, single events of errors; `users`: distinct ones. */
  readonly of: 'occurrences' | 'users';
  readonly count: number | null;
  /** Null: since the incident began. */
  readonly within: Duration | null;
  /** Any of these of an error group is enough too. Where `count` is null, errors are told for nothing else, and alerts of monitors at once. */
  readonly errors: readonly ErrorCondition[];
}

/** How alerts become incidents and where these go. */
export interface RouteSettings {
  /** A channel's name with `#`, or its id. */
  readonly channel: string;
  /** `all`: every label, so that each alert is an incident of its own; none: one incident for the whole route. */
  readonly groupBy: readonly string[] | 'all';
  /** From an incident's first alert to its card. */
  readonly groupWait: Duration;
  /** Between two thread entries about alerts that joined. */
  readonly groupInterval: Duration;
  /** How often the mention is repeated while nobody has the incident. */
  readonly repeatInterval: Duration;
  /** Quiet time after the last alert resolves. */
  readonly resolveAfter: Duration;
  /** A return within this time reopens the same incident. */
  readonly reopenWithin: Duration;
  /** Quiet time that ends what no sender resolves. */
  readonly expireAfter: Duration;
  readonly notifyWhen: Threshold;
  /** Whom a new incident calls, as people write it: `@oncall`, `@here`; null: nobody. */
  readonly mention: string | null;
  /** The name of an escalation; null: none. */
  readonly escalation: string | null;
  /** Names of calendars during which nobody is told. */
  readonly muteDuring: readonly string[];
  /** Names of calendars outside of which nobody is told; none: always. */
  readonly activeDuring: readonly string[];
}

/** A node of the route tree, with all that it inherits filled in. */
export interface Route extends RouteSettings {
  /** The matchers from the root to here: part of the group key, so that it stays when routes change places. */
  readonly path: string;
  readonly place: ConfigPlace;
  readonly match: readonly Matcher[];
  /** Whether the routes after this one are tried too. */
  readonly goesOn: boolean;
  readonly routes: readonly Route[];
}

/** While a source alert fires, matching target alerts tell nobody. */
export interface InhibitRule {
  readonly place: ConfigPlace;
  readonly source: readonly Matcher[];
  readonly target: readonly Matcher[];
  /** Labels that must have the same value on both sides; missing on both is the same. */
  readonly equal: readonly string[];
}

/** Planned work: alerts that match tell nobody during its times. */
export interface Maintenance {
  /** How people find it: its name, or where it stands. */
  readonly name: string;
  readonly place: ConfigPlace;
  readonly match: readonly Matcher[];
  readonly window: Window;
}

/** Past so many new cards within a time, a channel gets one living message instead. */
export interface StormLimit {
  readonly incidents: number;
  readonly within: Duration;
}

/** Past so many changes between firing and all-resolved within a time, an incident is flapping, until it is quiet. */
export interface FlappingLimit {
  readonly changes: number;
  readonly within: Duration;
  readonly quiet: Duration;
}

/** One step of an escalation. */
export interface EscalationStep {
  /** From when people were told, or the steps began anew. */
  readonly after: Duration;
  /** Whom, as people write it: `@oncall`, `#leads`. */
  readonly notify: string;
}

/** Steps of whom to call after how long, while nobody has the incident. */
export interface Escalation {
  readonly name: string;
  readonly steps: readonly EscalationStep[];
}

/** What the configuration says about deciding. */
export interface Policy {
  /** Changes when anything below does. */
  readonly version: string;
  readonly rules: readonly Rule[];
  /** The root; it matches everything. */
  readonly route: Route;
  readonly inhibit: readonly InhibitRule[];
  readonly maintenance: readonly Maintenance[];
  readonly calendars: Readonly<Record<string, Calendar>>;
  /** Null: never. */
  readonly storm: StormLimit | null;
  readonly flapping: FlappingLimit | null;
  readonly escalations: readonly Escalation[];
  readonly errors: ErrorPolicy;
}
