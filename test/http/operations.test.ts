import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import type { HttpDeps } from '../../src/http/deps.ts';
import { buildServer } from '../../src/http/server.ts';
import { withIntake } from '../../src/http/take-in.ts';
import { HttpWorld } from './http-world.ts';

describe('operations', () => {
  it('tell that the process lives', async () => {
    expect((await new HttpWorld().app.inject('/healthz')).json()).toEqual({ status: 'ok' });
  });

  it('are ready while the store can save, whatever Slack is like', async () => {
    const slack = { state: 'not connected', workspace: 'Acme', detail: 'Slack: invalid_auth' };
    const world = new HttpWorld((deps) => ({ ...deps, slackState: () => slack }));

    const answer = await world.app.inject('/readyz');

    expect(answer.statusCode).toBe(200);
    expect(answer.json().slack).toEqual(slack);
  });

  it('are not ready while it cannot, and say why', async () => {
    const world = new HttpWorld();
    world.broken = new Error('The disk is full.');

    const answer = await world.app.inject('/readyz');

    expect(answer.statusCode).toBe(503);
    expect(answer.json()).toMatchObject({ store: 'The disk is full.' });
  });

  it('tell how the process stands among others, and stay ready with an older configuration', async () => {
    const outdated = 'app-2 works with another configuration.';
    const world = new HttpWorld((deps) => ({
      ...deps,
      processState: () => ({ queue: 'away', leader: false, members: 3, outdated }),
      queueDepth: async () => ({ waiting: 2, delayed: 7 }),
    }));

    const ready = await world.app.inject('/readyz');
    const { body } = await world.app.inject('/metrics');

    expect(ready.statusCode).toBe(200);
    expect(ready.json()).toMatchObject({
      queue: 'away',
      leader: false,
      members: 3,
      config: outdated,
    });
    expect(body.split('\n')).toEqual(
      expect.arrayContaining([
        'quell_leader 0',
        'quell_members 3',
        'quell_config_outdated 1',
        'quell_queue_depth{state="waiting"} 2',
        'quell_queue_depth{state="delayed"} 7',
      ]),
    );
  });

  it('are all that a process without doors answers', async () => {
    const world = new HttpWorld((deps) => deps, { hasDoors: false });

    const hook = await world.hook('json', [{ title: 'A' }]);
    const statuses = await Promise.all(
      ['/healthz', '/readyz', '/metrics', '/', '/api/v1/incidents'].map(
        async (url) => (await world.app.inject(url)).statusCode,
      ),
    );

    expect(hook.statusCode).toBe(503);
    expect(hook.json().error.message).toMatch(/^This process takes no alerts .* that role\.$/);
    expect(statuses).toEqual([200, 200, 200, 503, 503]);
    expect(world.logged).toEqual([]);
  });

  it('count what was taken and what was not', async () => {
    const world = new HttpWorld();
    await world.hook('json', [{ title: 'A' }, { title: 'B' }, { title: 7 }]);
    await world.hook('alertmanager', {});
    await world.hook('unheard-of', {});
    await world.app.inject({ method: 'POST', url: '/hooks/json' });

    const { body, headers } = await world.app.inject('/metrics');

    expect(headers['content-type']).toMatch(/^text\/plain; version=0.0.4/);
    expect(body.split('\n')).toEqual(
      expect.arrayContaining([
        'quell_alerts_accepted_total{source="json"} 2',
        'quell_alerts_rejected_total{source="json",reason="invalid-entry"} 1',
        'quell_alerts_rejected_total{source="json",reason="unauthorized"} 1',
        'quell_alerts_rejected_total{source="alertmanager",reason="malformed"} 1',
        'quell_alerts_rejected_total{source="unknown",reason="malformed"} 1',
        'quell_incidents{status="triggered"} 2',
        'quell_ingest_seconds_count 1',
        'alertmanager_build_info{version="0.25.0"} 1',
      ]),
    );
  });

  it('count on while the store does not answer', async () => {
    const world = new HttpWorld((deps: HttpDeps) => ({
      ...deps,
      store: { ...deps.store, counts: async () => Promise.reject(new Error('closed')) },
    }));

    expect((await world.app.inject('/metrics')).statusCode).toBe(200);
  });
});

it('hands a whole request to the listener of its path, with the body unread', async () => {
  let given: HttpDeps | undefined;
  new HttpWorld((deps) => {
    given = deps;
    return deps;
  });
  const app = buildServer(withIntake(given!), {
    trustProxy: [],
    hasDoors: true,
    listeners: {
      '/slack/events': (incoming, answer) => {
        incoming.setEncoding('utf8').on('data', (text) => answer.end(`heard ${text}`));
      },
    },
  });
  const address = await app.listen({ host: '127.0.0.1', port: 0 });

  const heard = await new Promise<string>((resolve, reject) => {
    const outgoing = request(`${address}/slack/events?x=1`, { method: 'POST' }, (answer) => {
      answer.setEncoding('utf8').on('data', resolve);
    });
    outgoing.on('error', reject).end('payload=not json');
  });
  const status = (await fetch(`${address}/healthz`)).status;
  await app.close();

  expect(heard).toBe('heard payload=not json');
  expect(status).toBe(200);
});
