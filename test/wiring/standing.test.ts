import { describe, expect, it } from 'vitest';
import { ROLES, type Role } from '../../src/config/roles.ts';
import { processState, slackState } from '../../src/wiring/standing.ts';

const REFUSED = 'Slack refuses SLACK_BOT_TOKEN (invalid_auth).';
const UNSIGNED = 'Requests at /slack/events are wrongly signed.';
const AWAY = 'Slack cannot be reached (ECONNREFUSED).';
const NO_CARDS = 'No cards are delivered.';
const ARCHIVED = '#db gets no cards: the channel is archived.';
const GONE = '#web gets no cards: there is no such channel.';

interface Case {
  readonly connected?: boolean;
  readonly fault?: string | null;
  readonly requestFault?: string;
  readonly mode?: 'socket' | 'http';
  readonly token?: string | null;
  readonly channels?: readonly string[];
  readonly roles?: readonly Role[];
  readonly sockets?: number;
}

function said({ connected = true, fault = null, token = null, channels = [], ...rest }: Case) {
  const { roles = ROLES, sockets = 2, mode = 'socket', requestFault = null } = rest;
  return slackState({
    slack: { state: () => ({ connected, mode, workspace: 'Acme', fault, requestFault }) },
    deliver: { faults: () => ({ token, channels }) },
    shared: sharing({ sockets }, roles),
  });
}

type Shared = Parameters<typeof slackState>[0]['shared'];

/** What is read of those that share the store. */
function sharing(standing: object, roles: readonly Role[] = ROLES): Shared {
  return { roles, cluster: { standing: () => standing } } as unknown as Shared;
}

describe('how a process stands with Slack', () => {
  it.each<[string, Case, string, string | null]>([
    ['is well', {}, 'connected', null],
    [
      'names each channel that takes no cards',
      { channels: [ARCHIVED, GONE] },
      'connected',
      `${ARCHIVED} ${GONE}`,
    ],
    ['tells of a token that is refused for a card', { token: NO_CARDS }, 'connected', NO_CARDS],
    ['tells of the token once', { fault: REFUSED, token: NO_CARDS }, 'connected', REFUSED],
    [
      'tells of wrongly signed requests, beside a token that is refused for a card',
      { mode: 'http', requestFault: UNSIGNED, token: NO_CARDS },
      'connected',
      `${NO_CARDS} ${UNSIGNED}`,
    ],
    [
      'is not connected in HTTP mode, whatever sockets are wanted, while Slack does not answer',
      { mode: 'http', sockets: 0, connected: false, fault: AWAY },
      'not connected',
      AWAY,
    ],
    [
      'tells first why it is not connected',
      { connected: false, fault: REFUSED, channels: [ARCHIVED] },
      'not connected',
      `${REFUSED} ${ARCHIVED}`,
    ],
    [
      'tells of channels where others talk with people',
      { connected: false, fault: 'Not connected to Slack yet.', sockets: 0, channels: [GONE] },
      'left to other processes',
      GONE,
    ],
    [
      'is nothing without that role',
      { connected: false, fault: 'Not connected to Slack yet.', roles: ['http', 'worker'] },
      'left to other processes',
      null,
    ],
  ])('%s', (_, given, state, detail) => {
    expect(said(given)).toEqual({ state, workspace: 'Acme', detail });
  });
});

describe('how a process stands', () => {
  it.each([
    ['well', null, null, null],
    ['with a file that is refused', 'Refused.', null, 'Refused.'],
    ['with an older file than others', null, 'Older.', 'Older.'],
    ['with both', 'Refused.', 'Older.', 'Refused. Older.'],
  ])('%s', (_, refused, older, outdated) => {
    const standing = { queue: 'well', leads: true, members: ['a'], outdated: older };
    expect(processState(sharing(standing), { refused: () => refused })).toEqual({
      queue: 'well',
      leader: true,
      members: 1,
      outdated,
    });
  });
});
