import type { Alert } from '../domain/alert.ts';
import { minutes } from '../domain/time.ts';
import {
  alertFields,
  contentFromLabels,
  EntryRejected,
  type Fields,
  fieldOf,
  kindOf,
  parseEntries,
  readAnnotations,
  readLabels,
  readTime,
  timeoutFrom,
} from './fields.ts';
import { KEY_ANYWHERE, type Origin, type Parsed, PayloadRejected, type Source } from './source.ts';

/**
 * What a Prometheus server posts to `/api/v2/alerts`: an array of alerts without a status. The engine tells from
 * `endsAt` and the time whether one is over, so all are handed on as firing.
 */
export const prometheus: Source = {
  type: 'prometheus',
  auth: KEY_ANYWHERE,
  about: {
    vendor: 'Prometheus',
    steps: [
      'In prometheus.yml, add this program under "alerting: alertmanagers" with its address as the target, in place of an Alertmanager.',
      'Give it the key: "authorization: {credentials: {key}}".',
      'Reload Prometheus: it sends its alerts as long as they fire.',
    ],
  },
  resolveTimeout: minutes(5),
  parse,
};

function parse(payload: unknown, origin: Origin): Parsed {
  if (!Array.isArray(payload)) {
    const text = `The body must be an array of alerts, and is ${kindOf(payload)}.`;
    throw new PayloadRejected('malformed', text);
  }
  return parseEntries(payload, (entry, index) => parseStrictly(entry, index, origin));
}

/** As in Alertmanager, an alert of a wrong shape spoils its whole batch; one with wrong values only itself. */
function parseStrictly(entry: unknown, index: number, origin: Origin): Alert {
  try {
    return alertFrom(alertFields(entry), origin);
  } catch (error) {
    if (!(error instanceof EntryRejected) || error.kind === 'value') throw error;
    const kind = error.kind === 'missing' ? 'missing' : 'malformed';
    throw new PayloadRejected(kind, `alerts.${index}: ${error.message}`);
  }
}

function alertFrom(entry: Fields, origin: Origin): Alert {
  const startsAt = readTime(entry['startsAt'], 'startsAt');
  const endsAt = readTime(entry['endsAt'], 'endsAt');
  const annotations = readAnnotations(entry['annotations']);
  const labels = readLabels(requiredLabels(entry));
  if (Object.keys(labels).length === 0) throw refused('at least one label pair required');
  if (startsAt !== undefined && endsAt !== undefined && startsAt > endsAt) {
    throw refused('start time must be before end time');
  }
  const page = { url: entry['generatorURL'], source: origin.name };
  return {
    status: 'firing',
    content: contentFromLabels(labels, annotations, page),
    ...(startsAt !== undefined && { startsAt }),
    ...(endsAt !== undefined && { endsAt }),
    ...(endsAt === undefined && timeoutFrom(origin)),
  };
}

function requiredLabels(entry: Fields): unknown {
  const labels = fieldOf(entry, 'labels');
  if (labels === undefined) throw new EntryRejected('missing', 'labels in body is required');
  return labels;
}

function refused(message: string): EntryRejected {
  return new EntryRejected('value', message);
}
