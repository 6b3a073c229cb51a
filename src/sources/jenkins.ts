import type { Alert } from '../domain/alert.ts';
import { notOf, parseEach } from './shared/each.ts';
import { type Reading, textOf } from './shared/reading.ts';
import { alertFrom } from './shared/told.ts';
import { KEY_ANYWHERE, type Origin, type Source } from './source.ts';

/** Jenkins with its Notification plugin: https://plugins.jenkins.io/notification/. */
export const jenkins: Source = {
  type: 'jenkins',
  auth: KEY_ANYWHERE,
  about: {
    vendor: 'Jenkins',
    steps: [
      'Install the Notification plugin.',
      'In the job, add a notification endpoint: format JSON, protocol HTTP, URL {url}?key={key}.',
      'Choose the event "Job Finalized".',
    ],
  },
  resolveTimeout: null,
  parse: (payload, origin) => parseEach(payload, (entry) => alertsIn(entry, origin)),
};

const OVER: ReadonlySet<string> = new Set(['COMPLETED', 'FINALIZED', 'FINISHED', '']);

/** A job's failure lasts until it succeeds; the plugin tells of each build several times. */
function alertsIn(entry: Reading, origin: Origin): readonly Alert[] {
  const { text, firstText, note } = entry;
  const job = firstText('display_name', 'name');
  if (job === '' || entry.at('build') === undefined) throw notOf('Jenkins', '"name" with "build"');
  const phase = text('build.phase').toUpperCase();
  const status = OVER.has(phase) ? statusOf(entry) : null;
  if (status === null) {
    const state = [phase, text('build.status')].filter(Boolean).join(', ') || 'not known';
    note(`A build of the state ${state} says nothing of its job.`);
    return [];
  }
  const branch = firstText(
    'build.scm.branch',
    'build.parameters.branch',
    'build.parameters.BRANCH',
  );
  const told = {
    status,
    name: `Jenkins job ${job}`,
    title: `Jenkins job ${job} fails`,
    description: lastLine(firstText('build.notes', 'build.log')),
    severity: text('build.status').toUpperCase() === 'UNSTABLE' ? 'warning' : 'error',
    labels: { service: firstText('name', 'display_name'), branch },
    annotations: annotationsOf(entry),
    url: firstText('build.full_url', 'build.url', 'url'),
    dedupKey: firstText('url', 'name'),
  } as const;
  return [alertFrom(told, origin)];
}

function statusOf({ text, note }: Reading): Alert['status'] | null {
  const status = text('build.status').toUpperCase();
  if (status === 'SUCCESS') return 'resolved';
  if (status === 'ABORTED' || status === 'NOT_BUILT') return null;
  if (status !== 'FAILURE' && status !== 'UNSTABLE') {
    note(`"build.status" is ${JSON.stringify(status.slice(0, 40))}: taken as a failure.`);
  }
  return 'firing';
}

function annotationsOf({ text, list }: Reading) {
  return {
    build: text('build.number'),
    result: text('build.status'),
    commit: text('build.scm.commit'),
    culprits: list('build.scm.culprits').map(textOf).filter(Boolean).join(', '),
    failed_tests: text('build.test_summary.failed'),
  };
}

/** Of a log, the last line says what went wrong. */
function lastLine(text: string): string {
  return text.slice(text.lastIndexOf('\n') + 1);
}
