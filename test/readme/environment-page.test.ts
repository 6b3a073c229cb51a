import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const namesIn = (text: string, pattern: RegExp) =>
  [...text.matchAll(pattern)].map(([, name = '']) => name);

it('docs/operations/environment.md has every variable that is read at the start, and no other', () => {
  const source = readFileSync('src/config/environment.ts', 'utf8');
  const [, read = ''] = /^const Variables = z\.object\(\{(.*?)^\}\)/ms.exec(source) ?? [];
  const table = readFileSync('docs/operations/environment.md', 'utf8').matchAll(/^\| (`.*?) \|/gm);
  const told = [...table].flatMap(([, cell = '']) => namesIn(cell, /`([A-Z_]+)`/g));

  expect(told.toSorted()).toEqual(
    [...namesIn(read, /^ {2}([A-Z_]+)[:,]/gm), 'REDIS_URL'].toSorted(),
  );
});
