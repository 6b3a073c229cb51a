import type { ErrorEvent, ErrorRequest, Raised } from '../../../domain/error-event.ts';
import type { Labels } from '../../../domain/labels.ts';
import type { Origin } from '../../source.ts';
import { levelOf } from './level.ts';
import { type ErrorMail, eventOfMail } from './mail.ts';
import { lastPart } from './module.ts';
import { framesIn, TRACEBACK } from './traceback.ts';

const SUBJECT =
  /(?:^|\s)(DEBUG|INFO|WARNING|ERROR|CRITICAL)(?: \((?:EXTERNAL|internal) IP\))?: (.*)$/;

/** Whether Django's AdminEmailHandler wrote it. */
export function isOfDjango({ subject, text }: Pick<ErrorMail, 'subject' | 'text'>): boolean {
  return SUBJECT.test(subject) && /^Django Version: /m.test(text);
}

/**
 * What Django's AdminEmailHandler tells of an error: https://docs.djangoproject.com/en/stable/howto/error-reporting/. The
 * request's values, the environment and the settings, which follow, are not looked at.
 */
export function eventOfDjangoMail(mail: ErrorMail, origin: Origin): ErrorEvent {
  const text = tellingPart(mail.text);
  const [, level = '', said = ''] = SUBJECT.exec(mail.subject) ?? [];
  const isOfRequest = said.startsWith('Internal Server Error');
  return {
    ...eventOfMail(mail, origin),
    level: levelOf('', level),
    logger: isOfRequest ? 'django.request' : '',
    transaction: fieldOf(text, 'Raised during'),
    message: said.trim(),
    chain: chainOf(text).map((raised) => ({ ...raised, handled: !isOfRequest })),
    request: requestOf(text),
    contexts: contextsOf(text),
    sdk: `django mail ${fieldOf(text, 'Django Version')}`,
  };
}

const REST = /^(?:Request information:|Request data not supplied|Settings:)\s*$/m;

function tellingPart(text: string): string {
  const end = text.search(REST);
  return end < 0 ? text : text.slice(0, end);
}

/** A line such as `Request Method: GET`; empty where there is none. */
function fieldOf(text: string, name: string): string {
  return new RegExp(`^${name}: (.*)$`, 'm').exec(text)?.[1]?.trim() ?? '';
}

/** Between two exceptions; unlike Python, Django tells there what the first one says, and nowhere what it is. */
const BETWEEN =
  /^(?:The|During handling of the) above exception \(([\s\S]{0,2000}?)\)(?: was the direct cause of the following exception:|, another exception occurred:)$/m;

function chainOf(text: string): readonly Raised[] {
  const begin = text.indexOf(TRACEBACK);
  const end = text.search(/^Exception Type: /m);
  if (end < 0) return [];
  if (begin < 0 || end < begin) return [{ ...exceptionOf(text), ...UNTOLD, frames: [] }];
  const parts = text.slice(begin, end).split(BETWEEN);
  const last = parts.length - 1;
  return parts.flatMap((part, index) => {
    // What was said stands between the stacks.
    if (index % 2 === 1) return [];
    const frames = framesIn(part.split('\n'));
    const said = index === last ? exceptionOf(text) : { type: '', value: parts[index + 1] ?? '' };
    return { ...said, ...UNTOLD, frames };
  });
}

const UNTOLD = { synthetic: false, handled: null } as const;

function exceptionOf(text: string): Pick<Raised, 'type' | 'value'> {
  const type = fieldOf(text, 'Exception Type').replace(/ at \/.*$/, '');
  const value = /^Exception Value: ([\s\S]*)/m.exec(text)?.[1] ?? '';
  return { type: lastPart(type), value: value.trim() };
}

function requestOf(text: string): ErrorRequest | null {
  const [method, address] = [fieldOf(text, 'Request Method'), fieldOf(text, 'Request URL')];
  const [url = '', query = ''] = address.split('?', 2);
  return method === '' ? null : { method, url, query, headers: {}, data: '' };
}

function contextsOf(text: string): Labels {
  return { runtime: `Python ${fieldOf(text, 'Python Version')}`.trim(), framework: 'Django' };
}
