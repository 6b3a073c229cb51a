import { describe, expect, it } from 'vitest';
import { jsonOf } from '../../src/replay/json.ts';
import { textOf } from '../../src/replay/text.ts';
import { type AlertSpec, aPolicy, aRoute, below } from '../support/builders.ts';
import { firing, inOrder, MONDAY, over, sidesOf } from './fixture.ts';

const DOWN: AlertSpec = { labels: { alertname: 'ServiceDown' }, severity: 'critical' };
const SLOW: AlertSpec = { labels: { alertname: 'ServiceSlow' }, severity: 'critical' };
const DISK: AlertSpec = { labels: { alertname: 'DiskFull' }, severity: 'warning' };

/** Calls for what is down, or for disks. */
function calling(alertname: string, length = 24) {
  const root = aRoute();
  const route = below(root, `alertname=~"${alertname}.*"`, { mention: '@oncall' });
  return { policy: aPolicy({ ...root, routes: [route] }), setting: over(length) };
}

const recordings = inOrder(firing(60, 20, DOWN), firing(120, 20, DISK), firing(600, 20, SLOW));

function changed(from: string, to: string) {
  const [old, fresh] = [calling(from), calling(to)];
  return sidesOf(recordings, [old.policy, fresh.policy], old.setting);
}

describe('a replay says which incidents lose or gain their call', () => {
  it('although none of them is missed', () => {
    const text = textOf(changed('Service', 'Disk'));

    expect(text).toContain('Missed: none.');
    expect(text).toMatch(/Called no more: 2; the new configuration mentions nobody for them\.\n/);
    expect(text).toMatch(/critical +2026-02-02 01:00 +INC-\d+ .*\n +critical +2026-02-02 10:00/);
    expect(text).toMatch(/Called now: 1; .*\n +warning +2026-02-02 02:00 +INC-\d+ /);
  });

  it('to programs too', () => {
    const sides = changed('Service', 'Disk');

    expect(jsonOf(sides)).toMatchObject({
      called_no_more: [
        { severity: 'critical', at: new Date(MONDAY + 3_600_000).toISOString() },
        {},
      ],
      called_now: [{ severity: 'warning', channel: '#alerts' }],
    });
  });

  it('and that none does where both call alike', () => {
    const text = textOf(changed('Service', 'Service'));

    expect(text).toContain('Called no more: none.\n\nCalled now: none.\n');
  });
});
