import type { Severity } from '../domain/severity.ts';
import { type Reading, severityIn } from './shared/reading.ts';
import { type Finding, vendorSource } from './shared/vendor.ts';
import { itemsAt, keyOf, labelsFromTags, textsAt } from './shared/words.ts';

const TEMPLATE = JSON.stringify(
  {
    title: '$EVENT_TITLE',
    body: '$TEXT_ONLY_MSG',
    transition: '$ALERT_TRANSITION',
    type: '$ALERT_TYPE',
    priority: '$ALERT_PRIORITY',
    monitor_id: '$ALERT_ID',
    monitor: '$ALERT_TITLE',
    scope: '$ALERT_SCOPE',
    cycle_key: '$ALERT_CYCLE_KEY',
    aggreg_key: '$AGGREG_KEY',
    metric: '$ALERT_METRIC',
    query: '$ALERT_QUERY',
    status: '$ALERT_STATUS',
    hostname: '$HOSTNAME',
    tags: '$TAGS',
    link: '$LINK',
    snapshot: '$SNAPSHOT',
  },
  null,
  2,
);

/** Datadog's webhooks integration, whose body is a template: ours, or its default. See https://docs.datadoghq.com/integrations/webhooks/. */
export const datadog = vendorSource({
  type: 'datadog',
  about: {
    vendor: 'Datadog',
    steps: [
      'Under Integrations, Webhooks, add a webhook named "quell" with the URL {url}?key={key}.',
      'As its payload, paste the text below.',
      'Add @webhook-quell to the message of each monitor.',
    ],
    paste: TEMPLATE,
  },
  alsoTakes: 'form',
  sought: '"title" of an event, and no "monitor"',
  isOurs: ({ firstText, at }) =>
    firstText('monitor', 'transition', 'alert_transition') !== '' ||
    (at('title') !== undefined && ['body', 'event_type', 'org', 'id'].some((name) => at(name))),
  find,
});

/** What a title begins with: `[P2]`, `[Triggered on {host:web-1}]`. */
const BRACKETS = /^\[([^\]]{1,200})\] */;

function find(entry: Reading): Finding {
  const { brackets, rest } = splitTitle(entry.text('title'));
  const change = changeOf(entry, brackets);
  const name = entry.text('monitor') || rest;
  const scope = itemsAt(entry, 'scope').length > 0 ? itemsAt(entry, 'scope') : scopeIn(brackets);
  const monitor = entry.firstText('monitor_id', 'alert_id');
  const tags = itemsAt(entry, 'tags').filter((tag) => tag !== 'monitor');
  return {
    status: /recovered/.test(change) ? 'resolved' : 'firing',
    name,
    severity: severityOf(entry, change, brackets),
    description: plain(entry.firstText('body', 'status')),
    labels: { host: entry.text('hostname'), ...labelsFromTags([...tags, ...scope]) },
    annotations: {
      ...textsAt(entry, 'metric', 'query', 'status', 'snapshot'),
      org: entry.firstText('org.name', 'org_name'),
    },
    url: entry.firstText('link', 'url'),
    dedupKey: keyOf(monitor, scope.join(',')) || entry.firstText('aggreg_key', 'cycle_key'),
  };
}

function splitTitle(title: string): {
  readonly brackets: readonly string[];
  readonly rest: string;
} {
  const brackets: string[] = [];
  let rest = title;
  for (let found = BRACKETS.exec(rest); found && brackets.length < 3; found = BRACKETS.exec(rest)) {
    brackets.push(found[1] ?? '');
    rest = rest.slice(found[0].length);
  }
  return { brackets, rest: rest || title };
}

const CHANGES = /^(?:re-?)?(?:triggered|warn|no data|recovered|notify|renotify)\b/i;

/** The change of state, in small letters: the default payload has it only in the title. */
function changeOf(entry: Reading, brackets: readonly string[]): string {
  const word = entry.firstText('transition', 'alert_transition');
  const change = word || brackets.find((each) => CHANGES.test(each));
  if (change === undefined) entry.note('There is no transition, so that it was taken as firing.');
  else if (!CHANGES.test(change)) {
    entry.note(`The transition ${JSON.stringify(change)} is not known: taken as firing.`);
  }
  return (change ?? '').toLowerCase();
}

/** What stands in `Triggered on {host:web-1,env:prod}`. */
function scopeIn(brackets: readonly string[]): readonly string[] {
  const [, scope = ''] = /\{([^{}]*)\}/.exec(brackets.join(' ')) ?? [];
  return scope
    .split(',')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '' && tag !== '*');
}

/** The monitor's priority where its owner gave one; else what Datadog thinks of the change. */
function severityOf(entry: Reading, change: string, brackets: readonly string[]): Severity {
  const priority = entry.text('priority') || brackets.find((each) => /^P[1-5]$/.test(each)) || '';
  const usual: Severity = /warn|no data/.test(change) ? 'warning' : 'error';
  if (/^P[1-5]$/i.test(priority)) return severityIn(priority, {}, usual);
  const type = entry.firstText('type', 'alert_type');
  return severityIn(type === 'success' ? '' : type, {}, usual);
}

/** Datadog marks Markdown with percent signs, and the words that brought the alert here are for it alone. */
function plain(body: string): string {
  return body
    .replaceAll('%%%', '')
    .replace(/@webhook-[\w-]+/g, '')
    .trim();
}
