/** What the start tells people. */
export interface Started {
  readonly version: string;
  readonly url: string;
  /** The sandbox's page; null with a real Slack. */
  readonly sandboxUrl: string | null;
  /** How a real Slack reaches us. */
  readonly slackMode: 'socket' | 'http';
  readonly database: string;
  readonly keys: { readonly ingest: string; readonly apiToken: string };
  /** Keys that the environment gave are not shown. */
  readonly shown: { readonly ingest: boolean; readonly apiToken: boolean };
}

/** The start banner: where everything is, and one line that makes the first incident appear. */
export function banner(started: Started): string {
  const { sandboxUrl } = started;
  const rows: readonly (readonly [string, string])[] = [
    ['Slack', slackOf(started)],
    ['Alerts', `${started.url}  (/api/v2/alerts, /hooks/json …)`],
    ['Data', started.database],
    ['Ingest key', started.shown.ingest ? started.keys.ingest : 'as QUELL_INGEST_KEY says'],
    ['API token', started.shown.apiToken ? started.keys.apiToken : 'as QUELL_API_TOKEN says'],
  ];
  const table = rows.map(([name, value]) => `  ${name.padEnd(12)}${value}`).join('\n');
  const next = sandboxUrl
    ? `Then open ${sandboxUrl} and press Acknowledge.`
    : 'Then look into Slack.';
  return `
Quell ${started.version} is ready.

${table}

Make the first incident appear:

${curl(started)}

${next} Ctrl+C stops Quell.

`;
}

function slackOf({ sandboxUrl, slackMode, url }: Started): string {
  if (sandboxUrl) return `${sandboxUrl}  (a sandbox, since no token is set)`;
  return slackMode === 'socket'
    ? 'your workspace, in Socket Mode'
    : `your workspace, which sends its requests to ${url}/slack/events`;
}

/** One line that works when pasted, also in a shell that expands what stands in double quotes. */
function curl({ url, keys, shown }: Started): string {
  const key = shown.ingest ? keys.ingest : '$QUELL_INGEST_KEY';
  const body = JSON.stringify({
    title: 'Disk is almost full on db-01',
    severity: 'critical',
    description: '/var 97 %',
  });
  return `curl -sS -H "Authorization: Bearer ${key}" -H 'Content-Type: application/json' -d '${body}' ${url}/hooks/json`;
}
