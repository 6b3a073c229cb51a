import { describe, expect, test } from 'vitest';
import { cleanStory, entry, incident } from './clean-story.ts';
import type { Evidence } from './evidence.ts';
import { timerFaults } from './verdict/timers.ts';

const muted = [entry(1, 0, 'opened'), entry(2, 1_000, 'muted', { until: '2027-01-15T08:00:10Z' })];

const BROKEN: readonly (readonly [title: string, given: Partial<Evidence>, found: RegExp])[] = [
  [
    'the timeline has a gap',
    { incidents: [incident({ timeline: [entry(1, 0, 'opened'), entry(3, 1, 'note')] })] },
    /gap in its timeline before entry 3/,
  ],
  [
    'a mute ended twice',
    {
      incidents: [
        incident({
          timeline: [...muted, entry(3, 10_000, 'unmuted'), entry(4, 10_000, 'unmuted')],
        }),
      ],
    },
    /unmuted \(entry 4\) twice for one beginning/,
  ],
  [
    'a mute never ended',
    { incidents: [incident({ timeline: muted })] },
    /was to be unmuted, and is not/,
  ],
  [
    'an incident was resolved twice',
    {
      incidents: [
        incident({
          timeline: [entry(1, 0, 'opened'), entry(2, 1, 'resolved'), entry(3, 2, 'resolved')],
        }),
      ],
    },
    /resolved \(entry 3\) twice/,
  ],
  [
    'an incident of which nothing fires never ended',
    {
      incidents: [
        incident({ status: 'triggered', drawn: null, timeline: [entry(1, 0, 'opened')] }),
      ],
    },
    /was to be resolved, and is not/,
  ],
  [
    'a step of an escalation called twice',
    {
      incidents: [
        incident({
          timeline: [
            entry(1, 0, 'opened'),
            entry(2, 15_000, 'called', { why: 'escalation', mention: '@leads' }),
            entry(3, 15_000, 'called', { why: 'escalation', mention: '@leads' }),
          ],
        }),
      ],
    },
    /called twice: escalation @leads/,
  ],
  [
    'a step of an escalation was forgotten',
    {
      incidents: [
        incident({
          timeline: [
            entry(1, 0, 'opened'),
            entry(2, 0, 'called', { why: 'opened', mention: '@oncall' }),
            entry(3, 41_000, 'resolved'),
          ],
        }),
      ],
    },
    /never called @leads/,
  ],
  [
    'a call was repeated too soon',
    {
      incidents: [
        incident({
          timeline: [
            entry(1, 0, 'called', { why: 'repeat', mention: '@oncall' }),
            entry(2, 9_000, 'called', { why: 'repeat', mention: '@oncall' }),
          ],
        }),
      ],
    },
    /repeated its call after 9\.0 s/,
  ],
];

describe('the check of what time was to bring about', () => {
  test('each thing once, and none forgotten: nothing is wrong', () => {
    expect(timerFaults(cleanStory())).toEqual([]);
  });

  test('what a person reopened, and nothing fires of, stays open: nothing is wrong', () => {
    const reopened = { ...entry(3, 2, 'reopened'), actor: 'person' } as const;
    const timeline = [entry(1, 0, 'opened'), entry(2, 1, 'resolved'), reopened];

    const faults = timerFaults(
      cleanStory({ incidents: [incident({ status: 'triggered', drawn: null, timeline })] }),
    );

    expect(faults).toEqual([]);
  });

  test.each(BROKEN)('%s: it is found', (_title, given, found) => {
    expect(timerFaults(cleanStory(given))).toContainEqual(expect.stringMatching(found));
  });
});
