import { describe, expect, test } from 'vitest';
import {
  card,
  cleanStory,
  deed,
  entry,
  incident,
  post,
  reply,
  request,
  START,
  tsAt,
} from './clean-story.ts';
import type { Evidence } from './evidence.ts';
import { surplusOf } from './verdict/twice.ts';
import { judge } from './verdict/verdict.ts';

const doubled = [...cleanStory().posts, post('i1:0:thread-3', 18_000)];
const lost = { tries: [{ bot: 0, from: START, to: START + 9, status: null }], answered: false };

const WELL: readonly (readonly [title: string, given: Partial<Evidence>])[] = [
  ['nothing went wrong', {}],
  [
    'a try without an answer was stored, and so was the next one',
    {
      requests: [
        request('a', true, {
          tries: [...lost.tries, { bot: 1, from: START, to: START + 5, status: 202 }],
        }),
        request('a', false),
      ],
    },
  ],
  [
    'a request without an answer was stored',
    { requests: [request('a', true), request('a', true, lost)] },
  ],
  [
    'a paused bot doubled a reply, which was deleted in time',
    {
      posts: doubled,
      deeds: [deed('pause bot', 1_000, 17_500, 1)],
      deletions: [{ at: START + 70_000, ts: tsAt(18_000) }],
    },
  ],
  [
    'Slack was late with the first try, which was deleted in time',
    {
      posts: [
        ...cleanStory().posts.slice(0, 2),
        post('i1:0:thread-3', 13_000, { fault: 'late', ts: tsAt(19_000) }),
        post('i1:0:thread-3', 15_000),
      ],
      deletions: [{ at: START + 30_000, ts: tsAt(19_000) }],
    },
  ],
  [
    'the time in which Slack or the database was away does not count against a deletion',
    {
      posts: doubled,
      deeds: [deed('pause bot', 1_000, 17_500, 1), deed('kill postgres', 20_000, 50_000)],
      deletions: [{ at: START + 90_000, ts: tsAt(18_000) }],
    },
  ],
  [
    'a bot gave up while its database was away',
    {
      deeds: [deed('kill postgres', 1_000, 5_000)],
      deaths: [{ bot: 0, at: START + 6_000, how: 'it ended' }],
    },
  ],
  [
    'a note was acknowledged after two seconds while the database was away, and is lost',
    {
      notes: [{ text: 'hello', answered: true, at: START + 1_000 }],
      deeds: [deed('kill postgres', 2_000, 5_000)],
    },
  ],
  [
    'an incident that nobody is told of has no card',
    {
      incidents: [incident({ card: null, withheld: 'silenced' })],
      messages: [],
      posts: [],
    },
  ],
];

const BROKEN: readonly (readonly [title: string, given: Partial<Evidence>, found: RegExp])[] = [
  ['Slack never caught up', { settled: false }, /did not come to show/],
  [
    'a bot ended by itself',
    { deaths: [{ bot: 2, at: START, how: 'it ended by itself, with 70' }] },
    /Bot 2: it ended by itself, with 70/,
  ],
  [
    'an answered alert is not counted',
    { requests: [...cleanStory().requests, request('a', true)] },
    /alert a lost 1: 3 answered, 2 counted/,
  ],
  [
    'an alert is counted more often than it was sent',
    { requests: [request('a', true)] },
    /alert a is counted 2 times, and was sent 1/,
  ],
  [
    'a whole group is lost',
    {
      requests: [
        ...cleanStory().requests,
        { ...request('b', true), said: [{ id: 'b', group: 'Gone', firing: true }] },
      ],
    },
    /group Gone lost 1/,
  ],
  [
    'a request was refused',
    {
      requests: [
        ...cleanStory().requests,
        request('a', false, { refused: '400 bad', answered: false }),
      ],
    },
    /was refused: 400 bad/,
  ],
  [
    'the counters of an incident are off',
    { incidents: [incident({ firingCount: 1 })] },
    /counts 1 firing, and has 0/,
  ],
  [
    'a group has two open incidents',
    {
      incidents: [
        incident({
          status: 'triggered',
          withheld: 'silenced',
          card: null,
          occurrences: 1,
          alerts: [{ id: 'a', status: 'firing', occurrences: 1 }],
          firingCount: 1,
          timeline: [],
        }),
        incident({
          number: 2,
          status: 'triggered',
          withheld: 'silenced',
          card: null,
          occurrences: 1,
          alerts: [{ id: 'a', status: 'firing', occurrences: 1 }],
          firingCount: 1,
          timeline: [],
        }),
      ],
      messages: [],
    },
    /Disk has several open incidents: INC-1, INC-2/,
  ],
  [
    'an incident has two cards',
    { messages: [...cleanStory().messages, card({ ts: tsAt(1_500), key: 'i1:1:card' })] },
    /INC-1 has 2 cards/,
  ],
  ['an incident has no card', { messages: [] }, /INC-1 has no card/],
  [
    'the card is not the one that Quell knows',
    { incidents: [incident({ card: tsAt(999) })] },
    /INC-1 knows .*, and Slack has the card/,
  ],
  [
    'a card of no incident is there',
    { messages: [...cleanStory().messages, card({ key: 'i9:0:card', text: 'Error: Old. INC-9' })] },
    /is of no incident/,
  ],
  [
    'a card says that it still goes on',
    { messages: [card({ text: 'Error: Disk. INC-1' }), ...cleanStory().messages.slice(1)] },
    /stale card: it should begin with "Resolved"/,
  ],
  [
    'a card has the buttons of another state',
    { messages: [card({ buttons: ['Resolve', 'More'] }), ...cleanStory().messages.slice(1)] },
    /stale card: it lacks the button Reopen/,
  ],
  [
    'a card says less than would be drawn now',
    {
      messages: [
        card({ text: 'Resolved after 2 s: Disk. INC-1' }),
        ...cleanStory().messages.slice(1),
      ],
    },
    /stale card: it says "Resolved after 2 s/,
  ],
  [
    'a reply stands doubled',
    { messages: [...cleanStory().messages, reply(3, 16_000)] },
    /i1:0:thread-3 stands 2 times/,
  ],
  [
    'a reply tells again what another one told',
    {
      messages: [
        ...cleanStory().messages.slice(0, 2),
        reply(3, 16_000, { blocks: [{ type: 'context', elements: ['entry 2', 'entry 3'] }] }),
      ],
    },
    /tells 2 entries, and only 1 were left/,
  ],
  [
    'a phone rang twice for one call',
    {
      messages: [
        card(),
        reply(2, 2_000, { text: '<@U1> Error' }),
        reply(3, 9_000, { text: '<@U1> Error' }),
      ],
    },
    /INC-1 rang 2 times for 1 calls/,
  ],
  [
    'a post was doubled, and nothing explains it',
    { posts: doubled },
    /was posted twice.*nothing explains it/,
  ],
  [
    'a paused bot doubled a reply, which stood too long',
    {
      posts: doubled,
      deeds: [deed('pause bot', 1_000, 17_500, 1)],
      deletions: [{ at: START + 95_000, ts: tsAt(18_000) }],
    },
    /stood doubled for 77\.0 s/,
  ],
  [
    'a note that was taken is lost',
    { notes: [{ text: 'hello', answered: true, at: START }] },
    /"hello" was taken, and is nowhere/,
  ],
  [
    'a note is there twice',
    {
      asked: [{ number: 1, action: 'note', text: 'hello', answered: false }],
      incidents: [
        incident({
          timeline: [
            entry(1, 0, 'note', { text: 'hello' }),
            entry(2, 1, 'note', { text: 'hello' }),
          ],
        }),
      ],
    },
    /"hello" is kept 2 times/,
  ],
  [
    'more was posted than the budget gives',
    { posts: Array.from({ length: 7 }, (_, n) => post(`k${n}`, 10 * n)) },
    /C1 was sent 7 posts within 0\.06 s, and 5 are allowed/,
  ],
];

describe('the verdict over what a run left behind', () => {
  test.each(WELL)('%s: nothing is wrong', (_title, given) => {
    expect(judge(cleanStory(given))).toEqual([]);
  });

  test.each(BROKEN)('%s: it is found', (_title, given, found) => {
    expect(judge(cleanStory(given))).toContainEqual(expect.stringMatching(found));
  });

  test('a surplus message is counted with what explains it, and for how long it stood', () => {
    const evidence = cleanStory({
      posts: doubled,
      deeds: [deed('pause bot', 1_000, 17_500, 1)],
      deletions: [{ at: START + 48_000, ts: tsAt(18_000) }],
    });
    expect(surplusOf(evidence)).toEqual([
      { key: 'i1:0:thread-3', ts: tsAt(18_000), stood: 30_000, cause: 'pause bot 1' },
    ]);
  });
});
