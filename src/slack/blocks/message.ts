import type { KnownBlock } from '@slack/types';
import type { Instant } from '../../domain/time.ts';

/** What a message consists of: blocks, and the text for lock screens, search and screen readers. */
export interface MessageBody {
  readonly text: string;
  readonly blocks: KnownBlock[];
}

/** What surfaces need beside the incident. */
export interface SurfaceContext {
  readonly now: Instant;
  /** The page of an incident; null: not linked. */
  readonly incidentUrl: ((number: number) => string) | null;
  /** The card of another incident in Slack; null: it has none that can be linked. */
  readonly cardLink: (number: number) => string | null;
}
