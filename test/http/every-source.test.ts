import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { SOURCES } from '../../src/sources/index.ts';
import { HttpWorld } from './http-world.ts';

const examples = join(import.meta.dirname, '../../src/sources/examples');

it.each(SOURCES.map(({ type }) => type))('the example of %s is taken at its door', async (type) => {
  const payload: unknown = JSON.parse(readFileSync(join(examples, `${type}.json`), 'utf8'));
  const world = new HttpWorld();

  const answer = await world.hook(type, payload);

  expect(answer.json()).toMatchObject({ accepted: 1, rejected: [] });
  expect(world.taken.flat().map(({ content }) => content.source)).toEqual([type]);
});
