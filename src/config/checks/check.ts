import type { Instant } from '../../domain/time.ts';
import type { Finding, Path } from '../fault.ts';
import type { ConfigFile } from '../schema/file.ts';

/** What checks look at: the parts of the file that are well formed, and what is known of the rest. */
export interface Checked {
  readonly file: ConfigFile;
  readonly now: Instant;
  /** Every name that the file gives in a list, also where the rest of that item is wrong. */
  readonly names: {
    readonly escalations: readonly string[];
    readonly time_intervals: readonly string[];
  };
  /** Whether the file says it, so that it is no default. */
  isWritten(path: Path): boolean;
  /** Whether the file says it, right or wrong. */
  isSaid(path: Path): boolean;
  /** The line at which something stands. */
  lineOf(path: Path): number;
}

/** What is wrong across several values of a file whose single values are right. */
export type Check = (checked: Checked) => readonly Finding[];
