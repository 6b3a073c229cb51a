import type { Said } from './finding.ts';
import type { Visit } from './visit.ts';

/** Where a check is shown. */
export type Section = 'Settings' | 'Slack' | 'This machine';

/** One thing that is looked at. It changes nothing, and posts nothing anywhere. */
export interface Check {
  readonly name: string;
  readonly section: Section;
  /** What it found; none: it does not apply here. Rejects only with what Slack or the network said. */
  look(visit: Visit): Promise<readonly Said[]> | readonly Said[];
}
