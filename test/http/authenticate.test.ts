import Fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import { guard } from '../../src/http/authenticate.ts';
import { front } from '../../src/http/front.ts';

/** Asks at a door that this guard keeps; answers the status and what was said. */
async function ask(check: ReturnType<typeof guard>, headers: Record<string, string>) {
  const app = Fastify();
  app.get('/', { onRequest: async (request) => check(request) }, async () => ({}));
  const answer = await app.inject({ path: '/', headers });
  return [answer.statusCode < 300, answer.json().message];
}

const alerts = guard(['the-key'], ['bearer', 'x-quell-key']);
const ofSource = guard(['its-key'], ['x-quell-key'], { keyOf: 'prom' });
const api = guard(['the-token'], ['bearer'], 'API token');

describe('a refused sender', () => {
  it.each([
    [
      'of alerts without a key',
      alerts,
      {},
      'There is no ingest key in the request. The start banner shows it; send it as "Authorization: Bearer KEY", or as "X-Quell-Key: KEY".',
    ],
    [
      'of alerts with a wrong key',
      alerts,
      { 'x-quell-key': 'the-token' },
      'This needs another key: the ingest key. The start banner shows it; send it as "Authorization: Bearer KEY", or as "X-Quell-Key: KEY".',
    ],
    [
      'of alerts without the key of its source',
      ofSource,
      {},
      'There is no key of the source "prom" in the request. The ingest key is not taken here, and the right one is under "sources" in the configuration; send it as "X-Quell-Key: KEY".',
    ],
    [
      'of alerts with another key than its source has',
      ofSource,
      { 'x-quell-key': 'the-key' },
      'This needs another key: the key of the source "prom". The ingest key is not taken here, and the right one is under "sources" in the configuration; send it as "X-Quell-Key: KEY".',
    ],
    [
      'to the API with the ingest key',
      api,
      { authorization: 'Bearer the-key' },
      'This needs another key: the API token. The start banner shows it; send it as "Authorization: Bearer TOKEN".',
    ],
    [
      'to the API without a token',
      api,
      {},
      'There is no API token in the request. The start banner shows it; send it as "Authorization: Bearer TOKEN".',
    ],
  ])('%s is told which it needs', async (_, check, headers, message) => {
    expect(await ask(check, headers)).toEqual([false, message]);
  });

  it('is none with the right one', async () => {
    expect(await ask(api, { authorization: 'bearer the-token' })).toEqual([true, undefined]);
  });
});

describe('the address itself', () => {
  it('says in plain words what is here, without a key', async () => {
    const app = Fastify();
    front(app);

    const answer = await app.inject('/');

    expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(answer.body).toMatch(/This is Quell\..*sandbox.*POST \/hooks\/json.*start banner/s);
  });
});
