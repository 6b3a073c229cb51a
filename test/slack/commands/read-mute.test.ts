import { describe, expect, it } from 'vitest';
import type { MuteEnd } from '../../../src/domain/incident.ts';
import { hours, instant, minutes, plus } from '../../../src/domain/time.ts';
import { type MuteContext, readMute } from '../../../src/slack/commands/read-mute.ts';
import { blankIncident } from '../../report/incidents.ts';

/** A Tuesday, 15:02 in Berlin. */
const NOW = instant(Date.parse('2026-02-10T14:02:00Z'));
const utc = (text: string) => instant(Date.parse(`2026-${text}:00Z`));

const rate = { since: NOW, count: 4, before: 12 };
const CONTEXT: MuteContext = {
  now: NOW,
  timezone: 'Europe/Berlin',
  incident: blankIncident({ labels: { service: 'orders' }, rate }),
};

describe('a mute', () => {
  it.each([
    ['2h disk swap', plus(NOW, hours(2)), 'disk swap'],
    ['90m', plus(NOW, minutes(90)), ''],
    ['1d ask <@U1|ann> &amp; bob', plus(NOW, hours(24)), 'ask @ann & bob'],
    ['resolved', null, ''],
    ['until resolved disk swap', null, 'disk swap'],
    ['until it resolves', null, ''],
    ['until 18:00', utc('02-10T17:00'), ''],
    ['until 15:02 late', utc('02-11T14:02'), 'late'],
    ['until today 18:30', utc('02-10T17:30'), ''],
    ['until tomorrow', utc('02-11T08:00'), ''],
    ['until tomorrow 09:00 disk swap', utc('02-11T08:00'), 'disk swap'],
    ['Until  Tomorrow at 7:15', utc('02-11T06:15'), ''],
    ['until monday', utc('02-16T08:00'), ''],
    ['until Mon 10:30 ask bob', utc('02-16T09:30'), 'ask bob'],
    ['until tuesday', utc('02-17T08:00'), ''],
    ['until wed', utc('02-11T08:00'), ''],
  ])('is read from %j', (text, until, reason) => {
    expect(readMute(text, CONTEXT)).toEqual({ verb: 'mute', until, reason, early: [] });
  });

  it('keeps to the clocks of the zone when they change meanwhile', () => {
    const now = instant(Date.parse('2026-03-28T12:00:00Z'));

    expect(readMute('until tomorrow', { ...CONTEXT, now })).toMatchObject({
      until: utc('03-29T07:00'),
    });
  });

  it('reads the clock of UTC where the zone is not known here', () => {
    expect(readMute('until 18:00', { ...CONTEXT, timezone: 'Mars/Olympus' })).toMatchObject({
      until: utc('02-10T18:00'),
    });
  });

  it.each<readonly [string, MuteEnd, string]>([
    ['until deploy', { when: 'deploy' }, ''],
    ['until the next deploy ask bob', { when: 'deploy' }, 'ask bob'],
    ['until 3x', { when: 'rate', above: 36 }, ''],
    ['until 2 × the rate known', { when: 'rate', above: 24 }, 'known'],
  ])('%j lasts until it resolves, at the latest', (text, end, reason) => {
    expect(readMute(text, CONTEXT)).toEqual({ verb: 'mute', until: null, reason, early: [end] });
  });

  it.each([
    ['2x', '2x'],
    ['disk swap', 'disk'],
    ['0h', '0h'],
    ['-1h', '-1h'],
    ['', ''],
    ['until', 'until'],
    ['until 25:00', 'until 25:00'],
    ['until doomsday', 'until doomsday'],
    ['until mondays', 'until mondays'],
    ['until resolvedish', 'until resolvedish'],
  ])('%j has no time that could be read', (text, word) => {
    expect(readMute(text, CONTEXT)).toEqual({ misread: 'mute-time', word });
  });

  it.each([
    ['until today 09:00', CONTEXT, /has passed/],
    ['until 1x', CONTEXT, /must grow/],
    ['until deploy', { ...CONTEXT, incident: blankIncident({ labels: {} }) }, /no service/],
  ])('%j is refused', (text, context, says) => {
    expect(readMute(text, context)).toMatchObject({
      misread: 'sentence',
      sentence: expect.stringMatching(says),
    });
  });
});
