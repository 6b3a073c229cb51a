import { ROLES, type Role } from '../config/roles.ts';
import type { Look } from '../config/show.ts';
import { paint } from '../paint.ts';

/** What the start tells people. */
export interface Started {
  readonly version: string;
  /** As others reach it. */
  readonly url: string;
  /** As this machine reaches it, where a line is pasted. */
  readonly urlHere: string;
  /** Whether nobody said how others reach it. */
  readonly isGuess: boolean;
  /** The sandbox's page; null with a real Slack. */
  readonly sandboxUrl: string | null;
  /** How a real Slack reaches us. */
  readonly slackMode: 'socket' | 'http';
  readonly database: string;
  /** Where Redis is, without secrets, or what it costs that there is none; null: none is needed. */
  readonly redis: string | null;
  /** Where mail comes in, as `host:port`; null: nowhere. */
  readonly mail: string | null;
  /** What this process does. */
  readonly roles: readonly Role[];
  readonly keys: { readonly ingest: string; readonly apiToken: string };
  /** Keys that the environment gave are not shown. */
  readonly shown: { readonly ingest: boolean; readonly apiToken: boolean };
}

/** The start banner: where everything is, and one line that makes the first incident appear. */
export function banner(started: Started, look: Look = { colours: false }): string {
  const table = rowsOf(started).map((row) => line(row, look));
  return `
${paint(`Quell ${started.version} is ready.`, 'bold', look)}

${table.join('\n')}
${started.roles.includes('http') ? `${firstIncident(started, look)} ` : '\n'}Ctrl+C stops Quell.

`;
}

const WIDTH = 80;

/** What only helps gives way where the line would be too wide. */
function line([name, value, hint = '']: Row, look: Look): string {
  const head = `  ${name.padEnd(12)}`;
  const isWide = head.length + value.length + hint.length > WIDTH;
  const shown = value.startsWith('http') ? paint(value, 'cyan', look) : value;
  return `${paint(head, 'grey', look)}${shown}${isWide ? '' : paint(hint, 'grey', look)}`;
}

type Row = readonly [name: string, value: string, hint?: string];

function rowsOf(started: Started): readonly Row[] {
  const { database, redis, roles, keys, shown } = started;
  const takesAlerts = roles.includes('http');
  return [
    ...slackRows(started),
    ...doorsOf(started),
    ['Data', database],
    ...rowWhere(redis !== null, ['Redis', redis ?? '']),
    ...rowWhere(roles.length < ROLES.length, ['Roles', roles.join(', ')]),
    ...rowWhere(takesAlerts, [
      'Ingest key',
      shown.ingest ? keys.ingest : 'as QUELL_INGEST_KEY says',
    ]),
    ...rowWhere(takesAlerts, [
      'API token',
      shown.apiToken ? keys.apiToken : 'as QUELL_API_TOKEN says',
    ]),
  ];
}

/** Where others come in: an address for each sort of them. */
function doorsOf({ url, urlHere, isGuess, mail, roles, keys, shown }: Started): readonly Row[] {
  const here = rowWhere(urlHere !== url, ['Locally', urlHere, '  (as this machine reaches it)']);
  if (!roles.includes('http'))
    return [['Operators', url, '  (/healthz, /readyz, /metrics)'], ...here];
  const { host, protocol } = new URL(url);
  const key = shown.ingest ? keys.ingest : 'KEY';
  return [
    ['Alerts', url, '  (/api/v2/alerts, /hooks/json …)'],
    ...here,
    ...rowWhere(isGuess, ['', GUESS]),
    ['Sentry DSN', `${protocol}//${key}@${host}/1`],
    ...rowWhere(mail !== null, ['Mail', `${mail}`, '  (SMTP)']),
  ];
}

const GUESS = 'QUELL_PUBLIC_URL is not set: the address for others is a guess';

/** For a database that several processes may share. */
export const WITHOUT_REDIS = 'none: of several processes one delivers; set REDIS_URL, and all do';

const rowWhere = (isShown: boolean, row: Row): readonly Row[] => (isShown ? [row] : []);

function firstIncident(started: Started, look: Look): string {
  const next = started.sandboxUrl
    ? `Then open ${started.sandboxUrl} and press Acknowledge.`
    : 'Then look into Slack.';
  return `
${paint('Make the first incident appear:', 'bold', look)}

${firstLine(started)}

${next}`;
}

/** Where people talk with it. */
function slackRows({ sandboxUrl, slackMode, roles, url }: Started): readonly Row[] {
  if (sandboxUrl) return [['Slack', sandboxUrl, '  (a sandbox, since no token is set)']];
  if (!roles.includes('slack')) {
    return [['Slack', 'your workspace; other processes talk with people there']];
  }
  if (slackMode === 'socket') return [['Slack', 'your workspace; connecting in Socket Mode …']];
  return [
    ['Slack', 'your workspace, which sends its requests to'],
    ['', `${url}/slack/events`],
  ];
}

const FIRST = { title: 'Disk is almost full on db-01', severity: 'critical' };

/** One line that works when pasted, also in a shell that expands what stands in double quotes. */
function firstLine({ urlHere, keys, shown }: Started): string {
  if (!shown.ingest) {
    // The key may be in .env, which this command reads and a shell does not.
    const alert = `--severity ${FIRST.severity} --title '${FIRST.title}'`;
    return `quell send ${alert} \\\n  --url ${urlHere}`;
  }
  const body = JSON.stringify({ ...FIRST, description: '/var 97 %' });
  return `curl -sS -H "Authorization: Bearer ${keys.ingest}" -H 'Content-Type: application/json' -d '${body}' ${urlHere}/hooks/json`;
}
