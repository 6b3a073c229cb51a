import type { Policy } from '../domain/policy.ts';
import type { Duration } from '../domain/time.ts';
import type { MappingTexts } from '../sources/mapping/mapping.ts';

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
  /** The project of an SDK's errors, in digits; null: it has none. */
  readonly project: string | null;
  /** How its bodies become alerts; null: as its type has it. */
  readonly map: MappingTexts | null;
  /** A body, or the name of a file that has it, on which the mapping is tried; null: none. */
  readonly example: unknown;
}

/** How long things are kept that nobody works on. */
interface Retention {
  /** Resolved incidents with their timelines. */
  readonly resolved: Duration;
  /** Samples of what arrived. */
  readonly occurrences: Duration;
  /** Events of errors. */
  readonly events: Duration;
}

/** What is taken out of errors as they come in. */
interface ScrubSettings {
  /** Names of fields whose values are replaced, beside those that always are. */
  readonly fields: readonly string[];
  readonly keepIp: boolean;
  readonly keepEmail: boolean;
}

/** What beside the policy is said about errors of SDKs. */
interface ErrorSettings {
  readonly scrub: ScrubSettings;
  /** The most events that a project keeps. */
  readonly perProject: number;
  /** The file to which each event is appended; null: none. */
  readonly log: string | null;
}

/** Where mail is taken in by SMTP. */
export interface MailSettings {
  readonly port: number;
  readonly host: string;
  /** Addresses and domains whose mail is taken; empty: all. */
  readonly from: readonly string[];
  /** Whether mail is taken without a key. */
  readonly open: boolean;
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
  readonly errors: ErrorSettings;
  /** Null: mail is taken in nowhere. */
  readonly mail: MailSettings | null;
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
