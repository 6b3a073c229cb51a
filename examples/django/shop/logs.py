"""Errors to Quell with nothing but Python: HTTPHandler behind a QueueHandler."""

import atexit
import copy
import logging
import queue
from logging.handlers import HTTPHandler, QueueHandler, QueueListener
from urllib.parse import urlsplit

from shop.who import current_user

# What waits while Quell is slow or away; more than this is dropped, and no request waits for it.
MOST_WAITING = 1000


class _Queued(QueueHandler):
    """Puts records into the queue as HTTPHandler needs them: with the traceback as a text, and the template of the message."""

    def __init__(self, waiting, facts):
        super().__init__(waiting)
        self.facts = facts

    def prepare(self, record):
        record = copy.copy(record)
        record.message = record.getMessage()
        if record.exc_info:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        record.exc_info = None
        record.user_id = current_user.get()
        record.__dict__.update(self.facts)
        return record

    def handleError(self, record):
        """The queue is full: the console has the record all the same."""


def to_quell(url, key, release, environment):
    """A handler for LOGGING. It sends from a thread of its own, so that nobody waits for the network."""
    parts = urlsplit(url)
    target = HTTPHandler(
        parts.netloc,
        parts.path,
        method="POST",
        secure=parts.scheme == "https",
        credentials=("quell", key),
    )
    waiting = queue.Queue(MOST_WAITING)
    listener = QueueListener(waiting, target)
    listener.start()
    # What waits is sent before the program ends: commands of cron are short.
    atexit.register(listener.stop)
    return _Queued(waiting, {"release": release, "environment": environment})
