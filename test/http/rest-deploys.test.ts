import { describe, expect, it } from 'vitest';
import { HttpWorld, json, START } from './http-world.ts';

const aDeploy = (change: object = {}) => ({
  project: 'shop',
  release: '1.4.2',
  environment: 'production',
  url: 'https://ci.example.com/7',
  ...change,
});
const send = (world: HttpWorld, body: unknown) =>
  world.ask({ method: 'POST', url: '/api/v1/deploys', ...json(body) });
const kept = (world: HttpWorld) => world.store.releaseOf({ project: 'shop', version: '1.4.2' });

describe('a deploy that a pipeline tells of', () => {
  it('is kept with its release', async () => {
    const world = new HttpWorld();

    const { statusCode } = await send(world, aDeploy());

    expect(statusCode).toBe(202);
    expect(await kept(world)).toEqual({
      project: 'shop',
      version: '1.4.2',
      firstSeenAt: START,
      deploys: [
        { environment: 'production', at: START, name: '', url: 'https://ci.example.com/7' },
      ],
      commits: [],
      url: null,
    });
    expect(world.commands.map(({ type }) => type)).toEqual(['release', 'deployed']);
  });

  it.each(['pending', 'failed', 'Cancelled', 'in_progress'])(
    'is not, while it is %s',
    async (status) => {
      const world = new HttpWorld();

      const { statusCode } = await send(world, aDeploy({ status }));

      expect(statusCode).toBe(202);
      expect(await kept(world)).toBeUndefined();
      expect(world.commands).toEqual([]);
    },
  );
});
