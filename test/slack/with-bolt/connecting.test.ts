import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { localLedger } from '../../../src/budgets/local.ts';
import { startSandbox } from '../../../src/sandbox/sandbox.ts';
import type { SlackAdapter, SlackMode } from '../../../src/slack/adapter.ts';
import { slackApp } from '../../../src/slack/app.ts';
import { memoryStore } from '../../../src/store/memory/index.ts';
import { aPolicy } from '../../support/builders.ts';
import { theReport } from '../blocks/models.ts';
import { keptLog } from '../support/log.ts';
import { SlackWorld } from '../support/slack-world.ts';

const running: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of running.splice(0).reverse()) await stop();
});

/** A bot that talks with Slack and decides nothing. */
function botFor(mode: SlackMode, access: { readonly apiUrl: string; readonly botToken: string }) {
  const log = keptLog();
  const now = () => Date.now() as ReturnType<Parameters<typeof slackApp>[0]['clock']['now']>;
  const slack = slackApp({
    ...access,
    mode,
    log,
    store: memoryStore(),
    clock: { now, newId: () => 'id' },
    act: async () => ({ type: 'passed' }),
    policy: () => aPolicy(),
    report: async () => theReport(),
    keepReport: async () => 'id',
    deliverNow: async () => {},
    ledger: localLedger(),
    wakeHomes: () => {},
  });
  running.push(() => slack.stop());
  return { slack, log };
}

describe('Socket Mode', () => {
  it('has two connections, and answers while both are renewed in turn', async () => {
    const world = await SlackWorld.start();
    running.push(() => world.stop());
    await world.sandbox.until(() => world.sandbox.connections.count() === 2, 'two connections');

    for (let n = 0; n < 4; n++) {
      world.sandbox.connections.refresh('oldest');
      await world.sandbox.as('ann').command('/incident');
      await world.sandbox.until(() => world.sandbox.connections.count() === 2, 'two connections');
    }

    expect(world.slack.state()).toMatchObject({ connected: true, mode: 'socket', fault: null });
    expect(world.sandbox.as('ann').ephemeral().length).toBeGreaterThan(0);
  });

  it('keeps as many connections as other processes leave to it', async () => {
    const world = await SlackWorld.start();
    running.push(() => world.stop());
    const connections = (count: number) =>
      world.sandbox.until(
        () => world.sandbox.connections.count() === count,
        `${count} connections`,
      );
    await connections(2);

    world.slack.keepSockets(1);
    await connections(1);
    await world.sandbox.as('ann').command('/incident help');
    await world.answerTo('ann', '/incident');
    world.slack.keepSockets(0);
    await connections(0);
    const left = world.slack.state();
    world.slack.keepSockets(2);
    await connections(2);

    expect(left).toMatchObject({ connected: false, mode: 'socket', fault: null });
    expect(world.slack.state().connected).toBe(true);
  });

  it('opens none before its start, and none where others have them', async () => {
    const sandbox = await startSandbox();
    running.push(() => sandbox.close());
    const { slack } = botFor({ type: 'socket', appToken: sandbox.appToken }, sandbox);

    slack.keepSockets(0);
    slack.start();
    await sandbox.until(() => sandbox.requests.count('auth.test') > 0, 'a look at the token');
    const before = sandbox.requests.count('apps.connections.open');
    slack.keepSockets(1);
    await slack.connected();

    expect(before).toBe(0);
    expect(sandbox.connections.count()).toBe(1);
  });

  it('comes back by itself after both were cut', async () => {
    const world = await SlackWorld.start();
    running.push(() => world.stop());

    world.sandbox.connections.drop();
    await world.sandbox.until(() => world.sandbox.connections.count() > 0, 'a connection');

    await world.sandbox.as('ann').command('/incident help');
    await world.answerTo('ann', '/incident');
  });

  it('starts while Slack is away, says so, and connects once it is there', async () => {
    const sandbox = await startSandbox();
    running.push(() => sandbox.close());
    sandbox.faults.inject('apps.connections.open', { kind: 'drop-before' }, { times: 8 });
    const { slack, log } = botFor({ type: 'socket', appToken: sandbox.appToken }, sandbox);

    slack.start();
    await sandbox.until(() => sandbox.requests.count('apps.connections.open') > 4, 'tries');
    expect(slack.state()).toMatchObject({ connected: false, mode: 'socket' });
    expect(slack.state().fault).toMatch(/^Slack did not answer/);
    await slack.connected();

    expect(slack.state().connected).toBe(true);
    expect(log.lines.some(({ text }) => text === 'connected to Slack')).toBe(true);
  });

  it('says what is wrong with a token, and goes on trying', async () => {
    const sandbox = await startSandbox();
    running.push(() => sandbox.close());
    const { slack, log } = botFor(
      { type: 'socket', appToken: 'xapp-wrong' },
      { apiUrl: sandbox.apiUrl, botToken: sandbox.botToken },
    );

    slack.start();
    await sandbox.until(() => sandbox.requests.count('apps.connections.open') >= 4, 'tries');

    expect(slack.state().connected).toBe(false);
    expect(slack.state().fault).toMatch(/SLACK_APP_TOKEN \(invalid_auth\)/);
    const warnings = log.lines.filter(({ level }) => level === 'warn');
    expect(warnings.map(({ fields }) => fields['fault'])).toEqual([slack.state().fault]);
  });

  it('says which token is wrong where it is that of the bot', async () => {
    const sandbox = await startSandbox();
    running.push(() => sandbox.close());
    const { slack, log } = botFor(
      { type: 'socket', appToken: sandbox.appToken },
      { apiUrl: sandbox.apiUrl, botToken: 'xoxb-wrong' },
    );

    slack.start();
    const warnings = () => log.lines.filter(({ level }) => level === 'warn');
    await vi.waitFor(() => expect(warnings()).toHaveLength(1), 5_000);
    await sandbox.until(() => sandbox.connections.count() === 2, 'two connections');

    expect(warnings()[0]?.text).toBe('no card can be posted');
    expect(warnings()[0]?.fields['fault']).toMatch(/SLACK_BOT_TOKEN \(invalid_auth\)/);
    expect(slack.state()).toMatchObject({ connected: true, fault: warnings()[0]?.fields['fault'] });
    expect(log.lines.filter(({ text }) => text === 'connected to Slack')).toHaveLength(1);
  });

  it('names both tokens where both are wrong', async () => {
    const sandbox = await startSandbox();
    running.push(() => sandbox.close());
    const { slack } = botFor(
      { type: 'socket', appToken: 'xapp-wrong' },
      { apiUrl: sandbox.apiUrl, botToken: 'xoxb-wrong' },
    );

    slack.start();

    await expect
      .poll(() => slack.state().fault)
      .toMatch(/SLACK_APP_TOKEN \(invalid_auth\).* SLACK_BOT_TOKEN \(invalid_auth\)/);
  });

  it('waits at the end for what is being handled', async () => {
    const world = await SlackWorld.start();
    running.push(() => world.sandbox.close());
    const { number } = await world.open('In flight');
    let go = () => {};
    const gate = new Promise<void>((resolve) => {
      go = resolve;
    });
    world.meddling.act = (act) => async (command) => {
      await gate;
      return act(command);
    };
    await world.sandbox.as('ann').click(world.card(number), 'Acknowledge');

    const stopped = world.slack.stop();
    go();
    await stopped;

    expect((await world.incident(number)).status).toBe('acknowledged');
    expect(world.card(number).buttons).toContain('Unacknowledge');
  });
});

it.each<SlackMode>([
  { type: 'socket', appToken: 'xapp-1' },
  { type: 'http', signingSecret: 'secret' },
])('before its start it says that there is no connection yet: $type', (mode) => {
  const { slack } = botFor(mode, { apiUrl: 'http://127.0.0.1:1/api/', botToken: 'xoxb-1' });

  expect(slack.state()).toEqual({
    connected: false,
    mode: mode.type,
    workspace: null,
    fault: 'Not connected to Slack yet.',
    requestFault: null,
  });
});

/** How a request to Quell is not just what Slack would send. */
interface Sent {
  /** When, in seconds. */
  readonly at?: number;
  readonly secret?: string | undefined;
  readonly signal?: AbortSignal;
}

describe('HTTP mode', () => {
  let server: Server;
  let slack: SlackAdapter;
  let log: ReturnType<typeof keptLog>;
  let url: string;
  let sandbox: Awaited<ReturnType<typeof startSandbox>>;

  beforeAll(async () => {
    sandbox = await startSandbox({ mode: { kind: 'http' } });
    const mode = { type: 'http', signingSecret: sandbox.signingSecret } as const;
    ({ slack, log } = botFor(mode, sandbox));
    running.length = 0;
    server = createServer((request, response) => slack.requestListener?.(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`;
    await slack.connected();
    await sandbox.useRequestUrl(url);
  });

  afterAll(async () => {
    await slack.stop();
    await new Promise((resolve) => server.close(resolve));
    await sandbox.close();
  });

  const now = () => Math.floor(Date.now() / 1_000);

  function send(
    content: object,
    { at = now(), secret = sandbox.signingSecret, signal }: Sent = {},
  ) {
    const body = JSON.stringify(content);
    const hmac = createHmac('sha256', secret).update(`v0:${at}:${body}`);
    const headers = {
      'content-type': 'application/json',
      'x-slack-signature': `v0=${hmac.digest('hex')}`,
      'x-slack-request-timestamp': String(at),
    };
    return fetch(url, { method: 'POST', body, headers, signal: signal ?? null });
  }

  it('answers the challenge of Slack, and what people do', async () => {
    await sandbox.as('ann').command('/incident help');
    await sandbox.until(() => sandbox.as('ann').ephemeral().length > 0, 'an answer');

    expect(slack.state()).toEqual({
      connected: true,
      mode: 'http',
      workspace: 'Sandbox',
      fault: null,
      requestFault: null,
    });
  });

  it.each([
    ['a wrong signature', (now: number) => now, 'wrong', 401],
    ['an old request', (now: number) => now - 600, null, 401],
    ['a right one', (now: number) => now, null, 200],
  ])('%s', async (_, when, secret, status) => {
    const challenge = { type: 'url_verification', challenge: 'x' };

    const answer = await send(challenge, { at: when(now()), secret: secret ?? undefined });

    expect(answer.status).toBe(status);
  });

  it('says once that requests are wrongly signed, until one is right', async () => {
    const challenge = { type: 'url_verification', challenge: 'x' };
    const said = () => log.lines.filter(({ text }) => text.startsWith('refused requests'));

    await send(challenge, { secret: 'wrong' });
    await send(challenge, { secret: 'wrong' });
    const { requestFault } = slack.state();
    await send(challenge);

    expect(requestFault).toContain("SLACK_SIGNING_SECRET is not this app's, or the clock is off.");
    expect(said()).toMatchObject([{ level: 'warn', fields: { fault: requestFault } }]);
    expect(slack.state().requestFault).toBeNull();
  });

  it('is not connected from a call that fails until Slack takes the token again', async () => {
    const before = log.lines.length;
    const refused = { kind: 'error', code: 'token_revoked' } as const;
    sandbox.faults.inject('conversations.list', refused);
    sandbox.faults.inject('auth.test', refused);
    const told = () =>
      log.lines.slice(before).filter(({ text }) => /^(no connection|connected) to/.test(text));

    await expect(slack.notifier.channelId('#alerts')).rejects.toThrow();

    await expect.poll(() => slack.state().fault).toContain('SLACK_BOT_TOKEN (token_revoked)');
    expect(slack.state().connected).toBe(false);
    await expect.poll(() => slack.state().connected, { timeout: 5_000 }).toBe(true);
    expect(told().map(({ text }) => text)).toEqual([
      'no connection to Slack, trying again',
      'connected to Slack',
    ]);
  });

  it('stays connected where Slack takes the token, and one call failed', async () => {
    const before = sandbox.requests.count('auth.test');
    sandbox.faults.inject('conversations.list', { kind: 'error', code: 'missing_scope' });

    await expect(slack.notifier.channelId('#alerts')).rejects.toThrow();

    await expect.poll(() => sandbox.requests.count('auth.test')).toBe(before + 1);
    expect(slack.state().fault).toBeNull();
  });

  it('is nothing to look at', async () => {
    expect((await fetch(url)).status).toBe(404);
  });

  it('logs a request that it cannot carry out', async () => {
    const cleared = { type: 'static_select', action_id: 'incident.more', selected_option: null };
    const place = { team: { id: 'T1' }, user: { id: 'U1' } };
    const giveUp = new AbortController();
    onTestFinished(() => giveUp.abort());

    void send({ type: 'block_actions', ...place, actions: [cleared] }, giveUp).catch(() => {});

    await expect
      .poll(() => log.lines.map(({ level, text }) => [level, text]))
      .toContainEqual(['error', 'a request of Slack failed']);
  });
});

describe('what others ask of Slack', () => {
  it('finds people by id, handle and name, and nobody where there is nobody', async () => {
    const world = await SlackWorld.start();
    running.push(() => world.stop());
    const { id } = world.sandbox.as('ann');

    for (const known of [id, 'ann', '@ann', 'Ann Lee', 'ANN LEE'])
      expect(await world.slack.person(known)).toMatchObject({ id });
    for (const unknown of ['nobody', 'U0NOBODY']) {
      expect(await world.slack.person(unknown)).toBeUndefined();
    }
  });

  it('knows the address of a message', async () => {
    const world = await SlackWorld.start();
    running.push(() => world.stop());
    const { number } = await world.open('Linked');
    const card = world.card(number);

    expect(world.slack.permalink(card.channel, card.ts)).toBe(
      `${world.sandbox.url}/archives/${card.channel}/p${card.ts.replace('.', '')}`,
    );
  });
});
