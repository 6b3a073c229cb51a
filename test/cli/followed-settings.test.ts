import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { followedSettings } from '../../src/cli/followed-settings.ts';
import { loadSettings } from '../../src/config/load.ts';
import { recordedLog } from '../config/log.ts';
import { NOW } from '../config/support.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

it('a file that is refused is told to whoever asks for the settings, until it is right', () => {
  const location = { path: join(temporaryFolder(), 'quell.yml'), isNamed: true };
  writeFileSync(location.path, 'route: { channel: "#a" }');
  const loaded = loadSettings(location, {}, NOW);
  if (!('settings' in loaded)) throw new Error('The file is faulty.');
  const { log } = recordedLog();
  const settings = followedSettings({ loaded, location }, { env: {} }, { ...log, hide() {} });
  onTestFinished(settings.unfollow);

  writeFileSync(location.path, 'route: { chanel: "#a" }');
  settings.readAgain();
  expect(settings.refused()).toBe(
    `${location.path} was changed and is refused; the former configuration goes on. quell check says what is wrong with it.`,
  );

  writeFileSync(location.path, 'route: { channel: "#b" }');
  settings.readAgain();
  expect(settings.refused()).toBeNull();
});

it('what is most likely not meant in the configuration is in the log from the start', () => {
  const location = { path: join(temporaryFolder(), 'quell.yml'), isNamed: true };
  writeFileSync(location.path, 'escalations: [{name: night, steps: [{after: 0s, notify: "@a"}]}]');
  const loaded = loadSettings(location, {}, NOW);
  if (!('settings' in loaded)) throw new Error('The file is faulty.');
  const { log, lines } = recordedLog();

  const { unfollow } = followedSettings({ loaded, location }, { env: {} }, { ...log, hide() {} });
  onTestFinished(unfollow);

  expect(lines).toMatchObject([
    {
      level: 'warn',
      text: 'the configuration may be wrong',
      fields: { warning: expect.stringContaining('quell.yml:1:') },
    },
  ]);
});
