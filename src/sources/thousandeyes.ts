import type { Severity } from '../domain/severity.ts';
import { minutes } from '../domain/time.ts';
import { type Reading, severityIn, statusIn } from './shared/reading.ts';
import { type Finding, vendorSource } from './shared/vendor.ts';

/** ThousandEyes' webhook of an alert rule. See https://docs.thousandeyes.com/product-documentation/alerts/integrations/webhooks. */
export const thousandeyes = vendorSource({
  type: 'thousandeyes',
  about: {
    vendor: 'ThousandEyes',
    steps: [
      'In an alert rule, under Notifications, Webhooks, add one with the URL {url}.',
      'Choose Basic as its authentication, with any user and the password {key}.',
      'Press Test, and choose the webhook in your other alert rules.',
    ],
  },
  sought: '"eventType" and no "alert"',
  isOurs: ({ at, text }) =>
    text('eventType') !== '' || (at('alert') !== undefined && text('eventId') !== ''),
  find,
});

const TYPES = {
  firing: [
    'alert_notification_trigger',
    'agent_alert_notification_trigger',
    'trigger',
    '2',
    'webhook_test',
  ],
  resolved: ['alert_notification_clear', 'agent_alert_notification_clear', 'clear', '1'],
};
const SEVERITIES: Readonly<Record<string, Severity>> = { minor: 'warning', major: 'error' };

function find(entry: Reading): Finding {
  const { text, firstText } = entry;
  const part = entry.of(entry.at('alert') ?? entry.at('agentAlert'));
  const isTest = text('eventType').toLowerCase() === 'webhook_test';
  const agents = entry
    .list('alert.agents')
    .slice(0, 20)
    .map((each) => entry.of(each));
  const rule = part.firstText('ruleName', 'rule.name');
  return {
    status: statusIn(entry, 'eventType', TYPES),
    name: isTest ? 'Test notification from ThousandEyes' : rule || part.text('testName'),
    severity: isTest ? 'info' : severityIn(part.text('severity'), SEVERITIES, 'warning'),
    description: part.text('ruleExpression'),
    labels: {
      test: part.firstText('testName', 'test.name'),
      test_type: part.text('type'),
      host: part.firstText('hostname', 'agentName'),
    },
    annotations: {
      agents: agents
        .map(({ text: of }) => of('agentName'))
        .filter(Boolean)
        .join(', '),
      metrics: agents
        .map(({ text: of }) => of('metricsAtEnd') || of('metricsAtStart'))
        .filter(Boolean)
        .join(', '),
      target: part.firstText('testTargetsDescription', 'ipAddress'),
    },
    url: part.firstText('permalink', 'agents.permalink'),
    dedupKey: part.firstText('alertId', 'id') || firstText('alertId', 'eventId'),
    startsAt: part.time('dateStartZoned') ?? part.time('dateStart'),
    endsAt: part.time('dateEndZoned') ?? part.time('dateEnd'),
    ...(isTest && { endsAfter: minutes(5) }),
  };
}
