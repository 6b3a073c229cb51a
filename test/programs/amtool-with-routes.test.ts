import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { duration, minutes } from '../../src/domain/time.ts';
import { HttpWorld, INGEST_KEY, json, START } from '../http/http-world.ts';
import { routedPolicy } from '../http/routed-policy.ts';
import { AMTOOL, describeWith } from './support/debian.ts';
import { newFolder, run } from './support/program.ts';

describeWith([AMTOOL], 'amtool, where routes, inhibition and times are configured', () => {
  const world = new HttpWorld();
  const folder = newFolder();
  let url = '';

  beforeAll(async () => {
    world.policy = routedPolicy();
    // amtool has the real time, and what it begins now has begun for us.
    world.advance(duration(Date.now() + minutes(1) - START));
    const address = await world.app.listen({ host: '127.0.0.1', port: 0 });
    url = address.replace('//', `//amtool:${INGEST_KEY}@`);
  });
  afterAll(async () => {
    await world.app.close();
    folder.remove();
  });

  const done = async (...args: readonly string[]): Promise<string> => {
    const said = await run(AMTOOL, [`--alertmanager.url=${url}`, ...args], { HOME: folder.path });
    expect(said).toMatchObject({ code: 0, err: '' });
    return said.out.trim().replaceAll('\u00a0', ' ');
  };

  it('shows a configuration that Alertmanager itself would take', async () => {
    const file = join(folder.path, 'alertmanager.yml');
    writeFileSync(file, await done('config', 'show'));

    expect(await done('check-config', file)).toMatch(
      /SUCCESS[\s\S]*- 1 inhibit rules\n - 4 receivers/,
    );
  });

  it('draws the routes', async () => {
    expect(await done('config', 'routes', 'show')).toBe(`Routing tree:
.
└── default-route  receiver: #alerts
    ├── {severity="critical"}  continue: true  receiver: #incidents
    ├── {team=~"db|storage"}  receiver: #db
    │   └── {env!="prod"}  receiver: #db-test
    └── {say="a \\"word\\", {or} two\\n"}  receiver: #alerts`);
  });

  it.each([
    ['nothing of a route', ['team=web'], '#alerts'],
    ['a child', ['team=db', 'env=prod'], '#db'],
    ['a child of a child', ['team=storage'], '#db-test'],
    ['a route that goes on', ['severity=critical', 'team=db', 'env=prod'], '#incidents,#db'],
    ['part of a pattern', ['team=dbx'], '#alerts'],
  ])('tests where labels lead: %s', async (_, labels, receivers) => {
    expect(await done('config', 'routes', 'test', ...labels)).toBe(receivers);
  });

  describe('alert query', () => {
    beforeAll(async () => {
      await done('alert', 'add', 'HostDown', 'instance=db-1', 'severity=critical', 'team=db');
      await done('alert', 'add', 'Slow', 'instance=db-1', 'severity=warning');
      await done('alert', 'add', 'Slow', 'instance=web-1', 'severity=warning');
      await done('silence', 'add', 'alertname=Slow', 'instance=web-1', '-a', 'ann', '-c', 'known');
    });

    it.each([
      ['those that people are told of', [], ['HostDown db-1']],
      ['those that are inhibited', ['--inhibited'], ['Slow db-1']],
      ['those that are silenced', ['--silenced'], ['Slow web-1']],
      ['those of a route that went on', ['--receiver=#incidents'], ['HostDown db-1']],
      ['those of the route after it', ['--receiver=#db.*'], ['HostDown db-1']],
    ])('finds %s', async (_, args, expected) => {
      const alerts = JSON.parse(await done('alert', 'query', '-o', 'json', ...args));

      const found = alerts.map(({ labels }: { labels: Record<string, string> }) => labels);
      expect(
        found.map(({ alertname, instance }: Record<string, string>) => `${alertname} ${instance}`),
      ).toEqual(expected);
    });
  });

  it('lists, prolongs and ends maintenance like a silence', async () => {
    const made = await world.ask({
      method: 'POST',
      url: '/api/v1/silences',
      ...json({
        matchers: ['service=db'],
        kind: 'maintenance',
        cron: '0 2 * * 0',
        duration: '1h',
        for: '30d',
        reason: 'vacuum',
        author: 'ann',
      }),
    });
    const { id } = made.json();

    expect(await done('silence', 'query', '-q', 'service=db')).toBe(id);
    await done('silence', 'update', id, '-c', 'vacuum and reindex');
    expect(await world.store.silence(id)).toMatchObject({
      kind: 'maintenance',
      repeats: { cron: '0 2 * * 0' },
      reason: 'vacuum and reindex',
    });
    world.advance(minutes(1));
    await done('silence', 'expire', id);
    expect(await world.store.silence(id)).toMatchObject({ endsAt: world.now });
  });
});
