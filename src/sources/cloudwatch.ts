import type { Alert } from '../domain/alert.ts';
import { isFields } from './fields.ts';
import { notOf, parseEach } from './shared/each.ts';
import { type Reading, statusIn } from './shared/reading.ts';
import { alertFrom, flatTexts, since, type Told } from './shared/told.ts';
import type { Origin, Source } from './source.ts';

/**
 * What Amazon SNS delivers: alarms of CloudWatch, events of CodeDeploy, and whatever else is published.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-http-https-endpoint-as-subscriber.html
 */
export const cloudwatch: Source = {
  type: 'cloudwatch',
  auth: { kind: 'sns', from: ['bearer', 'basic-password', 'x-quell-key', 'query'] },
  about: {
    vendor: 'Amazon CloudWatch (SNS)',
    steps: [
      'In SNS, create a subscription of your topic: protocol HTTPS, endpoint {url}?key={key}.',
      'It confirms itself; {url} must be reachable from the internet, and may need to reach sns.REGION.amazonaws.com.',
      'In CloudWatch, choose the topic as the notification of your alarms, for "In alarm" and for "OK".',
    ],
  },
  // SNS sends JSON under this name.
  alsoTakes: 'text',
  resolveTimeout: null,
  parse: (payload, origin) => parseEach(payload, (entry) => alertsIn(entry, origin)),
};

function alertsIn(entry: Reading, origin: Origin): readonly Alert[] {
  // As strictly as where its signature is checked.
  const type = entry.fields('')['Type'];
  if (type === 'Notification') return published(entry, origin);
  if (type === 'SubscriptionConfirmation' || type === 'UnsubscribeConfirmation') {
    const what = type === 'SubscriptionConfirmation' ? 'is confirmed' : 'has ended';
    entry.note(`The subscription to ${entry.text('TopicArn') || 'the topic'} ${what}.`);
    return [];
  }
  const told = eventIn(entry);
  if (told === undefined) throw notOf('Amazon SNS', '"Type" or "AlarmName"');
  return told ? [alertFrom(told, origin)] : [];
}

function published(entry: Reading, origin: Origin): readonly Alert[] {
  const message = entry.of(messageOf(entry));
  const told = eventIn(message);
  if (told === null) return [];
  return [alertFrom(told ?? plain(entry, message), origin)];
}

/** What was published: JSON as a text, by most of Amazon's services. */
function messageOf({ at }: Reading): unknown {
  const message = at('Message');
  if (typeof message !== 'string') return message;
  try {
    return JSON.parse(message);
  } catch {
    return message;
  }
}

/** What one of the known services tells; null: nothing that is wrong or over; undefined: it is none of them. */
function eventIn(message: Reading): Told | null | undefined {
  const { text } = message;
  if (text('AlarmName') !== '') return alarm(message);
  if (text('detail.alarmName') !== '') return bridgedAlarm(message);
  if (text('deploymentId') !== '') return deployment(message);
  return undefined;
}

const STATES = { firing: ['alarm', 'insufficient_data'], resolved: ['ok'] } as const;

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html */
function alarm(message: Reading): Told {
  const { text } = message;
  const status = statusIn(message, 'NewStateValue', STATES);
  const arn = text('AlarmArn');
  const name = text('AlarmName');
  return {
    status,
    name,
    description: text('AlarmDescription') || text('NewStateReason'),
    severity: severityOf(text('NewStateValue')),
    labels: {
      ...dimensionsOf(message),
      namespace: text('Trigger.Namespace'),
      metric: text('Trigger.MetricName'),
      account: text('AWSAccountId'),
      region: regionIn(arn) || text('Region'),
    },
    annotations: { reason: text('NewStateReason'), state: text('NewStateValue') },
    url: consoleUrl(arn, name),
    dedupKey: arn || `${text('AWSAccountId')}/${text('Region')}/${name}`,
    ...since(status, message.time('StateChangeTime')),
  };
}

/** The same, as EventBridge words it. */
function bridgedAlarm(message: Reading): Told {
  const { text } = message;
  const status = statusIn(message, 'detail.state.value', STATES);
  const arn = text('resources');
  const name = text('detail.alarmName');
  return {
    status,
    name,
    description: text('detail.configuration.description') || text('detail.state.reason'),
    severity: severityOf(text('detail.state.value')),
    labels: { account: text('account'), region: text('region') },
    annotations: { reason: text('detail.state.reason'), state: text('detail.state.value') },
    url: consoleUrl(arn, name),
    dedupKey: arn || `${text('account')}/${text('region')}/${name}`,
    ...since(status, message.time('detail.state.timestamp')),
  };
}

/** Alarms have no severity; without data, nothing is known to be broken. */
function severityOf(state: string): Told['severity'] {
  return state.toLowerCase() === 'insufficient_data' ? 'warning' : 'error';
}

/** The resources that the alarm is about: `InstanceId` and the like. */
function dimensionsOf({ list, of }: Reading): Record<string, string> {
  const given = list('Trigger.Dimensions').slice(0, 30).map(of);
  const pairs = given.map(({ firstText }) => {
    return [firstText('name', 'Name'), firstText('value', 'Value')] as const;
  });
  const dimensions = Object.fromEntries(pairs.filter(([name]) => name !== ''));
  const instance = dimensions['InstanceId'] ?? dimensions['DBInstanceIdentifier'] ?? '';
  return { ...dimensions, instance };
}

function regionIn(arn: string): string {
  return /^arn:[\w-]+:\w+:([a-z0-9-]+):/.exec(arn)?.[1] ?? '';
}

function consoleUrl(arn: string, alarmName: string): string {
  const region = regionIn(arn);
  if (region === '') return '';
  const host = arn.startsWith('arn:aws-cn:') ? 'console.amazonaws.cn' : 'console.aws.amazon.com';
  const page = `alarmsV2:alarm/${encodeURIComponent(alarmName)}`;
  return `https://${region}.${host}/cloudwatch/home?region=${region}#${page}`;
}

const FAILED: ReadonlySet<string> = new Set(['failed', 'stopped', 'aborted']);

/** https://docs.aws.amazon.com/codedeploy/latest/userguide/monitoring-sns-event-notifications-json-format.html */
function deployment(message: Reading): Told | null {
  const { text, firstText, note } = message;
  const state = firstText('status', 'instanceStatus').toLowerCase();
  if (!FAILED.has(state) && state !== 'succeeded') {
    note(`A deployment that is ${state || 'without a status'} is neither over nor a fault.`);
    return null;
  }
  const instance = text('instanceId').replace(/^.*\//, '');
  const app = text('applicationName') || instance || text('deploymentId');
  const group = text('deploymentGroupName');
  return {
    status: state === 'succeeded' ? 'resolved' : 'firing',
    name: `CodeDeploy ${app}`,
    title: `Deployment of ${app}${group === '' ? '' : ` to ${group}`} failed`,
    description: errorOf(message),
    severity: 'error',
    labels: {
      service: text('applicationName'),
      group,
      instance,
      region: text('region'),
      account: text('accountId'),
    },
    annotations: {
      deployment: text('deploymentId'),
      trigger: text('eventTriggerName'),
      ...flatTexts(message.fields('deploymentOverview'), 'instances_'),
    },
    url: deploymentUrl(text('region'), text('deploymentId')),
    dedupKey: `codedeploy/${text('accountId')}/${text('region')}/${app}/${group}`,
  };
}

/** An object, or its JSON as a text. */
function errorOf({ firstText }: Reading): string {
  const error = firstText('errorInformation.ErrorMessage', 'errorInformation');
  return /"ErrorMessage"\s*:\s*"([^"]*)"/.exec(error)?.[1] ?? error;
}

function deploymentUrl(region: string, id: string): string {
  if (!/^[a-z0-9-]+$/.test(region) || !/^d-\w+$/.test(id)) return '';
  return `https://${region}.console.aws.amazon.com/codesuite/codedeploy/deployments/${id}?region=${region}`;
}

/** What anybody else published: its subject, or its first line. */
function plain(envelope: Reading, message: Reading): Told {
  const { text } = envelope;
  const topic = text('TopicArn').replace(/^.*:/, '');
  const body = text('Message');
  const json = message.at('Message') === undefined ? message.fields('detail') : {};
  const name = text('Subject') || message.text('detail-type') || body.split('\n', 1)[0] || topic;
  return {
    status: 'firing',
    name: name || 'A message of Amazon SNS',
    description: isFields(message.at('detail')) ? '' : body,
    severity: 'warning',
    labels: { topic, region: regionIn(text('TopicArn')) },
    annotations: { ...flatTexts(json), message: body },
    startsAt: envelope.time('Timestamp'),
  };
}
