import { fieldsOf, isObject, textAt } from '../../http/json-fields.ts';
import { BotFault } from '../bot/bot-fault.ts';
import type { Answer } from '../bot/call.ts';
import type { Target } from './target.ts';

/** What the door took. */
export interface Taken {
  /** Null: the door does not count. */
  readonly accepted: number | null;
  /** Sentences about entries that were refused or look odd. */
  readonly remarks: readonly string[];
}

/** Reads the door's answer; throws `BotFault` where it took nothing. */
export function takenFrom(answer: Answer, { url }: Pick<Target, 'url'>): Taken {
  const { status, body } = answer;
  if (status >= 200 && status < 300) return takenIn(body);
  if (isWrongKey(answer)) throw new BotFault(wrongKey(url));
  if (status >= 300 && status < 400) {
    throw new BotFault(`${url} sends on to another address (${status}). Put that one into --url.`);
  }
  const said = saidIn(body);
  if (said === '') {
    throw new BotFault(
      `What listens at ${url} answered ${status} and no word of Quell. Is --url right?`,
    );
  }
  throw new BotFault(`${url} did not take it (${status}). ${said}`);
}

function wrongKey(url: string): string {
  return `The bot at ${url} wants another key. Pass with --key the ingest key, which its start banner shows, or the key that its configuration gives this source.`;
}

/** Whether it refuses the key: Rollbar's and PagerDuty's APIs have words of their own for it. */
export function isWrongKey({ status, body }: Answer): boolean {
  return (
    status === 401 || status === 403 || (status === 400 && /\brouting[_ ]key\b/.test(saidIn(body)))
  );
}

function takenIn(body: unknown): Taken {
  const fields = fieldsOf(body);
  const { accepted } = fields;
  const remarks = [...textsIn(fields['rejected'], 'reason'), ...textsIn(fields['notes'], 'note')];
  return { accepted: typeof accepted === 'number' ? accepted : null, remarks };
}

function textsIn(entries: unknown, name: string): readonly string[] {
  return Array.isArray(entries) ? entries.map((entry) => textAt(fieldsOf(entry), name)) : [];
}

/** The sentences of a fault: ours, Alertmanager's, PagerDuty's, Opsgenie's, Rollbar's or Sentry's. */
function saidIn(body: unknown): string {
  if (typeof body === 'string') return body;
  const { error, rejected, errors, detail, message = detail } = fieldsOf(body);
  if (isObject(error)) {
    return [textAt(error, 'message'), ...textsIn(rejected, 'reason')].join(' ');
  }
  if (Array.isArray(errors)) return `${errors.join('. ')}.`;
  return typeof message === 'string' ? message : '';
}
