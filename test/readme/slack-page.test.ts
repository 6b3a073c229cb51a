import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const Manifest = z.object({
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
});

it('docs/slack.md says of each scope of the manifest what it is for, and of no other', () => {
  const { oauth_config } = Manifest.parse(parse(readFileSync('manifest.yml', 'utf8')));
  const rows = readFileSync('docs/slack.md', 'utf8').matchAll(/^\| (`[^|]+:?[^|]*`) \| [^|]+\|$/gm);
  const told = [...rows].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`([a-z_.:]+)`/g)].map(([, scope]) => scope),
  );

  expect(told.toSorted()).toEqual(oauth_config.scopes.bot.toSorted());
});
