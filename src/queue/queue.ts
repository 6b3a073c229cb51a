import type { Instant } from '../domain/time.ts';

/** What can be asked of a worker. It carries ids, never state: the store is the truth. */
export type Job =
  | { readonly kind: 'tick' }
  /** Make Slack look like the state, in one configured channel. */
  | { readonly kind: 'deliver'; readonly channel: string }
  /** Delete what is older than it is to be kept. */
  | { readonly kind: 'upkeep' }
  /** Report the week's noise, where that is due. */
  | { readonly kind: 'report' }
  /** Look which sources fell silent. */
  | { readonly kind: 'sources' }
  /** Draw the Homes anew that people have open: a job of the process through which they were opened. */
  | { readonly kind: 'homes' };

/** The identity of a job: of one job, only the earliest time is kept. */
export function jobId(job: Job): string {
  return job.kind === 'deliver' ? `deliver:${job.channel}` : job.kind;
}

/** Wakes a worker at a time. */
export interface Queue {
  /** Runs the job at `at`, or at once when that has passed. A job that waits already moves to the earlier time. */
  schedule(job: Job, at: Instant): void;
  /** Begins to run jobs; one of an identity at a time. A job that rejects is run again, a little later. */
  start(run: (job: Job) => Promise<void>): void;
  /** Starts no further job, and resolves when those that run are done. */
  close(): Promise<void>;
}
