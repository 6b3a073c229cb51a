import type { RequestListener } from 'node:http';
import type { SlackAdapter } from '../slack/adapter.ts';
import type { SharedParts } from './parts.ts';

/** As many connections to Slack as the others leave to this process; the function that it answers ends that. */
export function keepSockets(slack: SlackAdapter, { cluster }: SharedParts): () => void {
  const keep = () => slack.keepSockets(cluster.standing().sockets);
  keep();
  return cluster.onChange(keep);
}

/** What Slack itself calls; a process without that role says so. */
export function listenersOf(
  { requestListener }: Pick<SlackAdapter, 'requestListener'>,
  { roles }: Pick<SharedParts, 'roles'>,
): Readonly<Record<string, RequestListener>> {
  if (!requestListener) return {};
  return { '/slack/events': roles.includes('slack') ? requestListener : notHere };
}

const notHere: RequestListener = (_, response) => {
  response.writeHead(503, { 'content-type': 'text/plain; charset=utf-8' });
  response.end('This process does not talk with Slack: its QUELL_ROLES leave slack out.\n');
};
