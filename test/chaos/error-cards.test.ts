import { describe, expect, test } from 'vitest';
import { card, cleanStory, entry, incident, reply } from './clean-story.ts';
import type { Evidence, SeenIncident, SeenMessage } from './evidence.ts';
import { judge } from './verdict/verdict.ts';

const TEXT = 'Error, ignored by Ann: CartError. INC-1';
const DRAWN = {
  text: TEXT,
  blocks: [{ text: '▁█ 24 in 1 h, rising' }, { block_id: 'incident-1-r7' }],
};

/** An error that somebody ignores; its alerts are of no monitor. */
function ignored(given: Partial<SeenIncident> = {}): SeenIncident {
  return incident({
    ofError: true,
    status: 'triggered',
    muted: true,
    ignored: true,
    firingCount: 1,
    alerts: [{ id: '', status: 'firing', occurrences: 2 }],
    timeline: [entry(1, 0, 'opened'), entry(2, 1, 'ignored'), entry(3, 2, 'unmuted')],
    drawn: DRAWN,
    ...given,
  });
}

const BUTTONS = ['Acknowledge', 'Stop ignoring', 'Resolve', 'More'];
const DETAILS = reply(0, 1_500, { key: 'i1:0:details', blocks: [] });

/** The story of one error; its card as it is given. */
function story(
  shown: Partial<SeenMessage>,
  given: { readonly incident?: SeenIncident; readonly more?: readonly SeenMessage[] } = {},
): Evidence {
  const { incident: own = ignored(), more = [DETAILS] } = given;
  const only = card({ text: TEXT, buttons: BUTTONS, blocks: DRAWN.blocks, ...shown });
  return cleanStory({ requests: [], posts: [], incidents: [own], messages: [only, ...more] });
}

const mergedIn = ignored({
  status: 'resolved',
  muted: false,
  ignored: false,
  mergedInto: 4,
  firingCount: 0,
  alerts: [],
  timeline: [
    entry(1, 0, 'opened'),
    entry(2, 1, 'resolved', { how: 'person' }),
    entry(3, 2, 'resolved', { how: 'merged' }),
  ],
  drawn: null,
});
const mergedCard = { text: 'Merged into INC-4: CartError. INC-1', buttons: ['Reopen', 'More'] };

const NEWER = [{ text: '█▁ 31 in 1 h' }, { block_id: 'incident-1-r7' }];

describe('the card of an error', () => {
  test.each([
    ['it is ignored', story({})],
    ['its last hour is another one by now', story({ blocks: NEWER })],
    [
      'it was resolved, and then merged into another',
      story(mergedCard, { incident: mergedIn, more: [] }),
    ],
  ])('%s: nothing is wrong', (_title, evidence) => {
    expect(judge(evidence)).toEqual([]);
  });

  test.each([
    [
      'it does not say that it is ignored',
      story({ text: 'Error: CartError. INC-1' }),
      /should begin/,
    ],
    ['nobody can end that', story({ buttons: ['Acknowledge', 'Resolve'] }), /lacks.*Stop ignoring/],
    [
      'it is an earlier drawing',
      story({ blocks: [NEWER[0] ?? {}, { block_id: 'incident-1-r6' }] }),
      /is drawing 6 instead of 7/,
    ],
    ['it has no details', story({}, { more: [] }), /INC-1 has 0 details/],
    [
      'it says that it is resolved, and was merged',
      story(
        { ...mergedCard, text: 'Resolved: CartError. INC-1' },
        { incident: mergedIn, more: [] },
      ),
      /should begin with "Merged into INC-4"/,
    ],
  ])('%s: it is found', (_title, evidence, found) => {
    expect(judge(evidence)).toContainEqual(expect.stringMatching(found));
  });
});
