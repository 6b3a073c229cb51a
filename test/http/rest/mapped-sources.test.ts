import { describe, expect, it } from 'vitest';
import type { SourceSettings } from '../../../src/config/settings.ts';
import { post, source, worldWith } from '../configured-world.ts';

const mapped = (title: string, more: Partial<SourceSettings> = {}) =>
  source({
    map: { fields: { title, dedup_key: 'job' }, labels: { team: 'owner.team' }, annotations: {} },
    ...more,
  });

describe('a source with a mapping', () => {
  it('takes bodies of a form of their own', async () => {
    const world = worldWith(mapped('job & " failed"'));

    const answer = await post(world, '/hooks/jobs', { job: 'backup', owner: { team: 'db' } });

    expect(answer.statusCode).toBe(202);
    expect(answer.json()).toEqual({ accepted: 1, rejected: [] });
    expect(world.taken.flat()).toMatchObject([
      { dedupKey: 'backup', content: { title: 'backup failed', labels: { team: 'db' } } },
    ]);
  });

  it('keeps what its mapping cannot read, and says so', async () => {
    const world = worldWith(mapped('$number(job)'));

    const answer = await post(world, '/hooks/jobs', [{ job: 'backup' }, { job: '7' }]);

    expect(answer.statusCode).toBe(202);
    expect(answer.json()).toMatchObject({
      accepted: 2,
      notes: [{ index: 0, note: expect.stringMatching(/cannot read it.*title: Unable to cast/) }],
    });
    expect(world.taken.flat()).toMatchObject([
      {
        incidentKey: 'mapping/jobs',
        content: { title: 'jobs sends what its mapping cannot read', severity: 'warning' },
      },
      { content: { title: '7' } },
    ]);
  });

  it('refuses more entries than a mapping takes', async () => {
    const answer = await post(worldWith(mapped('job')), '/hooks/jobs', Array(1_001).fill({}));

    expect(answer.statusCode).toBe(400);
    expect(answer.json().error.message).toMatch(/at most 1000 at once/);
  });

  it('follows the configuration', async () => {
    const world = worldWith(mapped('job'));
    await post(world, '/hooks/jobs', { job: 'a' });
    world.configured = [mapped('"Job " & job')];
    await post(world, '/hooks/jobs', { job: 'a' });
    world.configured = [source({})];
    await post(world, '/hooks/jobs', { title: 'plain' });

    expect(world.taken.flat().map(({ content }) => content.title)).toEqual(['a', 'Job a', 'plain']);
  });

  it('leaves /hooks/json as it is', async () => {
    const world = worldWith(mapped('job'));

    await post(world, '/hooks/json', { title: 'A', job: 'b' });

    expect(world.taken.flat()).toMatchObject([{ content: { title: 'A' } }]);
  });
});
