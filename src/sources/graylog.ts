import type { Labels } from '../domain/labels.ts';
import type { Severity } from '../domain/severity.ts';
import { minutes } from '../domain/time.ts';
import { type Reading, severityIn } from './shared/reading.ts';
import { flatTexts } from './shared/told.ts';
import { type Finding, vendorSource } from './shared/vendor.ts';
import { keyOf, textsAt } from './shared/words.ts';

/** Graylog's HTTP notification of an event, which never tells an end, and the alarm callback before version 3. See https://go2docs.graylog.org/current/interacting_with_your_log_data/notifications.html. */
export const graylog = vendorSource({
  type: 'graylog',
  about: {
    vendor: 'Graylog',
    steps: [
      'Under Alerts, Notifications, create an HTTP Notification with the URL {url}?key={key}, and allow that address.',
      'Add the notification to each event definition.',
      'Graylog never tells that an event is over: set "resolve_timeout" for this source, or resolve by hand.',
    ],
  },
  sought: '"event_definition_id" and no "check_result"',
  isOurs: ({ firstText, at }) =>
    firstText('event_definition_id', 'event_definition_title') !== '' ||
    at('check_result') !== undefined,
  find: (entry) => (entry.at('check_result') === undefined ? eventIn(entry) : callbackIn(entry)),
});

const PRIORITIES: Readonly<Record<string, Severity>> = {
  '1': 'info',
  '2': 'warning',
  '3': 'error',
  '4': 'critical',
  normal: 'warning',
};

function eventIn(entry: Reading): Finding {
  const { text, firstText } = entry;
  const definition = text('event_definition_id');
  const title = firstText('event_definition_title', 'event.message');
  const groups = entry.fields('event.group_by_fields');
  const isTest = definition === 'EventDefinitionTestId';
  return {
    status: 'firing',
    name: isTest ? 'Test notification from Graylog' : title,
    severity: isTest ? 'info' : severityIn(text('event.priority'), PRIORITIES, 'warning'),
    description: descriptionOf(entry, title),
    labels: {
      ...flatTexts(groups),
      host: firstText('event.group_by_fields.source', 'event.fields.source'),
    },
    annotations: { ...flatTexts(entry.fields('event.fields')), ...backlogOf(entry) },
    url: firstText('event.replay_info.url', 'event.fields.url'),
    dedupKey: keyOf(definition, text('event.key') || Object.values(flatTexts(groups)).join('/')),
    ...(isTest ? { endsAfter: minutes(5) } : { event: { user: null } }),
  };
}

/** The event's own message is often only the title again; then the first message that caused it says more. */
function descriptionOf({ text }: Reading, title: string): string {
  const message = text('event.message');
  const first = text('backlog.message');
  return message === '' || message === title
    ? first || text('event_definition_description')
    : message;
}

function backlogOf(entry: Reading): Labels {
  const messages = entry
    .list('backlog')
    .slice(0, 3)
    .map((each) => entry.of(each).text('message'));
  return {
    messages: messages.filter((text) => text !== '').join('\n'),
    ...textsAt(entry, 'event_definition_description'),
  };
}

function callbackIn({ text, firstText }: Reading): Finding {
  return {
    status: 'firing',
    name: firstText('check_result.triggered_condition.title', 'stream.title'),
    severity: 'warning',
    description: text('check_result.result_description'),
    labels: { stream: text('stream.title') },
    annotations: { messages: text('check_result.matching_messages.message') },
    dedupKey: text('check_result.triggered_condition.id'),
    event: { user: null },
  };
}
