import type { Alert } from '../domain/alert.ts';
import type { Severity } from '../domain/severity.ts';
import { notOf, parseEach } from './shared/each.ts';
import { oneIncidentAKey } from './shared/one-incident-a-key.ts';
import { type Reading, severityIn } from './shared/reading.ts';
import { alertFrom } from './shared/told.ts';
import { KEY_ANYWHERE, type Origin, type Source } from './source.ts';

/** Rollbar's webhooks: https://docs.rollbar.com/docs/webhooks. */
export const rollbar: Source = oneIncidentAKey({
  type: 'rollbar',
  auth: KEY_ANYWHERE,
  about: {
    vendor: 'Rollbar',
    steps: [
      'In the project, open Settings, Notifications, Webhook.',
      'Put in {url}?key={key} as the URL, with JSON as the payload format, and enable the integration.',
      'Add rules for new, reactivated, reopened and resolved items, and for occurrence rates.',
    ],
  },
  resolveTimeout: null,
  parse: (payload, origin) => parseEach(payload, (entry) => alertsIn(entry, origin)),
});

const LEVELS: Readonly<Record<string, Severity>> = {
  10: 'info',
  20: 'info',
  30: 'warning',
  40: 'error',
  50: 'critical',
};

const FIRING: ReadonlySet<string> = new Set([
  'new_item',
  'occurrence',
  'exp_repeat_item',
  'item_velocity',
  'reactivated_item',
  'reopened_item',
]);

function alertsIn(entry: Reading, origin: Origin): readonly Alert[] {
  const { at, text, note } = entry;
  const name = text('event_name');
  if (name === '') throw notOf('Rollbar', '"event_name"');
  const item = at('data.item') === undefined ? 'data.occurrence.item' : 'data.item';
  if (at(item) === undefined) {
    note(`The event ${name} is about no item, and is no alert.`);
    return [];
  }
  if (!FIRING.has(name) && name !== 'resolved_item') {
    note(`The event ${name} is not known: taken as an item that fires.`);
  }
  return [itemAlert(entry.of(at(item)), entry, origin)];
}

/** The item as an alert; `whole` is the event about it. */
function itemAlert(item: Reading, whole: Reading, origin: Origin): Alert {
  const { text, firstText } = item;
  const event = whole.text('event_name');
  const env = firstText('environment', 'last_occurrence.environment');
  const id = text('id') || `${text('project_id')}/${env}/${text('counter')}`;
  const told = {
    status: event === 'resolved_item' ? 'resolved' : 'firing',
    name: text('title') || `Item ${text('counter')}`,
    description: firstText('last_occurrence.context', 'last_occurrence.body.message.body'),
    severity: severityIn(firstText('level', 'last_occurrence.level'), LEVELS, 'error'),
    labels: {
      service: firstText('project.name', 'project', 'project_id'),
      env,
      host: text('last_occurrence.server.host'),
      exception_type: text('last_occurrence.body.trace.exception.class'),
    },
    annotations: {
      event,
      item: text('counter'),
      occurrences: firstText('total_occurrences', 'occurrences'),
      rate: whole.text('data.trigger.window_size_description'),
      release: firstText(
        'last_occurrence.code_version',
        'last_occurrence.client.javascript.code_version',
      ),
      request: text('last_occurrence.request.url'),
    },
    url: text('url') || whole.text('data.url') || occurrenceUrl(item),
    dedupKey: `item/${id}`,
    event: {
      user: firstText('last_occurrence.person.id', 'last_occurrence.person.username') || null,
    },
  } as const;
  return alertFrom(told, origin);
}

/** Rollbar's page of an occurrence needs its uuid only. */
function occurrenceUrl({ text }: Reading): string {
  const uuid = text('last_occurrence.uuid');
  return uuid === '' ? '' : `https://rollbar.com/occurrence/uuid/?uuid=${encodeURIComponent(uuid)}`;
}
