import type { Checkboxes, ModalView, NumberInput } from '@slack/types';
import type { Incident } from '../../../domain/incident.ts';
import { type Instant, parseDuration, plus } from '../../../domain/time.ts';
import { option, select } from '../elements.ts';
import { FOR_EVER, type Ignore } from '../errors/ignore-choice.ts';
import { incidentName } from '../words.ts';
import {
  choiceIn,
  choicesIn,
  type FieldFaults,
  type FilledIn,
  faults,
  textIn,
} from './filled-in.ts';
import { about, input, modal, textField } from './form.ts';

/** More nobody waits for, and Slack wants a bound. */
const MOST = 1_000_000;

const TIMES = [
  option('For ever', 'forever'),
  option('For 1 hour', '1h'),
  option('For 1 day', '1d'),
  option('For 1 week', '7d'),
  option('For 30 days', '30d'),
];

const HINT = 'It is counted meanwhile. Whatever comes first ends it.';
const REASON = { placeholder: 'Bots without cookies, not ours', most: 300 };

/** Asks for how long an error shall be kept from people, and what shall end that. */
export function ignoreModal(incident: Incident): ModalView {
  const time = {
    ...select('Choose', 'value', TIMES),
    initial_option: option('For ever', 'forever'),
  };
  return modal({
    id: 'incident.ignore',
    title: `Ignore ${incidentName(incident.number)}`,
    submit: 'Ignore',
    incident: incident.number,
    blocks: [
      about(incident),
      input('time', 'For how long?', time, { hint: HINT }),
      input('times', 'Until it happens so many more times', number(), { optional: true }),
      input('users', 'Until it strikes so many more users', number(), { optional: true }),
      input('early', 'Until it escalates', escalating(), { optional: true }),
      input('reason', 'Why?', textField(REASON), { optional: true }),
    ],
  });
}

function number(): NumberInput {
  return {
    type: 'number_input',
    action_id: 'value',
    is_decimal_allowed: false,
    min_value: '1',
    max_value: `${MOST}`,
  };
}

function escalating(): Checkboxes {
  const often = option('It comes far more often than ever', 'escalates');
  return { type: 'checkboxes', action_id: 'value', options: [often] };
}

/** What was chosen. */
export function readIgnore(values: FilledIn, now: Instant): Ignore | FieldFaults {
  const [times, users] = ['times', 'users'].map((field) => numberIn(values, field));
  const faulty = { ...faultAt('times', times), ...faultAt('users', users) };
  if (Object.keys(faulty).length > 0) return faults(faulty);
  const time = parseDuration(choiceIn(values, 'time') ?? '');
  return {
    ...FOR_EVER,
    until: time === undefined ? null : plus(now, time),
    occurrences: times ?? null,
    users: users ?? null,
    spike: choicesIn(values, 'early').includes('escalates'),
    reason: textIn(values, 'reason'),
  };
}

/** Null: nothing is written there; not a number: something else. */
function numberIn(values: FilledIn, field: string): number | null {
  const written = textIn(values, field);
  if (written === '') return null;
  return /^\d{1,7}$/.test(written) ? Number(written) : Number.NaN;
}

function faultAt(
  field: string,
  value: number | null | undefined,
): Readonly<Record<string, string>> {
  const isRight = value == null || (value >= 1 && value <= MOST);
  return isRight ? {} : { [field]: 'Write a whole number from 1 to 1,000,000.' };
}
