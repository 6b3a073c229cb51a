import { expect, it } from 'vitest';
import type { DecideDeps } from '../../src/flow/decide.ts';
import { followSettings } from '../../src/wiring/follow-settings.ts';
import type { Parts, SharedParts } from '../../src/wiring/parts.ts';
import { keptLog } from '../slack/support/log.ts';

it('what fires that could not be looked at under a new configuration is logged', async () => {
  const log = keptLog();
  const never = () => () => {};
  // What following the settings uses of the parts.
  const parts = { log, settings: { onChange: never } } as unknown as Parts;
  const shared = {
    cluster: { standing: () => ({ leads: true }), onChange: never },
  } as unknown as SharedParts;
  const decides = {
    clock: { now: () => 0 },
    policy: () => ({ version: 'v' }),
    store: { update: () => Promise.reject(new Error('away')) },
  } as unknown as DecideDeps;

  followSettings(parts, decides, shared)();
  await expect.poll(() => log.lines).toHaveLength(1);

  expect(log.lines).toMatchObject([
    { level: 'error', text: 'what fires was not looked at under the new configuration' },
  ]);
});
