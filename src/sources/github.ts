import type { Alert } from '../domain/alert.ts';
import { isFields } from './fields.ts';
import { notOf, parseEach } from './shared/each.ts';
import { type Reading, severityIn } from './shared/reading.ts';
import { alertFrom, type Told } from './shared/told.ts';
import { type Origin, type RequestHeaders, type Source, signedOrKey } from './source.ts';

/** GitHub's webhooks: https://docs.github.com/en/webhooks/webhook-events-and-payloads. */
export const github: Source = {
  type: 'github',
  // https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries
  auth: signedOrKey({
    header: 'x-hub-signature-256',
    algorithm: 'sha256',
    encoding: 'hex',
    prefix: 'sha256=',
  }),
  about: {
    vendor: 'GitHub',
    steps: [
      'In the repository or organisation, open Settings, Webhooks, Add webhook, with {url} as the payload URL.',
      'Choose application/json, and {key} as the secret.',
      'Choose the events workflow runs, deployment statuses, Dependabot alerts and secret scanning alerts.',
    ],
  },
  alsoTakes: 'form',
  resolveTimeout: null,
  parse: (payload, origin, headers = {}) =>
    parseEach(withoutForm(payload), (entry) => alertsIn(entry, headers, origin)),
};

/** Sent as a form, the whole payload is the text of one field. */
function withoutForm(payload: unknown): unknown {
  const text = isFields(payload) ? payload['payload'] : undefined;
  if (typeof text !== 'string') return payload;
  try {
    return JSON.parse(text);
  } catch {
    return payload;
  }
}

type Event = (entry: Reading) => Told | null;

const EVENTS: Readonly<Record<string, Event>> = {
  workflow_run: workflowRun,
  deployment_status: deploymentStatus,
  dependabot_alert: dependabotAlert,
  secret_scanning_alert: secretAlert,
  ping: greeting,
};

function alertsIn(entry: Reading, headers: RequestHeaders, origin: Origin): readonly Alert[] {
  const name = eventOf(entry, headers);
  const event = Object.hasOwn(EVENTS, name) ? EVENTS[name] : undefined;
  if (event === undefined) {
    if (name === '') throw notOf('GitHub', '"workflow_run", "deployment_status" or "alert" in it');
    entry.note(`Events of the kind ${name} are no alerts; choose ${KINDS} at GitHub.`);
    return [];
  }
  const told = event(entry);
  return told ? [alertFrom(told, origin)] : [];
}

const KINDS = 'workflow_run, deployment_status, dependabot_alert and secret_scanning_alert';

/** The event's name is in a header; what came another way is told by its shape. */
function eventOf({ at, text }: Reading, headers: RequestHeaders): string {
  const named = headers['x-github-event'];
  if (typeof named === 'string' && /^\w{1,60}$/.test(named)) return named;
  if (at('workflow_run') !== undefined) return 'workflow_run';
  if (at('deployment_status') !== undefined) return 'deployment_status';
  if (isFields(at('alert.dependency'))) return 'dependabot_alert';
  if (text('alert.secret_type') !== '') return 'secret_scanning_alert';
  return text('zen') !== '' ? 'ping' : '';
}

function greeting({ text, note }: Reading): null {
  const where = text('repository.full_name') || text('organization.login') || 'GitHub';
  note(`The webhook of ${where} reaches us; its events arrive from now on.`);
  return null;
}

const RUN_ENDS: Readonly<Record<string, Alert['status'] | null>> = {
  success: 'resolved',
  failure: 'firing',
  timed_out: 'firing',
  startup_failure: 'firing',
  cancelled: null,
  skipped: null,
  neutral: null,
  stale: null,
  action_required: null,
};

/** A workflow's failure on a branch lasts until it succeeds there. */
function workflowRun(entry: Reading): Told | null {
  const { text, note } = entry;
  const conclusion = text('workflow_run.conclusion');
  if (conclusion === '') {
    note('A run that is not over says nothing of its workflow.');
    return null;
  }
  const status = stateIn(entry, 'workflow_run.conclusion', RUN_ENDS);
  if (status !== null) return workflowState(status, entry);
  note(`A run that ended as ${conclusion} says nothing of its workflow.`);
  return null;
}

function workflowState(status: Alert['status'], entry: Reading): Told {
  const { text, firstText } = entry;
  const named = firstText('workflow.name', 'workflow_run.name', 'workflow_run.path');
  const workflow = named || 'without a name';
  const branch = text('workflow_run.head_branch');
  const service = text('repository.full_name');
  const id = firstText('workflow.id', 'workflow_run.workflow_id', 'workflow.path') || workflow;
  return {
    status,
    name: `Workflow ${workflow} on ${branch || 'no branch'}`,
    title: `Workflow ${workflow} fails on ${branch || 'no branch'}`,
    description: commitOf(entry),
    severity: branch === text('repository.default_branch') ? 'error' : 'warning',
    labels: { service, workflow, branch },
    annotations: {
      conclusion: text('workflow_run.conclusion'),
      commit: text('workflow_run.head_sha'),
      event: text('workflow_run.event'),
      author: firstText('workflow_run.actor.login', 'workflow_run.head_commit.author.name'),
    },
    url: firstText('workflow_run.html_url', 'repository.html_url'),
    dedupKey: `workflow/${service}/${id}/${branch}`,
  };
}

function commitOf({ firstText }: Reading): string {
  const message = firstText('workflow_run.display_title', 'workflow_run.head_commit.message');
  return message.split('\n', 1)[0] ?? '';
}

const DEPLOYMENT_STATES: Readonly<Record<string, Alert['status'] | null>> = {
  failure: 'firing',
  error: 'firing',
  success: 'resolved',
  inactive: null,
  in_progress: null,
  queued: null,
  pending: null,
  waiting: null,
};

/** A failed deployment lasts until one to the same environment succeeds. */
function deploymentStatus(entry: Reading): Told | null {
  const { text, firstText, note } = entry;
  const status = stateIn(entry, 'deployment_status.state', DEPLOYMENT_STATES);
  if (status === null) {
    note(`A deployment that is ${text('deployment_status.state')} is neither well nor a fault.`);
    return null;
  }
  const repository = text('repository.full_name');
  const env = firstText('deployment_status.environment', 'deployment.environment');
  return {
    status,
    name: `Deployment to ${env || 'an unnamed environment'}`,
    title: `Deployment of ${repository} to ${env || 'an unnamed environment'} failed`,
    description: firstText('deployment_status.description', 'deployment.description'),
    severity: 'error',
    labels: { service: repository, env },
    annotations: {
      commit: text('deployment.sha'),
      ref: text('deployment.ref'),
      author: firstText('deployment.creator.login', 'sender.login'),
    },
    url: firstText(
      'deployment_status.log_url',
      'deployment_status.target_url',
      'workflow_run.html_url',
      'repository.html_url',
    ),
    dedupKey: `deployment/${repository}/${env}`,
  };
}

const ALERT_STATES: Readonly<Record<string, Alert['status']>> = {
  open: 'firing',
  created: 'firing',
  reopened: 'firing',
  fixed: 'resolved',
  dismissed: 'resolved',
  auto_dismissed: 'resolved',
  resolved: 'resolved',
};

function dependabotAlert(entry: Reading): Told {
  const { text, firstText } = entry;
  const name = text('alert.dependency.package.name') || 'a dependency';
  const worst = firstText(
    'alert.security_advisory.severity',
    'alert.security_vulnerability.severity',
  );
  return {
    ...securityAlert(entry, 'dependabot'),
    name: `Vulnerable dependency ${name}`,
    title: firstText('alert.security_advisory.summary') || `${name} is vulnerable`,
    severity: severityIn(worst, {}, 'warning'),
    description: `${name} ${text('alert.security_vulnerability.vulnerable_version_range')}`.trim(),
    annotations: {
      advisory: firstText('alert.security_advisory.cve_id', 'alert.security_advisory.ghsa_id'),
      file: text('alert.dependency.manifest_path'),
      fixed_in: text('alert.security_vulnerability.first_patched_version.identifier'),
    },
  };
}

function secretAlert(entry: Reading): Told {
  const kind = entry.firstText('alert.secret_type_display_name', 'alert.secret_type') || 'secret';
  return {
    ...securityAlert(entry, 'secret'),
    name: `Leaked secret ${kind}`,
    title: `A secret was committed: ${kind}`,
    severity: 'critical',
    annotations: { resolution: entry.text('alert.resolution') },
  };
}

function securityAlert(entry: Reading, kind: string) {
  const { text, firstText } = entry;
  const repository = text('repository.full_name');
  const state = text('alert.state') === '' ? 'action' : 'alert.state';
  return {
    status: stateIn(entry, state, ALERT_STATES) ?? 'firing',
    labels: { service: repository, package: text('alert.dependency.package.name') },
    url: firstText('alert.html_url', 'repository.html_url'),
    dedupKey: `${kind}/${repository}/${text('alert.number')}`,
    startsAt: entry.time('alert.created_at'),
  };
}

/** What a state means, null: nothing; one that GitHub does not document is noted and taken as firing. */
function stateIn<T>(
  { text, note }: Reading,
  path: string,
  states: Readonly<Record<string, T>>,
): T | 'firing' {
  const state = text(path);
  const known = Object.hasOwn(states, state) ? states[state] : undefined;
  if (known !== undefined) return known;
  note(`"${path}" is ${JSON.stringify(state.slice(0, 40))}, which is not known: taken as firing.`);
  return 'firing';
}
