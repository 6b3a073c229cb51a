import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../src/config/build/settings.ts';
import { loadSettings, locationOf, USUAL_FILE, whyUnreadable } from '../../src/config/load.ts';
import { NOW } from './support.ts';

const folder = mkdtempSync(join(tmpdir(), 'quell-load-'));
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, content: string | Buffer) => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

describe('the configuration file', () => {
  it('is quell.yml where none is named', () => {
    expect(locationOf(null)).toEqual({ path: USUAL_FILE, isNamed: false });
  });

  it('may be missing where none is named', () => {
    const location = { path: join(folder, 'nowhere.yml'), isNamed: false };

    expect(loadSettings(location, {}, NOW)).toMatchObject({ settings: DEFAULT_SETTINGS });
  });

  it('gives places with its name, not its folder', () => {
    const path = file('team.yml', '\nroute: {}\n');

    expect(loadSettings(locationOf(path), {}, NOW)).toMatchObject({
      settings: { policy: { route: { place: 'team.yml line 2' } } },
    });
  });

  it.each([
    [
      'is not there',
      () => join(folder, 'nowhere.yml'),
      /^There is no configuration file .*\. Create it, or unset QUELL_CONFIG for the defaults\.$/,
    ],
    ['is a folder', () => folder, /is a folder\. QUELL_CONFIG must name a file/],
    [
      'is no text',
      () => file('bytes.yml', Buffer.from([0xff, 0xfe, 0x00])),
      /is not text in UTF-8\.$/,
    ],
    [
      'is a path that means nothing',
      () => 'quell\0.yml',
      /^The configuration file .* cannot be read: /,
    ],
    [
      'is huge',
      () => file('huge.yml', 'x'.repeat(2 ** 20 + 1)),
      /is larger than 1 MiB: it is no configuration file\.$/,
    ],
  ])('is refused in one sentence where it %s', (_, path, sentence) => {
    expect(loadSettings(locationOf(path()), {}, NOW)).toEqual({
      unreadable: expect.stringMatching(sentence),
    });
  });

  it('is refused in one sentence where another user owns it', () => {
    const error = Object.assign(new Error('no'), { code: 'EACCES' });

    expect(whyUnreadable(error, { path: 'quell.yml' })).toBe(
      'The configuration file quell.yml may not be read by this user. Change its permissions.',
    );
  });
});
