import type { ViewOutput } from '@slack/bolt';
import type { IncidentAct } from '../../domain/command.ts';
import type { Asker } from '../asker.ts';
import type { Desk } from '../desk.ts';
import { perform } from '../perform.ts';

/** A press on a button, or a choice in a select. */
export interface Click {
  readonly asker: Asker;
  /** The button's value, or that of the chosen option. */
  readonly value: string;
  /** The modal that it was in; null in a message. */
  readonly view: ViewOutput | null;
}

/** One button or select. Add one by writing a file here and listing it in `index.ts`. */
export interface SlackAction {
  /** Slack's `action_id`. Stable: messages that were posted long ago carry it. */
  readonly id: string;
  run(click: Click, desk: Desk): Promise<void>;
}

/** A button that asks for one act on its incident, and needs to know nothing else. */
export function incidentAction(id: `incident.${string}`, act: IncidentAct): SlackAction {
  return {
    id,
    async run({ asker, value }, desk) {
      await perform(desk, asker, readValue(value).number, act);
    },
  };
}

/** The incident's number and the choice in a value such as `12`, `12:1h` or `12:severity:critical`. */
export function readValue(value: string): { readonly number: number; readonly choice: string } {
  const [, digits, choice = ''] = /^(\d{1,9})(?::(.*))?$/s.exec(value) ?? [];
  if (digits === undefined)
    throw new Error(`The value ${JSON.stringify(value)} names no incident.`);
  return { number: Number(digits), choice };
}
