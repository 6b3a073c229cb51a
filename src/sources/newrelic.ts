import type { Severity } from '../domain/severity.ts';
import { type Reading, severityIn, statusIn, textOf } from './shared/reading.ts';
import { type Finding, vendorSource } from './shared/vendor.ts';
import { itemsAt, textsAt } from './shared/words.ts';

/** New Relic's workflows, with the default payload of their webhook, and the older notification channels. See https://docs.newrelic.com/docs/alerts/get-notified/notification-integrations/. */
export const newrelic = vendorSource({
  type: 'newrelic',
  about: {
    vendor: 'New Relic',
    steps: [
      'Under Alerts, Destinations, add a webhook with the URL {url} and the bearer token {key}.',
      'Under Alerts, Workflows, choose this destination, and leave the default payload template as it is.',
      'Notify when an issue is activated, acknowledged and closed, so that it ends here too.',
    ],
  },
  sought: '"state" of an issue, nor "current_state" of an incident',
  isOurs: ({ firstText, at }) =>
    firstText('state', 'current_state') !== '' ||
    ['issueUrl', 'alertConditionNames', 'incident_id', 'condition_name'].some((name) => at(name)),
  find,
});

const STATES = {
  firing: ['created', 'activated', 'acknowledged', 'open', 'deactivated'],
  resolved: ['closed', 'resolved'],
};
const PRIORITIES: Readonly<Record<string, Severity>> = { high: 'error', medium: 'warning' };

function find(entry: Reading): Finding {
  const { firstText, text } = entry;
  const conditions = namesAt(entry, 'alertConditionNames', 'condition_name');
  const sentence = firstText('title', 'details');
  const entities = namesAt(entry, 'impactedEntities');
  return {
    status: statusIn(entry, entry.at('state') === undefined ? 'current_state' : 'state', STATES),
    name: conditions.length === 1 ? (conditions[0] ?? '') : sentence,
    severity: severityIn(firstText('priority', 'severity'), PRIORITIES, 'error'),
    description: sentence,
    labels: {
      policy: namesAt(entry, 'alertPolicyNames', 'policy_name').join(', '),
      entity: entities.join(', ') || text('targets.name'),
      account: text('account_name'),
    },
    annotations: {
      ...textsAt(entry, 'totalIncidents', 'workflowName', 'runbook_url', 'owner'),
      conditions: conditions.join(', '),
    },
    url: firstText('issueUrl', 'incident_url'),
    dedupKey: firstText('id', 'issueId', 'incident_id'),
    startsAt: entry.time('createdAt'),
  };
}

/** Names never hold commas that separate: a text is one name. */
function namesAt(entry: Reading, ...paths: readonly string[]): readonly string[] {
  const path = paths.find((each) => itemsAt(entry, each).length > 0) ?? '';
  return entry
    .list(path)
    .slice(0, 20)
    .map(textOf)
    .filter((name) => name !== '');
}
