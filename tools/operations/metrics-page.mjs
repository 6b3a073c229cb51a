// The table in docs/operations/metrics.md: every metric, with what it means.
import { createMetrics } from '../../src/metrics.ts';

const BEGIN =
  '<!-- Made from src/metrics.ts by tools/operations-docs.mjs; the last column is written here by hand and kept. -->';
const END = '<!-- End of what is made. -->';

/** The page as the source is now, with the meanings that `page` has; and what it lacks. */
export async function metricsPage(page) {
  const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error('metrics.md has lost a mark of its made part.');
  const meanings = new Map(page.split('\n').flatMap(meaningIn));
  const metrics = (await metricsNow()).map((each) => ({
    ...each,
    meaning: meanings.get(each.name) ?? '',
  }));
  const head = ['| metric | type | labels | help | look at it when |', '|---|---|---|---|---|'];
  const made = [BEGIN, '', ...head, ...metrics.map(row), ''].join('\n');
  return {
    text: `${page.slice(0, begin)}${made}\n${page.slice(end)}`,
    faults: metrics
      .filter(({ meaning }) => meaning === '')
      .map(({ name }) => `metrics.md does not say when to look at ${name}.`),
  };
}

/** In the last of five columns. */
function meaningIn(line) {
  const cells = line.split('|').map((cell) => cell.trim());
  const [, name = '', , , , meaning] = cells;
  return cells.length === 7 && name.startsWith('`') ? [[name.slice(1, -1), meaning]] : [];
}

function row({ name, type, labels, help, meaning }) {
  const shown = labels.map((label) => `\`${label}\``).join(', ');
  return `| \`${name}\` | ${type} | ${shown} | ${help} | ${meaning} |`;
}

/** Each metric that Quell has of its own, as Prometheus would read it. */
async function metricsNow() {
  const text = await textOfAll();
  return [...text.matchAll(/^# HELP (\S+) (.+)\n# TYPE \S+ (\S+)/gm)].map(
    ([, name, help, type]) => ({ name, help, type, labels: labelsOf(name, text) }),
  );
}

/** Labels show where something was counted. */
function textOfAll() {
  const metrics = createMetrics({ process: false });
  metrics.alertsAccepted('json', 1);
  metrics.alertsRejected('json', 'rate', 1);
  metrics.sdkItems('sentry-sdk', 'event', 'stored');
  metrics.clientDiscarded('sentry-sdk', 'queue_overflow', 'error', 1);
  metrics.decided('opened');
  metrics.delivered('card', 'posted');
  metrics.setState({ triggered: 0, acknowledged: 0, resolved: 0, firingAlerts: 0, pending: 0 });
  metrics.setQueue({ waiting: 0 });
  return metrics.text();
}

function labelsOf(name, text) {
  const line = text.split('\n').find((each) => each.startsWith(`${name}{`)) ?? '';
  const labels = [...line.matchAll(/(\w+)="/g)].map(([, label]) => label);
  return labels.filter((label) => label !== 'le');
}
