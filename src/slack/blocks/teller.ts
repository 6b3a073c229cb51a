import type { Incident } from '../../domain/incident.ts';
import type { Happening, TimelineEntry } from '../../domain/timeline.ts';
import type { Pen } from './line.ts';
import type { SurfaceContext } from './message.ts';

/** What happened, of one kind. */
export type Of<K extends Happening['kind']> = Extract<Happening, { kind: K }>;

/** An entry of the timeline that is told, and of what. */
export interface Told {
  readonly incident: Incident;
  readonly entry: TimelineEntry;
  /** Who did it. */
  readonly name: string;
  readonly cardLink: SurfaceContext['cardLink'];
}

/** Tells entries of one kind in one line. */
export type Teller<K extends Happening['kind']> = (pen: Pen, told: Told, what: Of<K>) => string;
