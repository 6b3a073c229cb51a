import { describe, expect, it } from 'vitest';
import { json } from './http-world.ts';
import { Rest } from './rest-client.ts';

/** An incident of the service `shop`, heard of so often. */
async function shopFired(times = 1): Promise<Rest> {
  const rest = new Rest();
  for (let n = 0; n < times; n++) {
    await rest.world.hook('json', {
      title: 'Errors',
      labels: { alertname: 'Errors', service: 'shop', n: String(n) },
      dedup_key: `e${n}`,
    });
  }
  return rest;
}

describe('a mute until', () => {
  it.each([
    ['resolved', 1, []],
    ['deploy', 1, [{ when: 'deploy' }]],
    ['3x', 1, [{ when: 'rate', above: 3 }]],
    ['3x', 4, [{ when: 'rate', above: 12 }]],
  ])('%s has no time, and ends early as it says (%i alerts)', async (until, times, early) => {
    const rest = await shopFired(times);

    const answer = await rest.act(1, { action: 'mute', until, reason: 'known' });

    expect(answer.json()).toMatchObject({ muted: true, muted_until: null, mute_ends_early: early });
    expect(rest.world.commands.at(-1)).toMatchObject({
      act: { verb: 'mute', until: null, reason: 'known', early },
    });
  });

  it('a time ends early for nothing', async () => {
    const rest = await shopFired();

    const answer = await rest.act(1, { action: 'mute', for: '1h' });

    expect(answer.json()).toMatchObject({ muted: true, mute_ends_early: [] });
  });

  it.each([
    ['deploy', { until: 'deploy' }, /INC-1 has no "service" label/],
    ['an event and a time', { until: 'deploy', for: '1h' }, /not both/],
    ['something else', { until: 'never' }, /RFC 3339/],
    ['nothing', {}, /"resolved", "deploy", "3x"/],
  ])('cannot be asked for with %s', async (_, body, says) => {
    const rest = await new Rest().open('Disk');

    const answer = await rest.act(1, { action: 'mute', ...body });

    expect(answer.statusCode).toBe(400);
    expect(answer.json().error.message).toMatch(says);
    expect(rest.world.commands).toEqual([]);
  });
});

describe('a deploy', () => {
  const deploy = { project: 'shop', release: '1.2.3', environment: 'production' };
  const tell = (rest: Rest, body: unknown) =>
    rest.world.ask({ method: 'POST', url: '/api/v1/deploys', ...json(body) });
  const isMuted = async (rest: Rest) => (await rest.get('/incidents/1')).json().muted;

  it.each<readonly [string, object, boolean]>([
    ['of the project ends the mute that waits for it', {}, false],
    [
      'with all that is known of it does too',
      { previous: '1.2.2', url: 'https://ci/7', status: 'success' },
      false,
    ],
    ['of another project does not', { project: 'blog' }, true],
    ['that has only begun does not', { status: 'started' }, true],
    ['that failed does not', { status: 'failed' }, true],
  ])('%s', async (_, change, stays) => {
    const rest = await shopFired();
    await rest.act(1, { action: 'mute', until: 'deploy' });

    const answer = await tell(rest, { ...deploy, ...change });

    expect(answer.statusCode).toBe(202);
    expect(answer.json()).toEqual({ accepted: 1, rejected: [] });
    expect(await isMuted(rest)).toBe(stays);
  });

  it.each<readonly [string, unknown, RegExp]>([
    ['without a project', { ...deploy, project: undefined }, /"project" is wrong/],
    ['with an empty project', { ...deploy, project: ' ' }, /"project" is wrong: must not be empty/],
    ['without a release', { ...deploy, release: undefined }, /"release" is wrong/],
    ['without an environment', { ...deploy, environment: null }, /"environment" is wrong/],
    ['with an address that is none', { ...deploy, url: 'javascript:alert(1)' }, /"url" is wrong/],
    ['that is a list', [deploy], /The body is wrong/],
  ])('is refused %s', async (_, body, says) => {
    const rest = new Rest();

    const answer = await tell(rest, body);

    expect(answer.statusCode).toBe(400);
    expect(answer.json().error.message).toMatch(says);
    expect(rest.world.commands).toEqual([]);
  });

  it('is not for senders of alerts', async () => {
    const { world } = new Rest();

    const answer = await world.send({ method: 'POST', url: '/api/v1/deploys', ...json(deploy) });

    expect(answer.statusCode).toBe(401);
  });
});
