import type { Source } from '../../sources/source.ts';
import type { Changes } from './changed.ts';

const OPSGENIE_FIELDS = [
  'description',
  'responders',
  'tags',
  'details',
  'entity',
  'source',
  'priority',
];

/** What makes the end of each example of it; those that are missing tell no end. */
const ENDS: Readonly<Record<string, (now: string) => Changes>> = {
  alertmanager: (now) => ({
    status: 'resolved',
    'alerts.0.status': 'resolved',
    'alerts.0.endsAt': now,
  }),
  argocd: () => ({ 'app.status.health.status': 'Healthy' }),
  azure: (now) => ({
    'data.essentials.monitorCondition': 'Resolved',
    'data.essentials.resolvedDateTime': now,
  }),
  'better-stack': (now) => ({
    'data.attributes.status': 'Resolved',
    'data.attributes.resolved_at': now,
  }),
  checkly: () => ({ alert_type: 'ALERT_RECOVERY' }),
  cloudwatch: () => ({ NewStateValue: 'OK', OldStateValue: 'ALARM' }),
  coralogix: () => ({ alert_action: 'resolve' }),
  datadog: () => ({ transition: 'Recovered', type: 'success' }),
  gcp: (now) => ({ 'incident.state': 'closed', 'incident.ended_at': secondsOf(now) }),
  github: () => ({ 'workflow_run.conclusion': 'success' }),
  gitlab: () => ({
    'object_attributes.status': 'success',
    'object_attributes.detailed_status': 'passed',
  }),
  grafana: (now) => ({
    status: 'resolved',
    'alerts.0.status': 'resolved',
    'alerts.0.endsAt': now,
  }),
  healthchecks: () => ({ status: 'up', 'check.status': 'up' }),
  jenkins: () => ({ 'build.status': 'SUCCESS' }),
  json: () => ({ status: 'resolved' }),
  kapacitor: () => ({ level: 'OK', previousLevel: 'CRITICAL' }),
  netdata: () => ({ severity: 'clear' }),
  newrelic: () => ({ state: 'CLOSED' }),
  opsgenie: () => ({ action: 'Close' }),
  // Its end is another request, with nothing but the alias, of which the bot makes this.
  'opsgenie-alerts': () => ({
    message: '-',
    ...Object.fromEntries(OPSGENIE_FIELDS.map((name) => [name, undefined])),
  }),
  pagerduty: () => ({ 'event.event_type': 'incident.resolved', 'event.data.status': 'resolved' }),
  'pagerduty-events': () => ({ event_action: 'resolve' }),
  pingdom: () => ({ previous_state: 'DOWN', current_state: 'UP' }),
  prometheus: (now) => ({ '0.endsAt': now }),
  rollbar: () => ({ event_name: 'resolved_item' }),
  sentry: () => ({
    action: 'resolved',
    data: { issue: { id: '1635244907', title: "KeyError: 'order-5'", status: 'resolved' } },
  }),
  site24x7: () => ({ STATUS: 'UP' }),
  statuscake: () => ({ Status: 'Up', StatusCode: '200' }),
  thousandeyes: () => ({ eventType: 'ALERT_NOTIFICATION_CLEAR' }),
  'uptime-kuma': () => ({ 'heartbeat.status': 1 }),
  zabbix: () => ({ event_value: '0' }),
};

/** What changes the example of a source to its end at this RFC 3339 time; undefined: its vendor tells no end. */
export function endOf({ type }: Source, now: string): Changes | undefined {
  return ENDS[type]?.(now);
}

function secondsOf(now: string): number {
  return Math.floor(Date.parse(now) / 1_000);
}
