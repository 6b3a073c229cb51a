import type { IncidentAct } from '../../../domain/command.ts';
import { type Instant, parseDuration, plus } from '../../../domain/time.ts';

/** The act that keeps an error from people until it means more. */
export type Ignore = Extract<IncidentAct, { verb: 'ignore' }>;

/** Nothing ends it. */
export const FOR_EVER: Ignore = {
  verb: 'ignore',
  until: null,
  occurrences: null,
  users: null,
  spike: false,
  reason: '',
};

/** What a choice of the menu asks for: `1d`, `100-times`, `10-users`, `escalates`, `forever`. */
export function ignoreOf(choice: string, now: Instant): Ignore {
  if (choice === 'forever') return FOR_EVER;
  if (choice === 'escalates') return { ...FOR_EVER, spike: true };
  const [, amount, what] = /^(\d{1,6})-(times|users)$/.exec(choice) ?? [];
  if (what === 'times') return { ...FOR_EVER, occurrences: Number(amount) };
  if (what === 'users') return { ...FOR_EVER, users: Number(amount) };
  const time = parseDuration(choice);
  if (time === undefined) throw new Error(`${JSON.stringify(choice)} is no way to ignore.`);
  return { ...FOR_EVER, until: plus(now, time) };
}
