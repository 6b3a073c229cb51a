import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { showFaults } from '../../src/config/show.ts';
import { faultsOf } from './support.ts';

const FOLDER = new URL('faults/golden/', import.meta.url);

const names = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.yml'))
  .map((file) => file.slice(0, -'.yml'.length));

function shown(name: string): string {
  const text = readFileSync(new URL(`${name}.yml`, FOLDER), 'utf8');
  return showFaults('quell.yml', faultsOf(text), { colours: false });
}

describe('the faults of a configuration file', () => {
  it('have a reviewed file each', () => {
    expect(names.length).toBeGreaterThanOrEqual(25);
  });

  it.each(names)('are told as reviewed: %s', async (name) => {
    const text = shown(name);

    expect(text).not.toBe('');
    await expect(text).toMatchFileSnapshot(`faults/golden/${name}.txt`);
  });

  it.each(names)('fit 80 columns: %s', (name) => {
    const wide = shown(name)
      .split('\n')
      .filter((line) => line.length > 80);

    expect(wide).toEqual([]);
  });

  it.each(names)('stand at a line of the file: %s', (name) => {
    const text = readFileSync(new URL(`${name}.yml`, FOLDER), 'utf8');
    const lines = text.split('\n');

    for (const { line, column } of faultsOf(text)) {
      expect(column).toBeGreaterThan(0);
      expect(column).toBeLessThanOrEqual((lines[line - 1]?.length ?? 0) + 1);
    }
  });
});
