import type { Alert } from '../../domain/alert.ts';
import { type ErrorEvent, type Level, userKey } from '../../domain/error-event.ts';
import { culpritOf, errorTitle, raisedLast, typeOf } from '../../domain/error-text.ts';
import { canonicalLabels, type Labels } from '../../domain/labels.ts';
import type { Severity } from '../../domain/severity.ts';
import { cut, timeoutFrom, titleText } from '../fields.ts';
import type { Origin } from '../source.ts';

const SEVERITY_OF: Readonly<Record<Level, Severity>> = {
  fatal: 'critical',
  error: 'error',
  warning: 'warning',
  info: 'info',
  debug: 'info',
};

/** The alert of an error that is scrubbed and bounded; its group is found later, by what makes errors alike. */
export function alertOfError(event: ErrorEvent, origin: Origin): Alert {
  return {
    status: 'firing',
    content: {
      labels: labelsOf(event),
      annotations: annotationsOf(event),
      title: titleText(errorTitle(event)) || event.project,
      description: culpritOf(event),
      severity: SEVERITY_OF[event.level],
      host: null,
      url: null,
      source: origin.name,
    },
    event: { user: userKey(event), error: event },
    ...timeoutFrom(origin),
  };
}

/** What the error is called: its type, else the beginning of its message before that was filled in. */
function nameOf(event: ErrorEvent): string {
  const raised = raisedLast(event);
  const text = typeOf(raised) || event.template || event.message || raised?.value || '';
  return titleText(cut(text, 100)) || event.project;
}

function labelsOf(event: ErrorEvent): Labels {
  return canonicalLabels({
    ...tagLabels(event.tags),
    alertname: nameOf(event),
    service: event.project,
    env: event.environment,
    release: event.release,
    level: event.level,
    logger: event.logger,
    server: event.server,
    exception_type: typeOf(raisedLast(event)),
  });
}

const MOST_TAGS = 20;

/** Tags under names that matchers can write. */
function tagLabels(tags: Labels): Labels {
  const named = Object.entries(tags).map(
    ([name, value]) =>
      [name.replace(/[^a-zA-Z0-9_]/g, '_').replace(/^(?=\d)/, '_'), value] as const,
  );
  return Object.fromEntries(named.filter(([name]) => name !== '').slice(0, MOST_TAGS));
}

function annotationsOf({ transaction, message, request, id }: ErrorEvent): Labels {
  const address = request ? `${request.method} ${request.url}`.trim() : '';
  return canonicalLabels({ transaction, message, request: address, event_id: id });
}
