import type { Policy } from '../domain/policy.ts';
import type { Duration } from '../domain/time.ts';

/** How much a source may send: so many alerts in so much time. */
export interface Rate {
  readonly count: number;
  readonly per: Duration;
}

/** A sender with a name of its own, reachable at `/hooks/<name>`. */
export interface SourceSettings {
  readonly name: string;
  /** The format that it speaks. */
  readonly type: string;
  /** Null: the ingest key. */
  readonly key: string | null;
  /** Null: no limit of its own. */
  readonly rate: Rate | null;
  /** Null: as its type has it. */
  readonly resolveTimeout: Duration | null;
}

/** How long things are kept that nobody works on. */
interface Retention {
  /** Resolved incidents with their timelines. */
  readonly resolved: Duration;
  /** Samples of what arrived. */
  readonly occurrences: Duration;
}

/** When the report of the week's noise comes. */
interface ReportSettings {
  readonly weekly: boolean;
  /** Null: each channel gets its own. */
  readonly channel: string | null;
  /** 0 is Sunday. */
  readonly day: number;
  /** Minutes since midnight. */
  readonly minute: number;
  /** An IANA time zone. */
  readonly timezone: string;
}

/** All that the configuration file says, with the defaults filled in. */
export interface Settings {
  readonly policy: Policy;
  readonly sources: readonly SourceSettings[];
  readonly retention: Retention;
  readonly report: ReportSettings;
  /** Where Quell speaks about itself. */
  readonly defaultChannel: string;
  /** An IANA time zone, for times that name none. */
  readonly timezone: string;
}

/** The texts in the settings that nobody may see. */
export function secretsIn({ sources }: Settings): readonly string[] {
  return sources.flatMap(({ key }) => key ?? []);
}
