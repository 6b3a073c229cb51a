import type { ErrorEvent, ErrorRequest, ErrorUser, Raised } from '../../../domain/error-event.ts';
import type { Labels } from '../../../domain/labels.ts';
import { type Fields, fieldOf } from '../../fields.ts';
import { printed } from '../../shared/python.ts';
import type { Reading } from '../../shared/reading.ts';
import type { Origin } from '../../source.ts';
import { BOUNDS, bounded } from '../bounds.ts';
import { happenedAt } from '../happened.ts';
import { madeId } from '../made-id.ts';
import { textsIn } from '../texts.ts';
import { raisedFrom } from './exc-info.ts';
import { levelOf } from './level.ts';
import { chainIn, TRACEBACK } from './traceback.ts';

/**
 * A record of Python's logging, as its HTTPHandler sends it: https://docs.python.org/3/library/logging.html#logrecord-attributes.
 * What `extra` put in stands beside the attributes.
 */
export function eventOfRecord(entry: Reading, origin: Origin): ErrorEvent {
  const logger = known(entry, 'name') || 'root';
  const { message, traceback } = messageOf(entry);
  return bounded({
    id: idOf(entry),
    project: projectOf(entry, origin),
    at: happenedAt(entry.time('created'), origin.receivedAt),
    level: levelOf(entry.text('levelno'), entry.text('levelname')),
    platform: 'python',
    environment: known(entry, 'environment', 'env'),
    release: known(entry, 'release', 'version'),
    logger,
    transaction: known(entry, 'transaction'),
    server: known(entry, 'hostname', 'host', 'server_name'),
    message,
    template: templateOf(entry),
    chain: chainOf(entry, traceback).map((raised) => ({ ...raised, handled: logger !== DJANGO })),
    fingerprint: [],
    tags: {},
    user: userOf(entry),
    request: requestOf(entry),
    breadcrumbs: [],
    contexts: contextsOf(entry),
    extra: extraOf(entry.fields('')),
    sdk: 'python logging',
  });
}

/** Sources that share a project count more than what the record says, so that their errors meet. */
function projectOf(entry: Reading, { project, name }: Origin): string {
  return project ?? (known(entry, 'service', 'app', 'application', 'project') || name);
}

/** Where Django logs what no view caught. */
const DJANGO = 'django.request';

/** The first of these fields that is not empty and that Python did not write as `None`. */
export function known({ text }: Reading, ...names: readonly string[]): string {
  return names.map(text).find((value) => value !== '' && value !== 'None') ?? '';
}

/** A record has no id; what tells it from others makes one, so that it is the same when it comes again. */
function idOf({ text }: Reading): string {
  const names = ['created', 'process', 'thread', 'name', 'lineno', 'message', 'args', 'hostname'];
  return madeId(Object.fromEntries(names.map((name) => [name, text(name).slice(0, 500)])));
}

interface Said {
  readonly message: string;
  /** Some put the traceback into the message themselves. */
  readonly traceback: string;
}

function messageOf({ text, at }: Reading): Said {
  const whole = at('message');
  const message = typeof whole === 'string' ? whole : printed(text('msg'), text('args'));
  const begin = message.indexOf(TRACEBACK);
  if (begin < 0) return { message: message.trim(), traceback: '' };
  return { message: message.slice(0, begin).trim(), traceback: message.slice(begin) };
}

function chainOf(entry: Reading, inMessage: string): readonly Raised[] {
  const formatted = entry.at('exc_text');
  const chain = chainIn(typeof formatted === 'string' ? formatted : '');
  if (chain.length > 0) return chain;
  if (inMessage !== '') return chainIn(inMessage);
  return [raisedFrom(entry.text('exc_info')) ?? []].flat();
}

const DIRECTIVE = /%(?:\(\w*\))?[-+ #0]*[\d.*]*[a-zA-Z%]/g;

/** The template of a message; one of placeholders alone, as Django's "%s: %s", says nothing by itself. */
function templateOf({ text }: Reading): string {
  const template = text('msg');
  return /\p{L}{2}/u.test(template.replace(DIRECTIVE, '')) ? template : '';
}

function userOf(entry: Reading): ErrorUser | null {
  const [id, email] = [known(entry, 'user_id'), known(entry, 'user_email', 'email')];
  const name = known(entry, 'username', 'user');
  return id || email || name ? { id, email, name, ip: '' } : null;
}

/** As Django shows a request: `<WSGIRequest: GET '/boom/5/?q=1'>`. */
const REQUEST = /^<\w+: ([A-Z]{1,20}) '(.*)'>$/;

function requestOf({ text }: Reading): ErrorRequest | null {
  const [, method, address] = REQUEST.exec(text('request')) ?? [];
  if (method === undefined || address === undefined) return null;
  const [url = '', query = ''] = address.split('?', 2);
  return { method, url, query, headers: {}, data: '' };
}

/** Where in the code it was logged. */
function contextsOf(entry: Reading): Labels {
  const path = known(entry, 'pathname');
  const place = path === '' ? '' : `${path}:${entry.text('lineno')} in ${entry.text('funcName')}`;
  return textsIn({ logged: place }, BOUNDS.contexts);
}

/** What says nothing to people, or is said elsewhere. */
const UNSHOWN: ReadonlySet<string> = new Set([
  ...['name', 'levelname', 'levelno', 'filename', 'module', 'exc_info', 'created', 'asctime'],
  ...['msecs', 'relativeCreated', 'thread', 'threadName', 'processName', 'process', 'taskName'],
  ...['pathname', 'lineno', 'funcName', 'exc_text', 'message', 'msg', 'args', 'request'],
  ...['service', 'app', 'application', 'project', 'environment', 'env', 'release', 'version'],
  ...['transaction', 'hostname', 'host', 'server_name'],
  ...['user_id', 'user_email', 'email', 'username', 'user'],
]);

/** What `extra` put in, and the stack where one was asked for. */
function extraOf(fields: Fields): Labels {
  const names = Object.keys(fields).filter((name) => !UNSHOWN.has(name));
  const shown = names.filter((name) => fieldOf(fields, name) !== 'None');
  return textsIn(
    Object.fromEntries(shown.map((name) => [name, fieldOf(fields, name)])),
    BOUNDS.extra,
  );
}
