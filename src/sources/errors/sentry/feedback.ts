import { type Fields, isFields, kindOf } from '../../fields.ts';
import { PayloadRejected } from '../../source.ts';
import { fieldsAt, textAt } from '../texts.ts';
import { eventIdIn } from './event.ts';

/** What a user wrote about an error. */
export interface Feedback {
  /** Of the event that struck them; undefined: they named none. */
  readonly eventId: string | undefined;
  /** Who wrote, and what. */
  readonly text: string;
}

const LONGEST = 2_000;

/** The feedback of an item: `user_report`, or an event with a context of that name, as newer SDKs send it. */
export function feedbackIn(payload: unknown): Feedback {
  if (!isFields(payload)) {
    const what = `must be an object, and is ${kindOf(payload)}`;
    throw new PayloadRejected('malformed', `Feedback ${what}.`);
  }
  const inner = fieldsAt(fieldsAt(payload, 'contexts'), 'feedback');
  const isNew = Object.keys(inner).length > 0;
  const words = isNew ? textAt(inner, 'message', LONGEST) : textAt(payload, 'comments', LONGEST);
  if (words === '') throw new PayloadRejected('missing', 'Feedback needs a text.');
  const eventId = eventIdIn(isNew ? inner['associated_event_id'] : payload['event_id']);
  const writer = isNew ? writerOf(inner, 'contact_email') : writerOf(payload, 'email');
  return { eventId, text: writer === '' ? words : `${writer}: ${words}` };
}

function writerOf(fields: Fields, emailField: string): string {
  const [name, email] = [textAt(fields, 'name', 100), textAt(fields, emailField, 100)];
  return name !== '' && email !== '' ? `${name} (${email})` : name || email;
}
