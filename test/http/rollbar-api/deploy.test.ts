import { describe, expect, it } from 'vitest';
import { source, worldWith } from '../configured-world.ts';
import { HttpWorld, INGEST_KEY, START } from '../http-world.ts';
import { post } from './rollbar.ts';

const deploy = {
  environment: 'production',
  revision: '1.4.3',
  local_username: 'ann',
  comment: 'the prices are back',
};

const BOUNDARY = '------------------------0d9a4f1b';
/** As `curl -F` sends it. */
const multipart = (fields: Readonly<Record<string, string>>) =>
  [
    ...Object.entries(fields).map(
      ([name, value]) =>
        `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    ),
    `--${BOUNDARY}--\r\n`,
  ].join('');

describe('a deploy', () => {
  it.each<readonly [string, unknown, Readonly<Record<string, string>>]>([
    ['JSON', { ...deploy, access_token: INGEST_KEY }, {}],
    [
      'a form',
      new URLSearchParams({ ...deploy, access_token: INGEST_KEY }).toString(),
      { 'content-type': 'application/x-www-form-urlencoded' },
    ],
    [
      'a form of curl’s',
      multipart({ ...deploy, access_token: INGEST_KEY }),
      { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
    ],
  ])('is taken as %s', async (_, body, headers) => {
    const world = new HttpWorld();

    const answer = await post(world, body, { url: '/api/1/deploy/', token: '', headers });

    expect(answer).toMatchObject({
      status: 200,
      body: { err: 0, data: { deploy_id: expect.any(Number) } },
    });
    expect(world.commands).toEqual([
      {
        type: 'release',
        release: {
          project: 'rollbar',
          version: '1.4.3',
          firstSeenAt: START,
          deploys: [
            { environment: 'production', at: START, name: 'the prices are back', url: null },
          ],
          commits: [],
          url: null,
        },
      },
      { type: 'deployed', actor: { type: 'api', name: 'ann' }, project: 'rollbar' },
    ]);
  });

  it('is one of the project that its source shares', async () => {
    const web = source({ name: 'web', type: 'sentry-sdk', project: '7' });
    const world = worldWith(web, source({ name: 'shop', type: 'rollbar-sdk', project: '7' }));

    await post(world, deploy, { url: '/api/1/deploy' });

    expect(world.commands).toMatchObject([
      { release: { project: 'web' } },
      { type: 'deployed', project: 'web' },
    ]);
  });

  it.each(['failed', 'timed_out'])('that %s is none', async (status) => {
    const world = new HttpWorld();

    const answer = await post(world, { ...deploy, status }, { url: '/api/1/deploy/' });

    expect(answer.status).toBe(200);
    expect(world.commands).toEqual([]);
  });

  it.each<readonly [string, object, string]>([
    ['revision', { environment: 'production' }, 'The deploy has no "revision".'],
    ['anything', {}, 'The deploy has no "environment" and "revision".'],
  ])('without %s is refused', async (_, body, message) => {
    const answer = await post(new HttpWorld(), body, { url: '/api/1/deploy/' });

    expect(answer).toMatchObject({ status: 422, body: { err: 1, message } });
  });

  it('of a stranger is refused', async () => {
    const options = { url: '/api/1/deploy/', token: 'x' };

    expect(await post(new HttpWorld(), deploy, options)).toMatchObject({ status: 403 });
  });
});
