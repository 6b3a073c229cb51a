import { alertOfError } from './errors/alert.ts';
import { eventOfRecord, known } from './errors/python/record.ts';
import { SCRUB_ALL, scrubbed } from './errors/scrub.ts';
import { notOf, parseEach } from './shared/each.ts';
import type { Reading } from './shared/reading.ts';
import { KEY_ANYWHERE, type Origin, type Source } from './source.ts';

/** The form of Python's own HTTPHandler: https://docs.python.org/3/library/logging.handlers.html#httphandler. */
export const pythonLogging: Source = {
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
};

/** A log record: one event of an error. */
function record(entry: Reading, origin: Origin) {
  if (known(entry, 'levelname', 'levelno') === '' || known(entry, 'name', 'msg') === '') {
    throw notOf("Python's HTTPHandler", '"levelname" with "name" or "msg"');
  }
  const event = eventOfRecord(entry, origin);
  return alertOfError(scrubbed(event, origin.scrub ?? SCRUB_ALL), origin);
}
