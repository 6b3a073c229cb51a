import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { showFaults } from '../../src/config/show.ts';
import { reading, warningsOf } from './support.ts';

const FOLDER = new URL('warnings/golden/', import.meta.url);

const names = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.yml'))
  .map((file) => file.slice(0, -'.yml'.length));

describe('what is worth a word in a configuration file', () => {
  it.each(names)('is told as reviewed: %s', async (name) => {
    const file = readFileSync(new URL(`${name}.yml`, FOLDER), 'utf8');

    const text = showFaults('quell.yml', warningsOf(file), { colours: false });

    expect(reading(file)).toHaveProperty('settings');
    expect(text).not.toBe('');
    await expect(text).toMatchFileSnapshot(`warnings/golden/${name}.txt`);
  });

  it.each([
    [
      'an interval that a route below repeats its mention after',
      'route: {repeat_interval: 1h, routes: [{match: [a="1"], routes: [{match: [b="2"], mention: "@oncall"}]}]}',
    ],
    ['the default interval', 'route: {channel: "#alerts"}'],
    [
      'users where a sender of json is named',
      'sources: [{name: app, type: json}]\nroute: {notify_when: {users: 5}}',
    ],
  ])('is not: %s', (_, text) => {
    expect(warningsOf(text)).toEqual([]);
  });
});
