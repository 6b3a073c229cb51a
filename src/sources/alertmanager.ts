import type { Alert } from '../domain/alert.ts';
import {
  alertFields,
  contentFromLabels,
  EntryRejected,
  type Fields,
  fieldOf,
  isFields,
  kindOf,
  parseEntries,
  readAnnotations,
  readLabels,
  readTime,
  timeoutFrom,
} from './fields.ts';
import { KEY_ANYWHERE, type Origin, type Parsed, PayloadRejected, type Source } from './source.ts';

/** The webhook of an Alertmanager (version 4), which tells the end of each alert itself. */
export const alertmanager: Source = {
  type: 'alertmanager',
  auth: KEY_ANYWHERE,
  about: {
    vendor: 'Prometheus Alertmanager',
    steps: [
      'In alertmanager.yml, add a receiver with "webhook_configs: [{url: {url}, send_resolved: true}]".',
      'Give it the key: "http_config: {authorization: {credentials: {key}}}".',
      'Name the receiver in your route, and reload Alertmanager.',
    ],
  },
  resolveTimeout: null,
  parse,
};

function parse(payload: unknown, origin: Origin): Parsed {
  if (!isFields(payload)) {
    const text = `The body must be an Alertmanager notification, an object, and is ${kindOf(payload)}.`;
    throw new PayloadRejected('malformed', text);
  }
  const alerts = fieldOf(payload, 'alerts');
  if (!Array.isArray(alerts)) {
    const text = `"alerts" must be an array of alerts, and is ${kindOf(alerts)}.`;
    throw new PayloadRejected('malformed', text);
  }
  const ofGroup = fieldOf(payload, 'status');
  return parseEntries(alerts, (entry) => alertFrom(alertFields(entry), ofGroup, origin));
}

function alertFrom(entry: Fields, ofGroup: unknown, origin: Origin): Alert {
  const labels = readLabels(entry['labels']);
  if (Object.keys(labels).length === 0) {
    throw new EntryRejected('value', 'An alert needs at least one label.');
  }
  const status = statusOf(fieldOf(entry, 'status') ?? ofGroup);
  const startsAt = readTime(entry['startsAt'], 'startsAt');
  const endsAt = status === 'resolved' ? readTime(entry['endsAt'], 'endsAt') : undefined;
  const page = { url: entry['generatorURL'], source: origin.name };
  return {
    status,
    content: contentFromLabels(labels, readAnnotations(entry['annotations']), page),
    ...(startsAt !== undefined && { startsAt }),
    ...(endsAt !== undefined && { endsAt }),
    ...(status === 'firing' && timeoutFrom(origin)),
  };
}

function statusOf(word: unknown): Alert['status'] {
  if (word === 'firing' || word === 'resolved') return word;
  throw new EntryRejected('value', '"status" must be "firing" or "resolved".');
}
