import type { Alert } from '../../../domain/alert.ts';
import { cut, type Fields, fieldOf, isFields } from '../../fields.ts';
import { parseEach } from '../../shared/each.ts';
import type { Reading } from '../../shared/reading.ts';
import { KEY_ANYWHERE, type Origin, PayloadRejected, type Source } from '../../source.ts';
import { alertOfError } from '../alert.ts';
import { SCRUB_ALL, scrubbed } from '../scrub.ts';
import { textIn } from '../texts.ts';
import { eventOfItem } from './item.ts';

/** What Rollbar's notifiers send, for its API: `http/rollbar-api/` takes it in. */
export const rollbarItems: Source = {
  type: 'rollbar-sdk',
  auth: KEY_ANYWHERE,
  about: { vendor: 'Rollbar SDKs', steps: [] },
  resolveTimeout: null,
  parse: (payload, origin) => parseEach(dataIn(payload), (entry) => [alertOf(entry, origin)]),
};

/** The `data` of a payload: alone, or one of each item where several came together. */
function dataIn(payload: unknown): unknown {
  if (Array.isArray(payload)) {
    // What has none is refused by itself.
    return payload.flatMap((each) => (isFields(each) ? fieldOf(each, 'data') : null) ?? null);
  }
  const data = isFields(payload) ? fieldOf(wholeOf(payload), 'data') : undefined;
  if (data !== undefined) return data;
  if (!isFields(payload)) throw new PayloadRejected('malformed', 'The item must be an object.');
  throw new PayloadRejected('missing', 'The item has no "data".');
}

/** Old notifiers send a form with the item as JSON in a field of it. */
function wholeOf(payload: Fields): Fields {
  const inside = fieldOf(payload, 'payload');
  if (inside === undefined) return payload;
  const whole = typeof inside === 'string' ? fromJson(inside) : inside;
  if (isFields(whole)) return whole;
  const shown = JSON.stringify(cut(textIn(inside, 100), 40));
  throw new PayloadRejected('malformed', `The field "payload" is no item in JSON: ${shown}.`);
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Whoever asked says so.
    return undefined;
  }
}

const BODIES = ['trace', 'trace_chain', 'message', 'crash_report'] as const;

function alertOf(data: Reading, origin: Origin): Alert {
  const body = data.fields('body');
  if (data.text('title') === '' && !BODIES.some((name) => fieldOf(body, name) !== undefined)) {
    const text = `"data.body" has none of ${BODIES.join(', ')}.`;
    throw new PayloadRejected('missing', text);
  }
  const event = eventOfItem(data, origin);
  return alertOfError(scrubbed(event, origin.scrub ?? SCRUB_ALL), origin);
}
