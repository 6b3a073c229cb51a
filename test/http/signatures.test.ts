import { createHmac } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { minutes } from '../../src/domain/time.ts';
import { github } from '../../src/sources/github.ts';
import { SOURCES } from '../../src/sources/index.ts';
import { signedOrKey } from '../../src/sources/source.ts';
import { source } from './configured-world.ts';
import { API_TOKEN, HttpWorld, INGEST_KEY, START } from './http-world.ts';

const OWN_KEY = 'github-secret-0123456789';
const body = JSON.stringify({
  action: 'completed',
  workflow_run: { conclusion: 'failure', head_branch: 'main' },
  workflow: { id: 7, name: 'CI' },
  repository: { full_name: 'acme/shop', default_branch: 'main' },
});

type Headers = Readonly<Record<string, string>>;

const hmac = (text: string, { key = INGEST_KEY, algorithm = 'sha256' } = {}) =>
  createHmac(algorithm, key).update(text);
const ofGithub = (text: string, key = INGEST_KEY): Headers => ({
  'x-github-event': 'workflow_run',
  'x-hub-signature-256': `sha256=${hmac(text, { key }).digest('hex')}`,
});

async function post(
  world: HttpWorld,
  url: string,
  headers: Headers,
  payload: string | Buffer = body,
) {
  const type = { 'content-type': 'application/json' };
  return world.app.inject({ method: 'POST', url, headers: { ...type, ...headers }, payload });
}

describe('a signed request', () => {
  it('needs no other key', async () => {
    const world = new HttpWorld();

    const answer = await post(world, '/hooks/github', ofGithub(body));

    expect(answer.json()).toEqual({ accepted: 1, rejected: [] });
    expect(world.taken[0]?.[0]?.content.title).toBe('Workflow CI fails on main');
  });

  it('may be compressed: what was sent is signed, and not what it unpacks to', async () => {
    const packed = gzipSync(body);
    const signature = createHmac('sha256', INGEST_KEY).update(packed).digest('hex');

    const answer = await post(
      new HttpWorld(),
      '/hooks/github',
      { 'x-hub-signature-256': `sha256=${signature}`, 'content-encoding': 'gzip' },
      packed,
    );

    expect(answer.statusCode).toBe(202);
  });

  const right = hmac(body).digest('hex');
  it.each<readonly [string, Headers, string]>([
    ['with another secret', ofGithub(body, 'another'), body],
    ['over another body', ofGithub(body), body.replace('CI', 'CJ')],
    ['over a body with one byte more', ofGithub(body), `${body} `],
    [
      'with another algorithm',
      { 'x-hub-signature-256': `sha256=${hmac(body, { algorithm: 'sha1' }).digest('hex')}` },
      body,
    ],
    ['with a name in front that is none', { 'x-hub-signature-256': `sha1=${right}` }, body],
    ['without a name in front', { 'x-hub-signature-256': right }, body],
    ['in another header', { 'x-hub-signature': `sha256=${right}` }, body],
    ['with nothing', { 'x-hub-signature-256': 'sha256=' }, body],
    ['with half of it', { 'x-hub-signature-256': `sha256=${right.slice(0, 32)}` }, body],
    [
      'in another encoding',
      { 'x-hub-signature-256': `sha256=${hmac(body).digest('base64')}` },
      body,
    ],
    ['with the API token', ofGithub(body, API_TOKEN), body],
    ['not at all', {}, body],
    ['with another secret, and the body is no JSON', ofGithub('{', 'another'), '{'],
  ])('is refused that is signed %s', async (_, headers, payload) => {
    const world = new HttpWorld();

    const answer = await post(world, '/hooks/github', headers, payload);

    expect(answer.statusCode).toBe(401);
    expect(answer.json().error.message).toMatch(
      /sign the body with it in "X-Hub-Signature-256"\.$/,
    );
    expect(answer.body).not.toContain(INGEST_KEY);
    expect(world.taken).toEqual([]);
  });

  it('that says why it is refused names the header', async () => {
    const answer = await post(new HttpWorld(), '/hooks/github', ofGithub(body, 'another'));

    expect(answer.json().error.message).toMatch(
      /^The signature in "X-Hub-Signature-256" is not made over this body with the ingest key as the secret\./,
    );
  });

  it('without a body is refused', async () => {
    const answer = await post(new HttpWorld(), '/hooks/github', ofGithub(''), '');

    expect(answer.statusCode).toBe(400);
  });

  it('is not read past the limit', async () => {
    const large = 'x'.repeat(2 * 1024 * 1024);

    const answer = await post(new HttpWorld(), '/hooks/github', ofGithub(large), large);

    expect(answer.statusCode).toBe(413);
  });

  it('is refused by a source that knows no signature', async () => {
    const answer = await post(new HttpWorld(), '/hooks/json', ofGithub(body));

    expect(answer.statusCode).toBe(401);
  });
});

describe('the key', () => {
  it.each([
    ['?key=', {}],
    ['', { 'x-quell-key': INGEST_KEY }],
  ])('is taken in place of a signature (%s)', async (query, headers: Headers) => {
    const key = query === '' ? '' : INGEST_KEY;

    const answer = await post(new HttpWorld(), `/hooks/github${query}${key}`, headers);

    expect(answer.statusCode).toBe(202);
  });

  it('of a configured source is the secret of its signatures, in place of the ingest key', async () => {
    const world = new HttpWorld();
    world.configured = [source({ name: 'ci', type: 'github', key: OWN_KEY })];

    const own = await post(world, '/hooks/ci', ofGithub(body, OWN_KEY));
    const ingest = await post(world, '/hooks/ci', ofGithub(body));

    expect(own.statusCode).toBe(202);
    expect(ingest.statusCode).toBe(401);
    expect(ingest.json().error.message).toContain('with the key of the source "ci" as the secret');
  });

  it("may stand in a header of the vendor's own", async () => {
    const payload = JSON.stringify({ object_kind: 'push' });

    const right = await post(
      new HttpWorld(),
      '/hooks/gitlab',
      { 'x-gitlab-token': INGEST_KEY },
      payload,
    );
    const wrong = await post(
      new HttpWorld(),
      '/hooks/gitlab',
      { 'x-gitlab-token': 'wrong' },
      payload,
    );

    expect(right.statusCode).toBe(202);
    expect(wrong.statusCode).toBe(401);
    expect(wrong.json().error.message).toContain('as "X-Gitlab-Token: KEY"');
  });
});

describe('the signature of', () => {
  it.each<readonly [string, Headers]>([
    ['grafana', { 'x-grafana-alerting-signature': hmac(body).digest('hex') }],
    [
      'grafana',
      {
        'x-grafana-alerting-timestamp': `${START / 1_000}`,
        'x-grafana-alerting-signature': hmac(`${START / 1_000}:${body}`).digest('hex'),
      },
    ],
    ['sentry', { 'sentry-hook-signature': hmac(body).digest('hex') }],
    ['pagerduty', { 'x-pagerduty-signature': `v1=${hmac(body).digest('hex')}` }],
    [
      'pagerduty',
      {
        'x-pagerduty-signature': `v1=${hmac(body, { key: 'old' }).digest('hex')},v1=${hmac(body).digest('hex')}`,
      },
    ],
  ])('%s opens its door', async (type, headers) => {
    const answer = await post(new HttpWorld(), `/hooks/${type}`, headers);

    // The body is another vendor's: it was let in, and then not understood.
    expect(answer.json().error.code).toBe('malformed_payload');
  });
});

describe('a signature with a time', () => {
  const auth = signedOrKey({
    header: 'x-stamped-signature',
    algorithm: 'sha512',
    encoding: 'base64',
    prefix: '',
    timestamp: { header: 'x-stamped-time', separator: ':', within: minutes(5) },
  });
  const stamped = () =>
    new HttpWorld((deps) => ({
      ...deps,
      sources: [...SOURCES, { ...github, type: 'stamped', auth }],
    }));
  const headersAt = (seconds: string, signedAs = `${seconds}:${body}`): Headers => ({
    'x-stamped-time': seconds,
    'x-stamped-signature': hmac(signedAs, { algorithm: 'sha512' }).digest('base64'),
  });
  const now = START / 1_000;

  it.each<readonly [string, Headers, number]>([
    ['of now', headersAt(`${now}`), 202],
    ['a minute old', headersAt(`${now - 60}`), 202],
    ['a minute early', headersAt(`${now + 60}`), 202],
    ['sent again after ten minutes', headersAt(`${now - 600}`), 401],
    ['of the future', headersAt(`${now + 600}`), 401],
    ['that is none', headersAt('now'), 401],
    ['that was changed', { ...headersAt(`${now - 600}`), 'x-stamped-time': `${now}` }, 401],
    ['that is not signed', headersAt(`${now}`, body), 401],
  ])('%s', async (_, headers, status) => {
    expect((await post(stamped(), '/hooks/stamped', headers)).statusCode).toBe(status);
  });

  it('is said to be old', async () => {
    const answer = await post(stamped(), '/hooks/stamped', headersAt(`${now - 600}`));

    expect(answer.json().error.message).toContain(
      'The time in "X-Stamped-Time" is not of now, so that the request may be an old one sent again.',
    );
  });

  it('may come without one', async () => {
    const signature = hmac(body, { algorithm: 'sha512' }).digest('base64');

    const answer = await post(stamped(), '/hooks/stamped', { 'x-stamped-signature': signature });

    expect(answer.statusCode).toBe(202);
  });
});
