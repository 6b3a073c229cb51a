import type { Incident } from '../../../domain/incident.ts';
import type { NoiseReport } from '../../../domain/report.ts';
import type { Silence } from '../../../domain/silence.ts';
import type { SourceHabit } from '../../../domain/source-habit.ts';
import type { Instant } from '../../../domain/time.ts';
import type { Permalink } from '../answers/incident-rows.ts';

/** What a Home is drawn from. */
export interface HomeFacts {
  readonly now: Instant;
  readonly userId: string;
  /** Open ones that somebody was told of; those that wait for this person. */
  readonly waiting: readonly Incident[];
  readonly others: readonly Incident[];
  /** How many are open of which nobody is told yet. */
  readonly withheld: number;
  /** The one that was resolved last; null: none, or others are open. */
  readonly last: Incident | null;
  readonly permalink: Permalink;
  /** In force. */
  readonly silences: readonly Silence[];
  /** Who spoke last comes first. */
  readonly heard: readonly Pick<SourceHabit, 'name' | 'lastAt'>[];
  /** Null: it is not counted yet. */
  readonly week: NoiseReport | null;
}
