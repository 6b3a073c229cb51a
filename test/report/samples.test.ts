import { describe, expect, it } from 'vitest';
import type { Recording } from '../../src/domain/recording.ts';
import { instant } from '../../src/domain/time.ts';
import { alertKeyOf } from '../../src/engine/identity.ts';
import { Room } from '../../src/report/room.ts';
import { ruler, Samples } from '../../src/report/samples.ts';
import { type AlertSpec, anAlert, aPolicy, aRoute, below } from '../support/builders.ts';

const CPU = below(aRoute(), 'alertname="HighCPU"').match;
const cpu = (instance = 'b1'): AlertSpec => ({ labels: { alertname: 'HighCPU', instance } });
const disk: AlertSpec = { labels: { alertname: 'DiskFull' } };

let place = 0;

/** It arrives; without its text where it is only sent again. */
function take(samples: Samples, spec: AlertSpec, resent = false): void {
  const alert = anAlert(spec);
  place += 1;
  const at = instant(place);
  const recording: Recording = {
    key: alertKeyOf(alert),
    at,
    last: at,
    alert: resent ? null : alert,
    endsAt: null,
    count: 1,
    reason: resent ? 'duplicate' : 'opened',
    incident: 'i',
    untold: null,
    ignoredBy: null,
  };
  samples.take({ place, recording }, recording.alert);
}

const nothing = () => new Samples([], new Room(0));

describe('samples', () => {
  it('are what matches, with what is sent again, in the order of arrival', () => {
    const room = new Room(100);
    const [peaks, disks] = [
      new Samples([CPU], room),
      new Samples([below(aRoute(), 'alertname="DiskFull"').match], room),
    ];
    for (const samples of [peaks, disks]) {
      place = 0;
      take(samples, cpu(), true);
      take(samples, cpu());
      take(samples, disk);
      take(samples, disk, true);
      take(samples, cpu(), true);
    }

    expect(peaks.with(nothing()).map(({ at }) => at)).toEqual([2, 5]);
    expect(peaks.with(disks).map(({ at }) => at)).toEqual([2, 3, 4, 5]);
    expect(peaks.with(peaks).map(({ at }) => at)).toEqual([2, 5]);
  });

  it('know whether there are events and users', () => {
    const samples = new Samples([CPU], new Room(100));
    take(samples, cpu());
    expect([samples.hasEvents, samples.hasUsers]).toEqual([false, false]);

    take(samples, { ...cpu(), event: { user: null } });
    expect([samples.hasEvents, samples.hasUsers]).toEqual([true, false]);

    take(samples, { ...cpu(), event: { user: 'ann' } });
    expect([samples.hasEvents, samples.hasUsers]).toEqual([true, true]);
  });

  it('are given up where there is no room for all, which makes room for others', () => {
    const room = new Room(3);
    const [many, few] = [new Samples([CPU], room), new Samples([CPU], room)];
    for (let n = 0; n < 4; n++) take(many, cpu());
    for (let n = 0; n < 3; n++) take(few, cpu());

    expect([many.isTooMuch, many.with(nothing()).length]).toEqual([true, 0]);
    expect([few.isTooMuch, few.with(nothing()).length]).toEqual([false, 3]);
  });
});

describe('the rules before a suggestion', () => {
  const rule = (labels: Record<string, string>) => ({
    place: 'quell.yml line 3',
    match: CPU,
    action: { type: 'set', labels, severity: null, title: 'Peak' } as const,
  });

  it('make of an alert what routes see', () => {
    const policy = aPolicy({}, { rules: [rule({ team: 'batch' })] });

    expect(ruler(policy)(anAlert(cpu())).content.labels).toMatchObject({ team: 'batch' });
  });

  it('are not tried where they change no label', () => {
    const alert = anAlert(cpu());

    expect(ruler(aPolicy({}, { rules: [rule({})] }))(alert)).toBe(alert);
  });
});
