import type { ProcessState, SlackState } from '../http/deps.ts';
import type { SlackAdapter } from '../slack/adapter.ts';
import type { SharedParts } from './parts.ts';

/** How this process stands with Slack. */
export function slackState(slack: SlackAdapter, { cluster, roles }: SharedParts): SlackState {
  const { connected, mode, fault } = slack.state();
  const isLeft =
    !roles.includes('slack') || (mode === 'socket' && cluster.standing().sockets === 0);
  if (isLeft && !connected) return { state: 'left to other processes', detail: null };
  return { state: connected ? 'connected' : 'not connected', detail: fault };
}

/** How it stands among others. */
export function processState({ cluster }: SharedParts): ProcessState {
  const { queue, leads, members, outdated } = cluster.standing();
  return { queue, leader: leads, members: members.length, outdated };
}
