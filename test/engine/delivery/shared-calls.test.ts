import { describe, expect, it } from 'vitest';
import type { Incident } from '../../../src/domain/incident.ts';
import type { Severity } from '../../../src/domain/severity.ts';
import type { TimelineEntry } from '../../../src/domain/timeline.ts';
import { rings, waitingCalls } from '../../../src/engine/delivery/calls.ts';
import { alsoCalledFor, rungInstead } from '../../../src/engine/delivery/shared-calls.ts';
import type { ChannelCalls, Situation } from '../../../src/engine/delivery/situation.ts';
import { aDelivery, anEntry, anIncident, at } from '../../support/state.ts';

const HOUR = 3_600;

const aCall = (seconds: number, mention = '@oncall'): TimelineEntry =>
  anEntry({
    seq: 2,
    at: at(seconds),
    what: {
      kind: 'called',
      mention,
      title: 'DiskFull',
      severity: 'warning',
      why: 'opened',
      waited: null,
      next: null,
    },
  });

/** INC-4 with one call, in a channel whose calls are remembered. */
function situation(
  entry: TimelineEntry,
  incident: Partial<Incident>,
  { calls, seconds = 100 }: { readonly calls?: ChannelCalls; readonly seconds?: number } = {},
): Situation {
  return {
    subject: { type: 'incident', shown: anIncident({ number: 4, ...incident }) },
    delivery: aDelivery(),
    entries: [entry],
    now: at(seconds),
    ...(calls && { calls }),
  };
}

/** `@oncall` rang for an incident of that severity, 100 s after the start. */
const rungFor = (severity: Severity, number = 3): ChannelCalls => ({
  rung: new Map([
    ['@oncall', { incident: { id: `incident-${number}`, number, severity }, at: at(100) }],
  ]),
  waiting: [],
});

describe('a call after another to the same people', () => {
  it.each<[string, TimelineEntry, Partial<Incident>, ChannelCalls, boolean]>([
    ['does not ring where it waited meanwhile', aCall(10), {}, rungFor('warning'), false],
    ['does not ring within a minute', aCall(159), {}, rungFor('warning'), false],
    ['rings a minute later', aCall(160), {}, rungFor('warning'), true],
    ['does not ring after one for something worse', aCall(110), {}, rungFor('critical'), false],
    [
      'rings after one for something milder',
      aCall(110),
      { severity: 'error' },
      rungFor('warning'),
      true,
    ],
    [
      'does not ring for one error after another',
      aCall(110),
      { severity: 'error' },
      rungFor('error'),
      false,
    ],
    [
      'rings for whatever is critical',
      aCall(110),
      { severity: 'critical' },
      rungFor('critical'),
      true,
    ],
    ['rings after one for the same incident', aCall(110), {}, rungFor('warning', 4), true],
    ['rings where others were called', aCall(110, '@leads'), {}, rungFor('warning'), true],
    ['rings where nothing is remembered', aCall(110), {}, { rung: new Map(), waiting: [] }, true],
  ])('%s', (_, entry, ...[incident, calls, expected]) => {
    const given = situation(entry, incident, { calls, seconds: 170 });

    expect(rings(entry, given)).toBe(expected);
    expect(rungInstead(entry, given)?.incident.number).toBe(expected ? undefined : 3);
  });
});

describe('the calls that wait', () => {
  const oncall = {
    incident: { id: 'incident-4', number: 4, severity: 'warning' },
    mention: '@oncall',
  };

  it.each<[string, Situation, readonly unknown[]]>([
    ['are those that would ring', situation(aCall(10), {}), [oncall]],
    ['are none of what somebody has', situation(aCall(10), { status: 'acknowledged' }), []],
    ['are none that came too late', situation(aCall(10), {}, { seconds: 2 * HOUR }), []],
    [
      'are none that another stands for',
      situation(aCall(10), {}, { calls: rungFor('warning') }),
      [],
    ],
    ['are none of other news', situation(anEntry({ seq: 2 }), {}), []],
  ])('%s', (_, given, expected) => {
    expect(waitingCalls(given)).toEqual(expected);
  });
});

describe('a call that rings', () => {
  const waits = (number: number, severity: Severity = 'warning', mention = '@oncall') => ({
    incident: { id: `incident-${number}`, number, severity },
    mention,
  });

  it.each<[string, Severity, ChannelCalls['waiting'], readonly number[]]>([
    ['is for all that wait for the same people', 'warning', [waits(9), waits(5)], [5, 9]],
    ['is for its own incident anyway', 'warning', [waits(4), waits(5)], [5]],
    ['is for milder ones too', 'error', [waits(5, 'info'), waits(6, 'error')], [5, 6]],
    ['is not for worse ones', 'warning', [waits(5, 'error'), waits(6)], [6]],
    ['is not for critical ones', 'critical', [waits(5, 'critical'), waits(6)], [6]],
    ['is not for those that call others', 'warning', [waits(5, 'warning', '@leads')], []],
  ])('%s', (_, severity, waiting, expected) => {
    const entry = aCall(10);
    const calls = { rung: new Map(), waiting };

    expect(alsoCalledFor(entry, situation(entry, { severity }, { calls }))).toEqual(expected);
  });
});
