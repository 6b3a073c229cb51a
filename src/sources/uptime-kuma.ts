import type { Labels } from '../domain/labels.ts';
import { minutes } from '../domain/time.ts';
import { type Reading, statusIn } from './shared/reading.ts';
import { type Finding, vendorSource } from './shared/vendor.ts';

/** Uptime Kuma's webhook with its preset JSON body. See https://github.com/louislam/uptime-kuma/blob/master/server/notification-providers/webhook.js. */
export const uptimeKuma = vendorSource({
  type: 'uptime-kuma',
  about: {
    vendor: 'Uptime Kuma',
    steps: [
      'Under Settings, Notifications, set up one of the type Webhook with the post URL {url}.',
      'Leave the request body at "Preset - application/json", and add the header {"Authorization": "Bearer {key}"}.',
      'Press Test, and enable it for your monitors.',
    ],
  },
  sought: '"heartbeat", "monitor" or "msg"',
  isOurs: ({ at, text }) =>
    typeof at('heartbeat') === 'object' || typeof at('monitor') === 'object' || text('msg') !== '',
  find: (entry) =>
    entry.at('heartbeat') === undefined && entry.at('monitor') === undefined
      ? wordIn(entry)
      : changeIn(entry),
});

const STATES = { firing: ['0', 'down', '2', 'pending'], resolved: ['1', 'up', '3', 'maintenance'] };

function changeIn(entry: Reading): Finding {
  const { text, firstText, time } = entry;
  const id = firstText('monitor.id', 'heartbeat.monitorID');
  const name = firstText('monitor.name', 'monitor.pathName') || `Monitor ${id}`;
  const status = statusIn(entry, 'heartbeat.status', STATES);
  // "time" is UTC; the local one has an offset, which depends on how the server is set up.
  const at = time('heartbeat.time');
  return {
    status,
    name,
    title: `${name} is down`,
    severity: 'critical',
    description: firstText('heartbeat.msg', 'msg'),
    labels: { ...tagsOf(entry), monitor_type: text('monitor.type') },
    annotations: {
      target: firstText('monitor.hostname', 'monitor.url'),
      description: text('monitor.description'),
      group: text('monitor.pathName'),
    },
    url: text('monitor.url'),
    dedupKey: id,
    ...(status === 'firing' ? { startsAt: at } : { endsAt: at }),
  };
}

/** Without a monitor it is the test of the settings page, or tells of a certificate in words; neither is told to end. */
function wordIn({ text }: Reading): Finding {
  const words = text('msg');
  const isTest = /testing$/i.test(words);
  return {
    status: 'firing',
    name: isTest
      ? 'Test notification from Uptime Kuma'
      : words.replace(/\b\d+ days?\b/, 'some days'),
    title: isTest ? '' : words,
    severity: isTest ? 'info' : 'warning',
    description: isTest ? words : '',
    labels: {},
    ...(isTest && { endsAfter: minutes(5) }),
  };
}

function tagsOf(entry: Reading): Labels {
  const tags = entry
    .list('monitor.tags')
    .slice(0, 50)
    .map((tag) => entry.of(tag));
  return Object.fromEntries(tags.map(({ text }) => [text('name'), text('value') || 'true']));
}
