import type { Alert } from '../domain/alert.ts';
import type { Labels } from '../domain/labels.ts';
import type { Severity } from '../domain/severity.ts';
import { cut } from './fields.ts';
import { notOf, parseEach } from './shared/each.ts';
import { oneIncidentAKey } from './shared/one-incident-a-key.ts';
import { placeless, printed } from './shared/python.ts';
import { type Reading, severityIn, textOf } from './shared/reading.ts';
import { alertFrom, flatTexts } from './shared/told.ts';
import { culpritIn, exceptionIn } from './shared/traceback.ts';
import { KEY_ANYWHERE, type Origin, type Source } from './source.ts';

/** The form of Python's own HTTPHandler: https://docs.python.org/3/library/logging.handlers.html#httphandler. */
export const pythonLogging: Source = oneIncidentAKey({
  type: 'python-logging',
  auth: KEY_ANYWHERE,
  about: {
    vendor: 'Python logging (Django, Flask and others)',
    steps: [
      'In LOGGING, add the handler {"class": "logging.handlers.HTTPHandler", "host": "HOST:PORT", "url": "{url}", "method": "POST", "credentials": ["quell", "{key}"], "level": "ERROR"}: the address in two parts.',
      'Put a QueueHandler before it, since the handler waits for each answer; format records first (or list a console handler before it), so that the traceback goes along.',
      'Name the handler in the root logger, and in "django.request" where it does not propagate.',
    ],
  },
  alsoTakes: 'form',
  resolveTimeout: null,
  parse: (payload, origin) => parseEach(payload, (entry) => [record(entry, origin)]),
});

const LEVELS: Readonly<Record<string, Severity>> = {
  10: 'info',
  20: 'info',
  30: 'warning',
  40: 'error',
  50: 'critical',
};

/** A log record: a single event, which belongs with those of the same origin or the same template. */
function record(entry: Reading, origin: Origin): Alert {
  const { text } = entry;
  if (field(entry, 'levelname', 'levelno') === '' || field(entry, 'name', 'msg') === '') {
    throw notOf("Python's HTTPHandler", '"levelname" with "name" or "msg"');
  }
  const logger = text('name') || 'root';
  const message = text('message') || printed(text('msg'), text('args'));
  const exception = exceptionIn(tracebackOf(entry), field(entry, 'exc_info'));
  const name = exception ? `${exception.type} in ${whereOf(entry)}` : templateOf(entry, message);
  const labels = labelsOf(entry);
  const told = {
    status: 'firing',
    name: cut(name, 300) || logger,
    description: descriptionOf(exception?.text ?? '', message, name),
    severity: severityIn(text('levelno'), LEVELS, severityIn(text('levelname'), {}, 'error')),
    labels: { ...labels, logger, exception_type: exception?.type ?? '' },
    annotations: annotationsOf(entry),
    dedupKey: [labels['service'], labels['env'], logger, name].join('/'),
    event: { user: field(entry, 'user_id', 'user', 'username') || null },
  } as const;
  return alertFrom(told, origin);
}

/** A field that Python did not write as `None`. */
function field({ text }: Reading, ...names: readonly string[]): string {
  return names.map(text).find((value) => value !== '' && value !== 'None') ?? '';
}

function descriptionOf(exception: string, message: string, name: string): string {
  if (exception !== '') return `${exception} (${message})`;
  return message === name ? '' : message;
}

const LONGEST_TRACEBACK = 9_000;

/** The traceback; of a long one its end, which says what was raised and where. */
function tracebackOf({ at }: Reading): string {
  const value = at('exc_text');
  const text = typeof value === 'string' ? textOf(value.slice(-LONGEST_TRACEBACK)) : '';
  return text === 'None' ? '' : text;
}

/** Where the exception was raised in the program's own code; without a traceback, where it was logged. */
function whereOf(entry: Reading): string {
  const culprit = culpritIn(tracebackOf(entry));
  if (culprit !== null) return culprit;
  return `${entry.text('module') || entry.text('filename')}.${entry.text('funcName')}`;
}

/** The template of a message; one of placeholders alone, as Django's "%s: %s", says nothing by itself. */
function templateOf({ text }: Reading, message: string): string {
  const words = text('msg').replace(/%(?:\(\w*\))?[-+ #0]*[\d.*]*[a-zA-Z%]/g, '');
  if (/[\p{L}]{2}/u.test(words)) return text('msg');
  const plain = placeless(message);
  // Whoever tries addresses that do not exist makes one group, not one for each.
  return text('status_code') === '404' ? plain.replace(/\/\S*/, '<path>') : plain;
}

function labelsOf(entry: Reading): Labels {
  return {
    service: field(entry, 'service', 'app', 'application', 'project'),
    env: field(entry, 'env', 'environment'),
    host: field(entry, 'hostname', 'host', 'server_name'),
    release: field(entry, 'release', 'version'),
  };
}

/** What says nothing to people, or is said elsewhere. */
const UNSHOWN: ReadonlySet<string> = new Set([
  ...['name', 'levelname', 'levelno', 'filename', 'module', 'exc_info', 'stack_info', 'created'],
  ...['msecs', 'relativeCreated', 'thread', 'threadName', 'processName', 'process', 'taskName'],
  ...['pathname', 'lineno', 'exc_text', 'message', 'msg', 'args'],
]);

/** The traceback, the place in the code, and what `extra` put in. */
function annotationsOf(entry: Reading): Labels {
  const { text } = entry;
  const others = Object.entries(flatTexts(entry.fields('')));
  const path = text('pathname');
  return {
    ...Object.fromEntries(others.filter(([name, value]) => !UNSHOWN.has(name) && value !== 'None')),
    traceback: tracebackOf(entry) || field(entry, 'stack_info'),
    logged_at: path === '' ? '' : `${path}:${text('lineno')}`,
    template: text('msg'),
  };
}
