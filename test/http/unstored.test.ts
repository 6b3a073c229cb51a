import { describe, expect, it } from 'vitest';
import { minutes } from '../../src/domain/time.ts';
import { StoreFailed } from '../../src/store/failure.ts';
import { HttpWorld } from './http-world.ts';

describe('requests that the store cannot answer', () => {
  it('are told of once a minute, in a line without a stack, with how many', async () => {
    const world = new HttpWorld();
    world.broken = new StoreFailed('Quell cannot save to the database: there is no connection.');
    const send = () => world.hook('json', { title: 'Disk' });

    const answers = [await send(), await send(), await send()];
    world.advance(minutes(1));
    await send();

    expect(answers.map(({ statusCode }) => statusCode)).toEqual([503, 503, 503]);
    const text = 'refused requests: the store cannot save or read now';
    expect(world.logged.filter(({ level }) => level !== 'debug')).toEqual([
      { level: 'warn', text, fields: { requests: 1, error: world.broken } },
      { level: 'warn', text, fields: { requests: 3, error: world.broken } },
    ]);
  });

  it('are a fault of ours where it is no word of the store, and logged with its stack', async () => {
    const world = new HttpWorld();
    world.broken = new TypeError('x is not a function');

    await world.hook('json', { title: 'Disk' });

    expect(world.logged).toMatchObject([{ level: 'error', text: 'request failed' }]);
  });
});
