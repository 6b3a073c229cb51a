import type { ViewOutput } from '@slack/bolt';
import type { IncidentAct } from '../../domain/command.ts';
import type { Asker } from '../asker.ts';
import type { FieldFaults } from '../blocks/index.ts';
import type { Desk } from '../desk.ts';
import { perform } from '../perform.ts';

/** What happens once the modal has closed. */
export type ViewWork = (asker: Asker, desk: Desk) => Promise<void>;

/** A modal that can be submitted. Add one by writing a file here and listing it in `index.ts`. */
export interface SlackView {
  /** Slack's `callback_id`. */
  readonly id: string;
  /** Reads what was filled in: what is wrong with it, or what is to be done. */
  submit(view: ViewOutput, desk: Desk): FieldFaults | ViewWork;
}

/** Has the act done on the incident that the modal is about. */
export function actOn(view: ViewOutput, act: IncidentAct): ViewWork {
  const number = incidentOf(view);
  return async (asker, desk) => {
    await perform(desk, asker, number, act);
  };
}

/** The incident that a modal is about. */
export function incidentOf(view: Pick<ViewOutput, 'private_metadata' | 'callback_id'>): number {
  const number = subjectOf(view);
  if (number === null) throw new Error(`The modal ${view.callback_id} names no incident.`);
  return number;
}

/** The incident that a modal is about; null where it is about none yet. */
export function subjectOf({ private_metadata }: Pick<ViewOutput, 'private_metadata'>) {
  const metadata: unknown = private_metadata === '' ? {} : JSON.parse(private_metadata);
  const has = typeof metadata === 'object' && metadata !== null && 'incident' in metadata;
  return has && typeof metadata.incident === 'number' ? metadata.incident : null;
}
