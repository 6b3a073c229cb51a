import { alertOfError } from './errors/alert.ts';
import { eventOfRecord, known } from './errors/python/record.ts';
import { SCRUB_ALL, scrubbed } from './errors/scrub.ts';
import { notOf, parseEach } from './shared/each.ts';
import type { Reading } from './shared/reading.ts';
import { KEY_ANYWHERE, type Origin, type Source } from './source.ts';

/** The queue's own way to prepare a record would leave out its traceback, or make it a part of its message. */
const PASTE = `import atexit, copy, logging, queue
from logging.handlers import HTTPHandler, QueueHandler, QueueListener

class ToQuell(QueueHandler):
    def __init__(self, host, url, key):
        super().__init__(queue.Queue(1000))
        target = HTTPHandler(host, url, "POST", credentials=("quell", key))
        listener = QueueListener(self.queue, target)
        listener.start()
        atexit.register(listener.stop)

    def prepare(self, record):
        record = copy.copy(record)
        record.message = record.getMessage()
        if record.exc_info:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        record.exc_info = None
        return record

    def handleError(self, record):
        "The queue is full: other handlers have the record all the same."

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {
        "console": {"class": "logging.StreamHandler"},
        "quell": {
            "()": ToQuell,
            "level": "ERROR",
            "host": "HOST:PORT",
            "url": "/hooks/python-logging",
            "key": "{key}",
        },
    },
    "root": {"handlers": ["console", "quell"], "level": "INFO"},
}`;

/** The form of Python's own HTTPHandler: https://docs.python.org/3/library/logging.handlers.html#httphandler. */
export const pythonLogging: Source = {
  type: 'python-logging',
  auth: KEY_ANYWHERE,
  about: {
    vendor: 'Python logging (Django, Flask and others)',
    steps: [
      'Put the text below into settings.py, or in front of logging.config.dictConfig(LOGGING), with the address of this program in place of HOST:PORT: it posts to {url}.',
      'Behind HTTPS, give HTTPHandler secure=True. The queue is there since HTTPHandler waits for each answer; what finds it full is dropped.',
      'Add "quell" to the handlers of loggers that do not propagate, such as "django.request" in some projects.',
    ],
    paste: PASTE,
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
