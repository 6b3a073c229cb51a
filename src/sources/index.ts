import { alertmanager } from './alertmanager.ts';
import { argocd } from './argocd.ts';
import { azure } from './azure.ts';
import { betterStack } from './better-stack.ts';
import { checkly } from './checkly.ts';
import { cloudwatch } from './cloudwatch.ts';
import { coralogix } from './coralogix.ts';
import { datadog } from './datadog.ts';
import { rollbarItems } from './errors/rollbar/items.ts';
import { type SdkItem, sentrySdk } from './errors/sentry/sdk.ts';
import { gcp } from './gcp.ts';
import { github } from './github.ts';
import { gitlab } from './gitlab.ts';
import { grafana } from './grafana.ts';
import { graylog } from './graylog.ts';
import { healthchecks } from './healthchecks.ts';
import { jenkins } from './jenkins.ts';
import { json } from './json.ts';
import { kapacitor } from './kapacitor.ts';
import { mail } from './mail.ts';
import { netdata } from './netdata.ts';
import { newrelic } from './newrelic.ts';
import { opsgenie } from './opsgenie.ts';
import { opsgenieAlerts } from './opsgenie-alerts.ts';
import { pagerduty } from './pagerduty.ts';
import { pagerdutyEvents } from './pagerduty-events.ts';
import { pingdom } from './pingdom.ts';
import { prometheus } from './prometheus.ts';
import { pythonLogging } from './python-logging.ts';
import { rollbar } from './rollbar.ts';
import { sentry } from './sentry.ts';
import { site24x7 } from './site24x7.ts';
import type { Source } from './source.ts';
import { statuscake } from './statuscake.ts';
import { thousandeyes } from './thousandeyes.ts';
import { uptimeKuma } from './uptime-kuma.ts';
import { wazuh } from './wazuh.ts';
import { zabbix } from './zabbix.ts';

/** Every alert format that we understand, each reachable at `/hooks/<type>`. */
export const SOURCES: readonly Source[] = [
  alertmanager,
  argocd,
  azure,
  betterStack,
  checkly,
  cloudwatch,
  coralogix,
  datadog,
  gcp,
  github,
  gitlab,
  grafana,
  graylog,
  healthchecks,
  jenkins,
  json,
  kapacitor,
  mail,
  netdata,
  newrelic,
  opsgenie,
  opsgenieAlerts,
  pagerduty,
  pagerdutyEvents,
  pingdom,
  prometheus,
  pythonLogging,
  rollbar,
  sentry,
  site24x7,
  statuscake,
  thousandeyes,
  uptimeKuma,
  wazuh,
  zabbix,
];

export {
  alertmanager,
  mail,
  opsgenieAlerts,
  pagerdutyEvents,
  prometheus,
  rollbarItems,
  type SdkItem,
  sentrySdk,
};
