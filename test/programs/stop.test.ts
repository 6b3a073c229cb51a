import { connect } from 'node:net';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { SandboxOptions } from '../../src/sandbox/options.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { halfRequest } from './support/half-request.ts';
import { emptyFolder, quell, type Serving, serving, settingIn } from './support/process.ts';
import { connectedTo } from './support/quell.ts';

const KEY = 'ingest-key-of-the-test';
const TOKEN = 'api-token-of-the-test';
const KEYS = { QUELL_INGEST_KEY: KEY, QUELL_API_TOKEN: TOKEN };

async function slack(options: SandboxOptions = {}): Promise<Sandbox> {
  // However busy the machine is, nobody gives up waiting for a click to be acknowledged.
  const sandbox = await startSandbox({ ackWithin: 30_000, ...options });
  onTestFinished(() => sandbox.close());
  return sandbox;
}

/** Looks again until it holds: how long that takes depends on the machine. */
function eventually<Found>(look: () => Found | false | undefined): Promise<Found> {
  const found = () => look() || expect.fail('It did not come to be.');
  return vi.waitFor(found, { timeout: 40_000, interval: 20 });
}

const cards = (sandbox: Sandbox) => sandbox.channel('#alerts').messages();
const connected = (sandbox: Sandbox) => eventually(() => sandbox.connections.count() > 0);
const withSlack = (sandbox: Sandbox) => ({ ...KEYS, ...connectedTo(sandbox) });

function post({ url }: Serving, alert: object): Promise<Response> {
  const headers = { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' };
  return fetch(`${url}/hooks/json`, { method: 'POST', headers, body: JSON.stringify(alert) });
}

async function incident({ url }: Serving, number: number): Promise<unknown> {
  const headers = { authorization: `Bearer ${TOKEN}` };
  return (await fetch(`${url}/api/v1/incidents/${number}`, { headers })).json();
}

/** Resolves when nobody listens there any more. */
async function closed(url: string): Promise<void> {
  const { hostname, port } = new URL(url);
  for (;;) {
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect(Number(port), hostname, () => resolve(true));
      socket.on('error', () => resolve(false));
      socket.on('close', () => resolve(false));
      socket.unref().once('connect', () => socket.destroy());
    });
    if (!isOpen) return;
  }
}

describe('told to stop, Quell', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('ends well at %s', async (signal) => {
    const started = await serving();
    started.signal(signal);

    expect(await started.ended).toMatchObject({ code: 0, signal: null });
  });

  it('takes nothing more in, and finishes what it has begun', async () => {
    const started = await serving(KEYS);
    const request = await halfRequest(started.url, KEY);

    started.signal('SIGTERM');
    await closed(started.url);
    const answer = await request.finish();

    expect(answer).toMatch(/^HTTP\/1\.1 202 [\s\S]*\{"accepted":1,"rejected":\[\]\}/m);
    expect(answer).toMatch(/^connection: close\r$/im);
    expect(await started.ended).toMatchObject({ code: 0 });
    const again = await serving(KEYS, started.folder);
    expect(await incident(again, 1)).toMatchObject({ title: 'Half a request' });
  });

  it('does not wait for ever for a request that never ends', async () => {
    const started = await serving(KEYS);
    await halfRequest(started.url, KEY);

    started.signal('SIGTERM');

    expect(await started.ended).toMatchObject({ code: 0 });
  });

  it('ends at once when told again', async () => {
    const started = await serving(KEYS);
    await halfRequest(started.url, KEY);

    started.signal('SIGTERM');
    await started.says('err', /stopping/);
    started.signal('SIGTERM');

    expect(await started.ended).toMatchObject({ code: 1 });
  });

  it('can be told before it is ready', async () => {
    const folder = emptyFolder();
    const starting = quell(['serve'], settingIn(folder), folder);
    starting.signal('SIGTERM');

    const { signal, code } = await starting.ended;

    expect(signal ?? code).toBe('SIGTERM');
    expect((await fetch(`${(await serving({}, folder)).url}/readyz`)).status).toBe(200);
  });
});

describe('told to stop while Slack hangs, Quell', () => {
  it.each(['chat.postMessage', 'auth.test', 'apps.connections.open'])(
    'in %s, ends well within 10 s',
    async (method) => {
      const sandbox = await slack();
      sandbox.faults.inject(method, { kind: 'hang' }, { times: Number.POSITIVE_INFINITY });
      const started = await serving(withSlack(sandbox));
      await post(started, { title: 'Disk is full' });
      await eventually(() => sandbox.requests.count(method) > 0);

      const begun = performance.now();
      started.signal('SIGTERM');

      expect(await started.ended).toMatchObject({ code: 0 });
      expect(performance.now() - begun).toBeLessThan(10_000);
    },
  );

  it('posts the card at the next start, once', async () => {
    const sandbox = await slack();
    sandbox.faults.inject('chat.postMessage', { kind: 'hang' });
    const started = await serving(withSlack(sandbox));
    await post(started, { title: 'Disk is full' });
    await eventually(() => sandbox.requests.count('chat.postMessage') > 0);
    started.signal('SIGTERM');
    const { err } = await started.ended;

    await serving(withSlack(sandbox), started.folder);
    await eventually(() => cards(sandbox).length > 0);

    expect(err).toContain('stopped before all was finished; the rest goes on at the next start');
    expect(err).toContain('"waitsFor":"messages on their way to Slack"');
    expect(cards(sandbox)).toHaveLength(1);
  });
});

describe('what was before a restart', () => {
  it('is there after it: the incident, its card and who has it, and none of them twice', async () => {
    const sandbox = await slack();
    const first = await serving(withSlack(sandbox));
    await post(first, { title: 'Disk is full', dedup_key: 'disk' });
    const card = await eventually(() => cards(sandbox)[0]);
    await connected(sandbox);
    await card.click('Acknowledge', { by: 'bob' });
    await eventually(() => card.buttons.includes('Unacknowledge'));
    first.signal('SIGTERM');
    await first.ended;

    const second = await serving(withSlack(sandbox), first.folder);
    await post(second, { title: 'Disk is full', dedup_key: 'disk' });
    await connected(sandbox);
    await sandbox.as('bob').click(card, 'Unacknowledge');
    await eventually(() => card.buttons.includes('Acknowledge'));

    expect(await incident(second, 1)).toMatchObject({ status: 'triggered', occurrence_count: 2 });
    expect(await incident(second, 2)).toMatchObject({ error: { code: 'unknown_incident' } });
    expect(cards(sandbox)).toHaveLength(1);
  });
});

describe('the log', () => {
  it('is JSON lines on standard error, and shows no secret whatever goes wrong', async () => {
    const sandbox = await slack();
    const times = 30;
    sandbox.faults.inject('users.info', { kind: 'drop-before' }, { times });
    sandbox.faults.inject('chat.postMessage', { kind: 'status', status: 500 });
    sandbox.faults.inject('chat.postMessage', { kind: 'drop-before' });
    sandbox.faults.inject('chat.update', { kind: 'error', code: 'invalid_auth' });
    const started = await serving({ ...withSlack(sandbox), LOG_LEVEL: 'debug' });
    const wrong = { authorization: 'Bearer wrong-key-of-a-stranger' };
    await fetch(`${started.url}/hooks/json?key=wrong-key-in-the-address`, { method: 'POST' });
    await fetch(`${started.url}/api/v1/incidents`, { headers: wrong });
    await fetch(`${started.url}/hooks/json`, { method: 'POST', headers: wrong, body: '{' });
    await post(started, { title: 'Disk is full', description: `with ${KEY} in its words` });
    await connected(sandbox);
    await started.says('err', /http_500/);
    await sandbox.as('ann').command('/incident ack 1');
    await started.says('err', /name of a person not known/);
    started.signal('SIGTERM');

    const { err } = await started.ended;

    const lines = err.trim().split('\n');
    expect(lines.map((line) => typeof JSON.parse(line).level)).toEqual(lines.map(() => 'string'));
    const { botToken, appToken, signingSecret } = sandbox;
    const secrets = [KEY, TOKEN, botToken, appToken, signingSecret, 'wrong-key'];
    expect(secrets.filter((secret) => err.includes(secret))).toEqual([]);
  });

  it('shows no signing secret and no token of another form either', async () => {
    const sandbox = await slack({ mode: { kind: 'http', signingSecret: 'signing-secret-here' } });
    const started = await serving({
      ...KEYS,
      SLACK_API_URL: sandbox.apiUrl,
      SLACK_BOT_TOKEN: 'token-of-another-form',
      SLACK_SIGNING_SECRET: 'signing-secret-here',
      LOG_LEVEL: 'debug',
    });
    await fetch(`${started.url}/slack/events`, { method: 'POST', body: '{}' });
    await post(started, { title: 'Disk is full' });
    await started.says('err', /invalid_auth/);
    started.signal('SIGTERM');

    const { err } = await started.ended;

    expect(err).not.toMatch(/token-of-another-form|signing-secret-here/);
  });
});
