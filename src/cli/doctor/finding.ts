/** How something stands; `skipped`: it could not be looked at, since something before it is at fault. */
export type Status = 'well' | 'warning' | 'fault' | 'skipped';

/** What a check found, as `--json` tells it. */
export interface Finding {
  /** The name of the check. */
  readonly check: string;
  readonly status: Status;
  /** How it is. */
  readonly detail: string;
  /** What to do; null: nothing. */
  readonly remedy: string | null;
}

/** A finding whose check is yet to be named. */
export type Said = Omit<Finding, 'check'>;

/** It is as it should be. */
export function well(detail: string, remedy: string | null = null): Said {
  return { status: 'well', detail, remedy };
}

/** It works, or may, and is not as it should be. */
export function warning(detail: string, remedy: string): Said {
  return { status: 'warning', detail, remedy };
}

/** It does not work. */
export function fault(detail: string, remedy: string): Said {
  return { status: 'fault', detail, remedy };
}

/** It could not be looked at. */
export function skipped(detail: string): Said {
  return { status: 'skipped', detail, remedy: null };
}
