import type { Severity } from '../domain/severity.ts';
import { notOf, parseEach } from './shared/each.ts';
import { type Reading, severityIn, statusIn } from './shared/reading.ts';
import { alertFrom, flatTexts, type Told } from './shared/told.ts';
import { KEY_ANYWHERE, type Source } from './source.ts';

/** Azure Monitor's action groups: https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-common-schema. */
export const azure: Source = {
  type: 'azure',
  auth: KEY_ANYWHERE,
  about: {
    vendor: 'Azure Monitor',
    steps: [
      'Open Monitor, Alerts, Action groups, and add an action of the type Webhook.',
      'Put in {url}?key={key} as the URI, and enable the common alert schema.',
      'Choose the action group in your alert rules.',
    ],
  },
  resolveTimeout: null,
  parse: (payload, origin) => parseEach(payload, (entry) => [alertFrom(toldBy(entry), origin)]),
};

function toldBy(entry: Reading): Told {
  if (entry.at('data.essentials') !== undefined) return common(entry);
  if (entry.at('data.context.activityLog') !== undefined) return activityLog(entry);
  if (entry.at('data.context') !== undefined) return metric(entry);
  throw notOf('Azure Monitor', '"data" with "essentials" or "context"');
}

const SEVERITIES: Readonly<Record<string, Severity>> = {
  sev0: 'critical',
  sev1: 'error',
  sev2: 'warning',
  sev3: 'info',
  sev4: 'info',
  0: 'critical',
  1: 'error',
  2: 'warning',
  3: 'info',
  4: 'info',
  verbose: 'info',
};

const STATES = {
  firing: ['fired', 'activated', 'active'],
  resolved: ['resolved', 'deactivated'],
} as const;

function common(entry: Reading): Told {
  const { text, firstText } = entry;
  const id = firstText('data.essentials.alertId', 'data.essentials.originAlertId');
  const target = text('data.essentials.alertTargetIDs');
  return {
    status: statusIn(entry, 'data.essentials.monitorCondition', STATES),
    name: text('data.essentials.alertRule') || 'Azure alert',
    description: firstText(
      'data.essentials.description',
      'data.alertContext.properties.communication',
      'data.alertContext.properties.title',
    ),
    severity: severityIn(text('data.essentials.severity'), SEVERITIES, 'warning'),
    labels: {
      ...placeIn(target),
      instance: text('data.essentials.configurationItems'),
      signal: text('data.essentials.signalType'),
    },
    annotations: annotationsOf(entry),
    url: text('data.essentials.investigationLink') || portalUrl(id),
    dedupKey: id,
    startsAt: entry.time('data.essentials.firedDateTime'),
    endsAt: entry.time('data.essentials.resolvedDateTime'),
    ...healthIn(entry, 'data.alertContext.properties', target),
  };
}

/** Health alerts say in their properties how it is now, and are fired anew also for what is over. */
function healthIn(
  entry: Reading,
  properties: string,
  target: string,
): Pick<Told, 'status' | 'dedupKey'> | null {
  const { text } = entry;
  const paths = [`${properties}.currentHealthStatus`, `${properties}.stage`];
  const path = paths.find((each) => text(each) !== '');
  if (path === undefined) return null;
  const of = text(`${properties}.trackingId`) || target;
  return { status: statusIn(entry, path, HEALTH), dedupKey: `health/${of}` };
}

const HEALTH = {
  firing: ['unavailable', 'degraded', 'unknown', 'active', 'planned', 'inprogress', 'rca'],
  resolved: ['available', 'resolved', 'complete'],
} as const;

function annotationsOf({ text, firstText, fields }: Reading) {
  const condition = 'data.alertContext.condition.allOf';
  return {
    ...flatTexts(fields('data.customProperties')),
    metric: firstText(`${condition}.metricName`, `${condition}.metricMeasureColumn`),
    value: text(`${condition}.metricValue`),
    threshold: `${text(`${condition}.operator`)} ${text(`${condition}.threshold`)}`.trim(),
    results: firstText(
      `${condition}.linkToFilteredSearchResultsUI`,
      `${condition}.linkToSearchResultsUI`,
    ),
    operation: text('data.alertContext.operationName'),
    caller: text('data.alertContext.caller'),
    monitor: text('data.essentials.monitoringService'),
  };
}

/** The page of an alert, as Azure's own mails link it. */
function portalUrl(id: string): string {
  if (!id.startsWith('/')) return '';
  const blade =
    'https://portal.azure.com/#blade/Microsoft_Azure_Monitoring/AlertDetailsTemplateBlade';
  return `${blade}/alertId/${encodeURIComponent(id)}`;
}

/** What a resource's id says: `/subscriptions/S/resourceGroups/G/providers/P/TYPE/NAME`. */
function placeIn(id: string) {
  const part = (name: string) => new RegExp(`/${name}/([^/]+)`, 'i').exec(id)?.[1] ?? '';
  const group = part('resourcegroups');
  return {
    service: group || part('subscriptions'),
    resource_group: group,
    subscription: part('subscriptions'),
    resource: id.slice(id.lastIndexOf('/') + 1),
  };
}

/** An entry of the activity log as it came before the common schema. */
function activityLog(entry: Reading): Told {
  const { text, firstText } = entry;
  const log = 'data.context.activityLog';
  const operation = firstText(`${log}.operationName.localizedValue`, `${log}.operationName`);
  const resource = firstText(`${log}.resourceId`, `${log}.resourceUri`);
  const title = text(`${log}.properties.title`);
  return {
    status: 'firing',
    name: title || operation || 'Activity log',
    description: firstText(`${log}.description`, `${log}.properties.communication`),
    severity: severityIn(text(`${log}.level`), SEVERITIES, 'warning'),
    labels: { ...placeIn(resource), category: text(`${log}.eventSource`) },
    annotations: {
      operation,
      caller: text(`${log}.caller`),
      status: firstText(`${log}.status.value`, `${log}.status`),
      correlation: text(`${log}.correlationId`),
    },
    dedupKey: `${resource}/${operation}`,
    startsAt: entry.time(`${log}.eventTimestamp`),
    ...healthIn(entry, `${log}.properties`, resource),
  };
}

/** A metric alert as it came before the common schema. */
function metric(entry: Reading): Told {
  const { text, firstText } = entry;
  const rule = text('data.context.name') || 'Azure alert';
  const target = firstText('data.context.resourceId', 'data.context.id');
  return {
    status: statusIn(entry, 'data.status', STATES),
    name: rule,
    description: text('data.context.description'),
    severity: severityIn(text('data.context.severity'), SEVERITIES, 'warning'),
    labels: { ...placeIn(target), instance: text('data.context.resourceName') },
    annotations: {
      metric: text('data.context.condition.allOf.metricName'),
      value: text('data.context.condition.allOf.metricValue'),
    },
    url: text('data.context.portalLink'),
    dedupKey: `${firstText('data.context.id') || rule}/${target}`,
    startsAt: entry.time('data.context.timestamp'),
  };
}
