import type { Alert } from '../domain/alert.ts';
import { notOf, parseEach } from './shared/each.ts';
import { type Reading, severityIn } from './shared/reading.ts';
import { alertFrom, type Told } from './shared/told.ts';
import { keyAnywhereOr, type Origin, type Source } from './source.ts';

/** GitLab's webhooks: https://docs.gitlab.com/user/project/integrations/webhook_events/. */
export const gitlab: Source = {
  type: 'gitlab',
  auth: keyAnywhereOr('x-gitlab-token'),
  about: {
    vendor: 'GitLab',
    steps: [
      'In the project or group, open Settings, Webhooks, Add new webhook, with {url} as the URL.',
      'Put {key} into the field for the secret token.',
      'Choose pipeline events, deployment events and issues events (incidents are issues).',
    ],
  },
  resolveTimeout: null,
  parse: (payload, origin) => parseEach(payload, (entry) => alertsIn(entry, origin)),
};

function alertsIn(entry: Reading, origin: Origin): readonly Alert[] {
  const kind = entry.text('object_kind') || entry.text('event_name');
  if (kind === '') throw notOf('GitLab', '"object_kind"');
  const told = toldBy(kind, entry);
  return told ? [alertFrom(told, origin)] : [];
}

function toldBy(kind: string, entry: Reading): Told | null {
  if (kind === 'pipeline') return pipeline(entry);
  if (kind === 'deployment') return deployment(entry);
  if (kind === 'issue' || kind === 'work_item' || kind === 'incident') return incident(kind, entry);
  entry.note(
    `Events of the kind ${kind} are no alerts; choose pipeline, deployment and issues events.`,
  );
  return null;
}

/** Whether it failed or went well; null: it still runs, or says nothing of the matter. */
function outcomeOf({ text, note }: Reading, path: string): Alert['status'] | null {
  const status = text(path);
  if (status === 'failed') return 'firing';
  if (status === 'success') return 'resolved';
  note(
    `"${path}" is ${JSON.stringify(status.slice(0, 40))}: only "failed" and "success" say something.`,
  );
  return null;
}

/** A pipeline's failure on a branch lasts until one succeeds there. */
function pipeline(entry: Reading): Told | null {
  const { text, firstText } = entry;
  const status = outcomeOf(entry, 'object_attributes.status');
  if (status === null) return null;
  const branch = text('object_attributes.ref');
  const service = firstText('project.path_with_namespace', 'project.name');
  return {
    status,
    name: `Pipeline on ${branch || 'an unnamed branch'}`,
    title: `Pipeline of ${service} fails on ${branch || 'an unnamed branch'}`,
    description: firstText('commit.title', 'commit.message'),
    severity: branch === text('project.default_branch') ? 'error' : 'warning',
    labels: { service, branch },
    annotations: {
      failed_jobs: failedJobs(entry),
      commit: text('object_attributes.sha'),
      author: firstText('commit.author.name', 'user.name'),
    },
    url: firstText('object_attributes.url') || pipelineUrl(entry),
    dedupKey: `pipeline/${firstText('project.id') || service}/${branch}`,
  };
}

/** Older versions send no address of the pipeline. */
function pipelineUrl({ text }: Reading): string {
  const [project, id] = [text('project.web_url'), text('object_attributes.id')];
  return project !== '' && id !== '' ? `${project}/-/pipelines/${id}` : project;
}

function failedJobs(entry: Reading): string {
  const jobs = entry.list('builds').slice(0, 1_000).map(entry.of);
  const failed = jobs.filter(({ text }) => text('status') === 'failed');
  return failed.map(({ text }) => `${text('name')} (${text('stage')})`).join(', ');
}

function deployment(entry: Reading): Told | null {
  const { text, firstText } = entry;
  const status = outcomeOf(entry, 'status');
  if (status === null) return null;
  const env = text('environment');
  const service = firstText('project.path_with_namespace', 'project.name');
  return {
    status,
    name: `Deployment to ${env || 'an unnamed environment'}`,
    title: `Deployment of ${service} to ${env || 'an unnamed environment'} failed`,
    description: text('commit_title'),
    severity: 'error',
    labels: { service, env },
    annotations: { commit: text('short_sha'), author: text('user.name'), ref: text('ref') },
    url: firstText('deployable_url', 'project.web_url'),
    dedupKey: `deployment/${text('project.id') || service}/${env}`,
  };
}

const OWN_SEVERITIES = { high: 'error', medium: 'warning', low: 'info' } as const;

/** An incident is an issue of the type Incident; other issues are people's work, and no alerts. */
function incident(kind: string, entry: Reading): Told | null {
  const { text, firstText, note } = entry;
  const type = text('object_attributes.type');
  if (kind !== 'incident' && type.toLowerCase() !== 'incident') {
    note(`Of issues only incidents are alerts, and this is of the type ${type || 'Issue'}.`);
    return null;
  }
  const title = text('object_attributes.title') || 'Incident';
  const service = firstText('project.path_with_namespace', 'project.name');
  const id = firstText('object_attributes.iid', 'object_attributes.id');
  return {
    status: text('object_attributes.state') === 'closed' ? 'resolved' : 'firing',
    name: title,
    description: text('object_attributes.description'),
    severity: severityIn(text('object_attributes.severity'), OWN_SEVERITIES, 'error'),
    labels: { service },
    annotations: {
      labels: entry
        .list('labels')
        .map((label) => entry.of(label).text('title'))
        .join(', '),
      author: text('user.name'),
      escalation: text('object_attributes.escalation_status'),
    },
    url: firstText('object_attributes.url', 'project.web_url'),
    dedupKey: `incident/${text('project.id') || service}/${id}`,
    startsAt: entry.time('object_attributes.created_at'),
    endsAt: entry.time('object_attributes.closed_at'),
  };
}
