import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../src/config/build/settings.ts';
import { liveSettings } from '../../src/config/live.ts';
import { recordedLog } from './log.ts';
import { settingsOf } from './support.ts';

const other = settingsOf('route: {channel: "#b"}');

describe('live settings', () => {
  it('are those of the last change', () => {
    const live = liveSettings(DEFAULT_SETTINGS, recordedLog().log);

    live.replace(other);

    expect(live.current()).toBe(other);
  });

  it('tell every listener, also behind one that fails, which is logged', () => {
    const { log, lines } = recordedLog();
    const live = liveSettings(DEFAULT_SETTINGS, log);
    const heard: unknown[] = [];
    live.onChange(() => {
      throw new Error('no');
    });
    live.onChange((settings) => void heard.push(settings, live.current()));

    live.replace(other);

    expect(heard).toEqual([other, other]);
    expect(lines).toMatchObject([
      { level: 'error', text: 'a part of the program did not take the new configuration over' },
    ]);
  });
});
