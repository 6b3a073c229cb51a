import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { calledIn, withCalled } from '../../src/cli/called.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

it('is called by way of npx in a clone', () => {
  expect(calledIn(resolve(import.meta.dirname, '../..'))).toBe('npx quell');
});

it.each([
  ['without a package.json', undefined],
  ['of another package', '{\n  "name": "shop"\n}'],
  ['of another package of its name', '{\n  "name": "quell",\n  "bin": { "quell": "cli.js" }\n}'],
])('is called by its name alone in a folder %s', (_, text) => {
  const folder = join(temporaryFolder(), 'here');
  mkdirSync(folder);
  if (text !== undefined) writeFileSync(join(folder, 'package.json'), text);

  expect(calledIn(folder)).toBe('quell');
});

it('says commands as they are called, and leaves other words alone', () => {
  const text = 'Run quell init or npx quell check; quell.yml and data/quell.db stay. Stop quell.';

  expect(withCalled(text, 'npx quell')).toBe(
    'Run npx quell init or npx quell check; quell.yml and data/quell.db stay. Stop quell.',
  );
});
