import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import type { Role } from '../../src/config/roles.ts';
import { listenersOf } from '../../src/wiring/slack-share.ts';

const slacks: RequestListener = (_, response) => void response.end('Slack is heard.');

it.each<readonly [string, readonly Role[], number, string]>([
  ['is heard by a process with that role', ['slack'], 200, 'Slack is heard.'],
  [
    'is sent on by others',
    ['http', 'worker'],
    503,
    'This process does not talk with Slack: its QUELL_ROLES leave slack out.\n',
  ],
])('a call of Slack %s', async (_, roles, status, text) => {
  const listeners = listenersOf({ requestListener: slacks }, { roles });
  const server = createServer(listeners['/slack/events']);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;

  const answer = await fetch(`http://127.0.0.1:${port}/slack/events`, { method: 'POST' });

  expect([answer.status, await answer.text()]).toEqual([status, text]);
});

it('no call of Slack is listened for in Socket Mode', () => {
  expect(listenersOf({ requestListener: null }, { roles: ['slack'] })).toEqual({});
});
