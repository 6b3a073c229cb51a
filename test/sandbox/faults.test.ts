import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { call, posted, request } from './support/call.ts';
import { standingClock } from './support/clock.ts';

let sandbox: Sandbox;
const clock = standingClock();

beforeEach(async () => {
  sandbox = await startSandbox({ now: clock.now, eventRetries: [] });
});
afterEach(() => sandbox.close());

const texts = () =>
  sandbox
    .channel('#alerts')
    .messages()
    .map((message) => message.text);

it('answers 429 with the wait that was ordered, once', async () => {
  sandbox.faults.inject('chat.postMessage', { kind: 'rate-limited', retryAfter: 7 });

  const limited = await request(sandbox, 'chat.postMessage', { channel: '#alerts', text: 'x' });

  expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '7']);
  expect(texts()).toEqual([]);
  await posted(sandbox);
  expect(texts()).toHaveLength(1);
});

it('answers 5xx and error codes, as often as ordered', async () => {
  sandbox.faults.inject('chat.postMessage', { kind: 'status', status: 500 }, { times: 2 });
  sandbox.faults.inject('chat.postMessage', { kind: 'error', code: 'fatal_error' });
  const args = { channel: '#alerts', text: 'x' };

  expect((await request(sandbox, 'chat.postMessage', args)).status).toBe(500);
  expect((await request(sandbox, 'chat.postMessage', args)).status).toBe(500);
  expect((await call(sandbox, 'chat.postMessage', args)).error).toBe('fatal_error');
  expect((await call(sandbox, 'chat.postMessage', args)).ok).toBe(true);
});

it('drops the connection before the work', async () => {
  sandbox.faults.inject('chat.postMessage', { kind: 'drop-before' });

  await expect(posted(sandbox)).rejects.toThrow('fetch failed');

  expect(texts()).toEqual([]);
});

it('drops the connection after the work: the message stays and the answer is lost', async () => {
  sandbox.faults.inject('chat.postMessage', { kind: 'drop-after' });

  await expect(posted(sandbox, { text: 'kept' })).rejects.toThrow('fetch failed');

  expect(texts()).toEqual(['kept']);
});

it('takes a message late, by its own clock', async () => {
  sandbox.faults.inject('chat.postMessage', { kind: 'late', seconds: 10 });

  await expect(posted(sandbox, { text: 'late' })).rejects.toThrow('fetch failed');
  clock.advance(9999);
  expect(texts()).toEqual([]);

  clock.advance(1);
  const channel = sandbox.channel('#alerts').id;
  const history = await call(sandbox, 'conversations.history', { channel });
  expect(history).toMatchObject({ messages: [{ text: 'late' }] });
});

it('hangs until the caller has enough', async () => {
  sandbox.faults.inject('auth.test', { kind: 'hang' });
  const caller = new AbortController();
  const headers = { authorization: `Bearer ${sandbox.botToken}` };

  const hung = fetch(`${sandbox.apiUrl}auth.test`, {
    ...{ method: 'POST', headers },
    signal: caller.signal,
  });
  await vi.waitFor(() => expect(sandbox.requests.count('auth.test')).toBe(1), 30_000);
  caller.abort();

  await expect(hung).rejects.toThrow('aborted');
  expect((await call(sandbox, 'auth.test')).ok).toBe(true);
});

it('concerns only the calls that were meant', async () => {
  const fault = { kind: 'error', code: 'internal_error' } as const;
  sandbox.faults.inject('chat.postMessage', fault, {
    after: 1,
    when: (args) => args['thread_ts'] !== undefined,
  });

  const parent = await posted(sandbox);
  await posted(sandbox, { text: 'first reply', thread_ts: parent });

  await expect(posted(sandbox, { text: 'x', thread_ts: parent })).rejects.toThrow('internal_error');
  await posted(sandbox);
});

it('concerns every method where told so, until cleared', async () => {
  const fault = { kind: 'error', code: 'token_revoked' } as const;
  sandbox.faults.inject('*', fault, { times: Number.POSITIVE_INFINITY });

  expect((await call(sandbox, 'auth.test')).error).toBe('token_revoked');
  expect((await call(sandbox, 'users.list')).error).toBe('token_revoked');

  sandbox.faults.clear();
  expect((await call(sandbox, 'users.list')).ok).toBe(true);
});

it('has the page’s switch, which leaves the connection alone', async () => {
  sandbox.faults.mode = 'down';
  expect((await request(sandbox, 'users.list')).status).toBe(503);
  expect((await request(sandbox, 'auth.test')).status).toBe(200);

  sandbox.faults.mode = 'rate-limited';
  expect((await request(sandbox, 'users.list')).headers.get('retry-after')).toBe('5');

  sandbox.faults.mode = 'well';
  expect((await request(sandbox, 'users.list')).status).toBe(200);
});

describe('the log of requests', () => {
  it('records every call with what came of it, and counts', async () => {
    await posted(sandbox);
    await call(sandbox, 'chat.postMessage', { channel: '#nowhere', text: 'x' });

    expect(sandbox.requests.count('chat.postMessage')).toBe(2);
    expect(sandbox.requests.of('chat.postMessage').map((each) => each.outcome)).toEqual([
      'ok',
      'channel_not_found',
    ]);
    expect(JSON.stringify(sandbox.requests.all)).not.toContain(sandbox.botToken);
  });

  it('keeps the newest, and counts all', async () => {
    const small = await startSandbox({ keepRequests: 2 });

    for (const _ of [1, 2, 3]) await call(small, 'auth.test');

    expect(small.requests.all).toHaveLength(2);
    expect(small.requests.count('auth.test')).toBe(3);
    await small.close();
  });
});
