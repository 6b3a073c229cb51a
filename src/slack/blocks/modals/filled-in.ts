import type { ViewOutput } from '@slack/bolt';

/** What a person filled in: Slack's `view.state.values`. */
export type FilledIn = ViewOutput['state']['values'];

/** What is wrong with it: a sentence at each field where it can be mended. */
export interface FieldFaults {
  readonly errors: Readonly<Record<string, string>>;
}

/** Sentences at the fields where something can be mended. */
export function faults(errors: Readonly<Record<string, string>>): FieldFaults {
  return { errors };
}

/** Whether something has to be mended before it can be done. */
export function isFaulty(read: object): read is FieldFaults {
  return 'errors' in read;
}

/** The text in a field, without spaces around it; empty where there is none. */
export function textIn(values: FilledIn, block: string): string {
  return values[block]?.['value']?.value?.trim() ?? '';
}

/** The value of what was chosen in a menu or among radio buttons. */
export function choiceIn(values: FilledIn, block: string): string | null {
  return values[block]?.['value']?.selected_option?.value ?? null;
}

/** The values of all that was ticked. */
export function choicesIn(values: FilledIn, block: string): readonly string[] {
  const ticked = values[block]?.['value']?.selected_options ?? [];
  return ticked.flatMap(({ value }) => value ?? []);
}

/** The id of the person who was chosen. */
export function userIn(values: FilledIn, block: string): string | null {
  return values[block]?.['value']?.selected_user ?? null;
}

/** The id of the channel that was chosen. */
export function channelIn(values: FilledIn, block: string): string | null {
  return values[block]?.['value']?.selected_conversation ?? null;
}

/** The moment that was chosen, in Slack's seconds. */
export function secondsIn(values: FilledIn, block: string): number | null {
  return values[block]?.['value']?.selected_date_time ?? null;
}
