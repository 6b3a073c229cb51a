import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { reading } from './support.ts';

describe('what is published of the configuration and the sources', () => {
  it('is up to date: quell.schema.json, docs/configuration.md and docs/sources.md', () => {
    const args = ['--import', 'tsx', 'tools/config-files.mjs', '--check'];

    const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });

    expect(`${stdout}${stderr}`).toBe('');
  });

  it('has an example without faults and warnings', () => {
    const read = reading(readFileSync('examples/quell.yml', 'utf8'));

    expect(read).toMatchObject({ settings: {}, warnings: [] });
  });

  it('explains every key that the schema has', () => {
    const schema: unknown = JSON.parse(readFileSync('quell.schema.json', 'utf8'));
    const docs = readFileSync('docs/configuration.md', 'utf8');

    const missing = keysIn(schema).filter(
      (key) => !docs.includes(`.${key}\``) && !docs.includes(`## ${key}`),
    );

    expect(missing).toEqual([]);
  });
});

function keysIn(schema: unknown): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const own = 'properties' in schema ? Object.keys(Object(schema.properties)) : [];
  return [...own, ...Object.values(schema).flatMap(keysIn)];
}
