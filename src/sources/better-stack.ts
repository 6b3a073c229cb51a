import type { Severity } from '../domain/severity.ts';
import { type Reading, statusIn } from './shared/reading.ts';
import { flatTexts } from './shared/told.ts';
import { type Finding, vendorSource } from './shared/vendor.ts';
import { itemsAt, textsAt } from './shared/words.ts';

/** Better Stack's outgoing webhook for incidents, and for monitors. See https://betterstack.com/docs/uptime/webhooks/. */
export const betterStack = vendorSource({
  type: 'better-stack',
  about: {
    vendor: 'Better Stack',
    steps: [
      'Under Integrations, Exporting data, add an outgoing webhook of the type Incident with the URL {url}.',
      'Add the HTTP header Authorization: Bearer {key}.',
      'Leave incident started, acknowledged and resolved all on.',
    ],
  },
  sought: '"data" with the "attributes" of an incident or a monitor',
  isOurs: ({ text }) =>
    ['incident', 'monitor'].includes(text('data.type')) ||
    ['cause', 'started_at'].some((name) => text(`data.attributes.${name}`) !== ''),
  find: (entry) => (entry.text('data.type') === 'monitor' ? monitorIn(entry) : incidentIn(entry)),
});

const INCIDENT = {
  firing: ['started', 'unconfirmed', 'acknowledged', 'validating', ''],
  resolved: ['resolved'],
};

function incidentIn(entry: Reading): Finding {
  const about = entry.of(entry.at('data.attributes'));
  const { text } = about;
  const isOver = text('resolved_at') !== '';
  return {
    status: isOver ? 'resolved' : statusIn(about, 'status', INCIDENT),
    name: text('name') || text('url') || `Incident ${entry.text('data.id')}`,
    severity: severityOf(about),
    description: text('cause'),
    labels: { ...flatTexts(about.fields('metadata')), team: text('team_name') },
    annotations: {
      ...textsAt(
        about,
        'http_method',
        'response_content',
        'screenshot_url',
        'acknowledged_by',
        'resolved_by',
      ),
      target: text('url'),
      seen_from: itemsAt(about, 'regions').join(', '),
    },
    url: about.firstText('origin_url', 'response_url', 'url'),
    dedupKey: entry.text('data.id') && `incident-${entry.text('data.id')}`,
    startsAt: about.time('started_at'),
    endsAt: about.time('resolved_at'),
  };
}

/** What calls people at Better Stack is worth as much here. */
function severityOf({ text }: Reading): Severity {
  const loud = ['critical_alert', 'call', 'sms'];
  return loud.some((name) => text(name) === 'true') ? 'critical' : 'error';
}

/** Better Stack tells of a monitor also when it is made, changed or paused: only one that is down is a problem. */
const MONITOR = {
  firing: ['down', 'validating'],
  resolved: ['up', 'paused', 'pending', 'maintenance'],
};

function monitorIn(entry: Reading): Finding {
  const about = entry.of(entry.at('data.attributes'));
  const name = about.firstText('pronounceable_name', 'url') || `Monitor ${entry.text('data.id')}`;
  return {
    status: statusIn(about, 'status', MONITOR),
    name,
    title: `${name} is down`,
    severity: 'error',
    labels: { team: about.text('team_name'), monitor_type: about.text('monitor_type') },
    annotations: { target: about.text('url') },
    url: about.text('url'),
    dedupKey: entry.text('data.id') && `monitor-${entry.text('data.id')}`,
  };
}
