import { type Fields, isObject, textAt, valueAt } from '../json-fields.ts';
import { invalidEvent } from './answers.ts';

/** What an event asks for. */
const ACTIONS = ['trigger', 'acknowledge', 'resolve'] as const;
type Action = (typeof ACTIONS)[number];

/** An event that PagerDuty would take, but for its key. */
export interface Event {
  readonly routingKey: string;
  readonly action: Action;
  /** Null: a trigger that leaves it to us. */
  readonly dedupKey: string | null;
  readonly fields: Fields;
}

/** Reads the body of an event; what PagerDuty would refuse is refused with its words. */
export function eventFrom(body: unknown): Event {
  const fields = objectFrom(body);
  const action = ACTIONS.find((each) => each === textAt(fields, 'event_action'));
  const dedupKey = textAt(fields, 'dedup_key');
  const faults = [...routingFaults(fields), ...actionFaults(fields, action)];
  if (action === 'trigger') faults.push(...payloadFaults(valueAt(fields, 'payload')));
  else if (action && dedupKey === '') faults.push(blank('dedup_key'));
  if (dedupKey.length > LONGEST_KEY) faults.push(TOO_LONG);
  if (faults.length > 0 || !action) throw invalidEvent(faults);
  return { routingKey: routingKeyOf(fields), action, dedupKey: dedupKey || null, fields };
}

/** What a change event says: https://developer.pagerduty.com/docs/events-api-v2/send-change-events/ */
export interface ChangeEvent {
  readonly routingKey: string;
  readonly fields: Fields;
}

/** Reads the body of a change event. */
export function changeFrom(body: unknown): ChangeEvent {
  const fields = objectFrom(body);
  const payload = valueAt(fields, 'payload');
  const faults = [...routingFaults(fields), ...neededFaults(payload, ['summary'])];
  if (faults.length > 0) throw invalidEvent(faults);
  return { routingKey: routingKeyOf(fields), fields };
}

const LONGEST_KEY = 255;
const TOO_LONG = `Length of 'dedup_key' is incorrect (should be at most ${LONGEST_KEY} characters)`;

function objectFrom(body: unknown): Fields {
  if (isObject(body)) return body;
  throw invalidEvent(['Event object format is unrecognized']);
}

function routingKeyOf(fields: Fields): string {
  return textAt(fields, 'routing_key');
}

function routingFaults(fields: Fields): string[] {
  return routingKeyOf(fields) === '' ? ["'routing_key' cannot be blank"] : [];
}

function actionFaults(fields: Fields, action: Action | undefined): string[] {
  if (action) return [];
  if (textAt(fields, 'event_action') === '') return [blank('event_action')];
  return [
    "'event_action' is invalid (must be one of the following: 'trigger', 'acknowledge' or 'resolve')",
  ];
}

function payloadFaults(payload: unknown): readonly string[] {
  const faults = neededFaults(payload, ['summary', 'source', 'severity']);
  const severity = isObject(payload) ? textAt(payload, 'severity') : '';
  return severity === '' || SEVERITIES.has(severity.toLowerCase())
    ? faults
    : [...faults, WRONG_SEVERITY];
}

const SEVERITIES: ReadonlySet<string> = new Set(['critical', 'warning', 'error', 'info']);
const WRONG_SEVERITY =
  "'payload.severity' is invalid (must be one of the following: 'critical', 'warning', 'error' or 'info')";

function neededFaults(payload: unknown, names: readonly string[]): readonly string[] {
  if (!isObject(payload)) return [blank('payload')];
  return names
    .filter((name) => textAt(payload, name) === '')
    .map((name) => blank(`payload.${name}`));
}

function blank(name: string): string {
  return `'${name}' is missing or blank`;
}
