import type { LiveSettings } from '../config/live.ts';
import type { Deliverer } from '../flow/deliver.ts';
import type { ProcessState, SlackState } from '../http/deps.ts';
import type { SlackAdapter } from '../slack/adapter.ts';
import type { SharedParts } from './parts.ts';

/** What a process knows of Slack from talking with it. */
interface WithSlack {
  readonly slack: Pick<SlackAdapter, 'state'>;
  readonly deliver: Pick<Deliverer, 'faults'>;
  readonly shared: SharedParts;
}

/** How this process stands with Slack, and which channels it cannot bring cards to. */
export function slackState({ slack, deliver, shared }: WithSlack): SlackState {
  const { state, detail } = connectionState(slack, shared);
  const { requestFault, workspace } = slack.state();
  const { token, channels } = deliver.faults();
  const faults = [detail ?? token, requestFault, ...channels].filter((fault) => fault !== null);
  return { state, workspace, detail: faults.length === 0 ? null : faults.join(' ') };
}

function connectionState(
  slack: WithSlack['slack'],
  { cluster, roles }: SharedParts,
): Omit<SlackState, 'workspace'> {
  const { connected, mode, fault } = slack.state();
  const isLeft =
    !roles.includes('slack') || (mode === 'socket' && cluster.standing().sockets === 0);
  if (isLeft && !connected) return { state: 'left to other processes', detail: null };
  return { state: connected ? 'connected' : 'not connected', detail: fault };
}

/** How it stands among others, and with the file of its configuration. */
export function processState(
  { cluster }: SharedParts,
  settings: Pick<LiveSettings, 'refused'>,
): ProcessState {
  const { queue, leads, members, outdated } = cluster.standing();
  const faults = [settings.refused(), outdated].filter((fault) => fault !== null);
  return {
    queue,
    leader: leads,
    members: members.length,
    outdated: faults.length === 0 ? null : faults.join(' '),
  };
}
