import type { Labels } from '../domain/labels.ts';
import type { Severity } from '../domain/severity.ts';
import { type Fields, safeUrl } from './fields.ts';
import { type Reading, severityIn, statusIn } from './shared/reading.ts';
import { type Finding, vendorSource } from './shared/vendor.ts';
import { itemsAt, labelsFromTags, textsAt } from './shared/words.ts';

const PARAMETERS = {
  event_id: '{EVENT.ID}',
  event_value: '{EVENT.VALUE}',
  event_name: '{EVENT.NAME}',
  event_nseverity: '{EVENT.NSEVERITY}',
  event_opdata: '{EVENT.OPDATA}',
  event_tags: '{EVENT.TAGSJSON}',
  event_update_status: '{EVENT.UPDATE.STATUS}',
  event_update_message: '{EVENT.UPDATE.MESSAGE}',
  host_name: '{HOST.NAME}',
  host_ip: '{HOST.IP}',
  trigger_id: '{TRIGGER.ID}',
  trigger_description: '{TRIGGER.DESCRIPTION}',
  zabbix_url: '{$ZABBIX.URL}',
};

/** A media type to import: without a message template for it, Zabbix sends nothing. */
const MEDIA_TYPE = `zabbix_export:
  version: '5.4'
  media_types:
    - name: Quell
      type: WEBHOOK
      parameters:
${Object.entries(PARAMETERS).map(parameter).join('\n')}
      script: |
        var request = new HttpRequest();
        request.addHeader('Content-Type: application/json');
        request.addHeader('Authorization: Bearer {key}');
        var answer = request.post('{url}', value);
        if (request.getStatus() >= 300) throw answer;
        return answer;
      message_templates:
${['PROBLEM', 'RECOVERY', 'UPDATE'].map(messageTemplate).join('\n')}`;

function parameter([name, value]: readonly [string, string]): string {
  return `        - name: ${name}\n          value: '${value}'`;
}

function messageTemplate(mode: string): string {
  return [
    '        - event_source: TRIGGERS',
    `          operation_mode: ${mode}`,
    "          subject: '{EVENT.NAME}'",
    "          message: '{EVENT.OPDATA}'",
  ].join('\n');
}

/** Zabbix' media type "webhook", whose script posts its parameters. See https://www.zabbix.com/documentation/current/en/manual/config/notifications/media/webhook. */
export const zabbix = vendorSource({
  type: 'zabbix',
  about: {
    vendor: 'Zabbix',
    steps: [
      'Save the text below as quell.yaml, and import it under Alerts, Media types.',
      'Give a user this medium, with anything to send to; the macro {$ZABBIX.URL} is the address of your Zabbix.',
      'Have a trigger action send problems, recoveries and updates to that user.',
    ],
    paste: MEDIA_TYPE,
  },
  sought: '"event_value", "event_id" or "trigger_id"',
  isOurs: ({ firstText }) =>
    firstText('event_value', 'event_id', 'trigger_id', 'trigger', 'trigger_name') !== '',
  unfold: (notification) => [withPlainNames(notification)],
  find,
});

/** `EVENT.ID`, `{EVENT.ID}` and `Event_ID` are one name: media types in use differ. */
function withPlainNames(fields: Fields): Fields {
  const pairs = Object.entries(fields).flatMap(([name, value]) => {
    const plain = name
      .toLowerCase()
      .replace(/[{}]/g, '')
      .replace(/[.\- ]/g, '_');
    return isOfUpdates(value) ? [] : [[plain, value] as const];
  });
  return Object.fromEntries(pairs);
}

/** Zabbix fills these in for updates only. */
function isOfUpdates(value: unknown): boolean {
  return typeof value === 'string' && value.startsWith('{EVENT.UPDATE.');
}

const VALUES = { firing: ['1', 'problem', 'true'], resolved: ['0', 'ok', 'resolved', 'false'] };
const SEVERITIES: Readonly<Record<string, Severity>> = {
  '5': 'critical',
  '4': 'error',
  '3': 'error',
  '2': 'warning',
  '1': 'info',
  '0': 'warning',
  'not classified': 'warning',
};
const ALSO_VALUES = ['event_value', 'trigger_status', 'event_status', 'status', 'trigger_value'];

function find(entry: Reading): Finding {
  const { firstText, text } = entry;
  const trigger = text('trigger_id');
  const value = ALSO_VALUES.find((name) => text(name) !== '') ?? 'event_value';
  const host = firstText('host_name', 'hostname', 'host_host', 'host');
  const words = firstText(
    'event_nseverity',
    'trigger_nseverity',
    'event_severity',
    'trigger_severity',
    'severity',
  );
  return {
    status: statusIn(entry, value, VALUES),
    name: firstText('event_name', 'trigger_name', 'trigger', 'alert_subject', 'subject'),
    severity: severityIn(words, SEVERITIES, 'warning'),
    description: firstText(
      'event_opdata',
      'alert_message',
      'message',
      'trigger_description',
      'item',
    ),
    labels: { ...tagsOf(entry), host },
    annotations: textsAt(
      entry,
      'host_ip',
      'event_update_message',
      'event_update_action',
      'trigger_description',
      'item',
    ),
    url: safeUrl(firstText('event_url', 'trigger_url', 'link')) ?? pageOf(entry, trigger),
    dedupKey: text('event_id') || trigger,
  };
}

function pageOf({ text }: Reading, trigger: string): string | null {
  const base = safeUrl(text('zabbix_url'));
  if (base === null || trigger === '') return base;
  const query = `triggerid=${encodeURIComponent(trigger)}&eventid=${encodeURIComponent(text('event_id'))}`;
  return `${base.replace(/\/$/, '')}/tr_events.php?${query}`;
}

/** Tags come as JSON in a text, as an array, or as `name:value` with commas between. */
function tagsOf(entry: Reading): Labels {
  const listed = entry.list('event_tags').concat(...jsonIn(entry.text('event_tags')));
  const pairs = listed.map((tag) => entry.of(tag)).map(({ text }) => [text('tag'), text('value')]);
  const named = pairs.filter(([name]) => name !== '');
  if (named.length > 0) return Object.fromEntries(named);
  return labelsFromTags(itemsAt(entry, 'event_tags').filter((tag) => !/[[{]/.test(tag)));
}

function jsonIn(text: string): readonly unknown[] {
  if (!text.startsWith('[')) return [];
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : [];
  } catch {
    // A text that only begins like JSON is no list of tags.
    return [];
  }
}
