import type { Alert } from '../domain/alert.ts';
import type { Severity } from '../domain/severity.ts';
import { notOf, parseEach } from './shared/each.ts';
import type { Reading } from './shared/reading.ts';
import { alertFrom } from './shared/told.ts';
import { KEY_ANYWHERE, type Origin, type Source } from './source.ts';

const NOTIFICATIONS = `service.webhook.quell: |
  url: {url}
  headers:
    - name: Authorization
      value: Bearer {key}
    - name: Content-Type
      value: application/json
template.quell: |
  webhook:
    quell:
      method: POST
      body: |
        {"app": {{toJson .app}}, "url": "{{.context.argocdUrl}}/applications/{{.app.metadata.name}}"}`;

/**
 * Argo CD's notifications, whose body people write: the application as it is, or its fields.
 * https://argo-cd.readthedocs.io/en/stable/operator-manual/notifications/services/webhook/
 */
export const argocd: Source = {
  type: 'argocd',
  auth: KEY_ANYWHERE,
  about: {
    vendor: 'Argo CD',
    steps: [
      'Add the text below to the data of the ConfigMap argocd-notifications-cm.',
      'Let the triggers on-health-degraded, on-sync-failed, on-sync-status-unknown and on-deployed send "quell".',
      'Subscribe your applications to them at quell.',
    ],
    paste: NOTIFICATIONS,
  },
  resolveTimeout: null,
  parse: (payload, origin) => parseEach(payload, (entry) => alertsIn(entry, origin)),
};

/** A field of the application, under the names in use; Go's templates write `<no value>` for what is not there. */
function part(entry: Reading, ...paths: readonly string[]): string {
  const texts = paths.map(entry.text);
  return texts.find((text) => text !== '' && text !== '<no value>') ?? '';
}

function nameOf(entry: Reading): string {
  return part(
    entry,
    'app.metadata.name',
    'metadata.name',
    'application',
    'app.name',
    'app_name',
    'appName',
    'app',
  );
}

interface Health {
  readonly health: string;
  readonly sync: string;
  readonly phase: string;
}

function healthOf(entry: Reading): Health {
  const word = (...paths: readonly string[]) => part(entry, ...paths).toLowerCase();
  return {
    health: word('app.status.health.status', 'status.health.status', 'health', 'healthStatus'),
    sync: word('app.status.sync.status', 'status.sync.status', 'sync', 'syncStatus'),
    phase: word(
      'app.status.operationState.phase',
      'status.operationState.phase',
      'phase',
      'operationState',
    ),
  };
}

function alertsIn(entry: Reading, origin: Origin): readonly Alert[] {
  const state = healthOf(entry);
  const app = nameOf(entry);
  const isSaid = Object.values(state).some((word) => word !== '');
  if (app === '' || !isSaid) throw notOf('Argo CD', 'application with its health or sync status');
  const verdict = verdictOn(state);
  if (verdict === null) {
    entry.note(`The application ${app} changes now, which is neither well nor a fault.`);
    return [];
  }
  const service = part(entry, 'service', 'project_name') || app;
  const told = {
    ...verdict,
    name: `Application ${app}`,
    title: `Application ${app} ${verdict.what}`,
    description: part(
      entry,
      'app.status.operationState.message',
      'status.operationState.message',
      'app.status.health.message',
      'message',
    ),
    labels: { service, env: part(entry, 'env', 'environment'), ...whereIs(entry) },
    annotations: { ...state, revision: revisionOf(entry) },
    url: part(entry, 'url', 'link', 'app.status.summary.externalURLs', 'repoURL'),
    dedupKey: `${part(entry, 'app.metadata.namespace', 'metadata.namespace')}/${app}`,
  };
  return [alertFrom(told, origin)];
}

interface Verdict {
  readonly status: Alert['status'];
  readonly severity: Severity;
  readonly what: string;
}

const FAULTS: ReadonlyMap<string, string> = new Map([
  ['degraded', 'is degraded'],
  ['missing', 'is missing'],
]);
const UNDER_WAY: ReadonlySet<string> = new Set(['running', 'terminating']);
const NOT_YET: ReadonlySet<string> = new Set(['progressing', 'suspended']);

/** What the three words come to; null: it is under way. */
function verdictOn(state: Health): Verdict | null {
  const { health, sync, phase } = state;
  if (phase === 'failed' || phase === 'error') return fault('failed to sync', 'error');
  const fails = FAULTS.get(health);
  if (fails !== undefined) return fault(fails, 'error');
  if (sync === 'unknown' || health === 'unknown') return fault('is in an unknown state', 'warning');
  if (UNDER_WAY.has(phase) || NOT_YET.has(health)) return null;
  if (isWell(state)) return { status: 'resolved', severity: 'info', what: 'is well' };
  return fault(sync === 'outofsync' ? 'is out of sync' : 'has a fault', 'warning');
}

function isWell({ health, sync, phase }: Health): boolean {
  return health === 'healthy' || phase === 'succeeded' || sync === 'synced';
}

function fault(what: string, severity: Severity): Verdict {
  return { status: 'firing', severity, what };
}

function whereIs(entry: Reading) {
  return {
    project: part(entry, 'app.spec.project', 'spec.project', 'project'),
    namespace: part(entry, 'app.spec.destination.namespace', 'spec.destination.namespace'),
    cluster: part(entry, 'app.spec.destination.name', 'app.spec.destination.server', 'cluster'),
  };
}

function revisionOf(entry: Reading): string {
  return part(
    entry,
    'app.status.operationState.syncResult.revision',
    'app.status.sync.revision',
    'status.sync.revision',
    'revision',
  );
}
