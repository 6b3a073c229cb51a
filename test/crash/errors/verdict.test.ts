import { describe, expect, test } from 'vitest';
import type {
  ErrorEvidence,
  SeenErrorIncident,
  SeenGroup,
  SeenSample,
  SentEvent,
  Triaged,
} from './evidence.ts';
import { errorFaults } from './verdict.ts';

const START = 1_800_000_000_000;

function sent(id: string, given: Partial<SentEvent> = {}): SentEvent {
  return {
    bug: 'CartError',
    id,
    user: `user-${id}`,
    release: 'shop@1.0.0',
    environment: 'production',
    at: START,
    tries: 1,
    answered: true,
    refused: null,
    ...given,
  };
}

function sample(id: string, given: Partial<SeenSample> = {}): SeenSample {
  return { id, group: 'g1', receivedAt: START + 10, keptAs: null, ...given };
}

const FIRST = sample('a', { receivedAt: START, keptAs: 'first' });

function group(given: Partial<SeenGroup> = {}): SeenGroup {
  return {
    id: 'g1',
    type: 'CartError',
    events: 2,
    users: 2,
    estimated: false,
    resolved: false,
    mergedInto: null,
    incident: 1,
    firstSeenAt: START,
    lastSeenAt: START + 10,
    samples: [FIRST, sample('b')],
    ...given,
  };
}

function incident(given: Partial<SeenErrorIncident> = {}): SeenErrorIncident {
  return {
    number: 1,
    group: 'g1',
    status: 'triggered',
    told: true,
    occurrences: 2,
    ignoredUntil: null,
    timeline: [{ at: START, kind: 'opened', actor: 'source', regression: null }],
    ...given,
  };
}

/** Two events of one bug, all well. */
function story(given: Partial<ErrorEvidence> = {}): ErrorEvidence {
  return {
    sent: [sent('a'), sent('b')],
    triaged: [],
    groups: [group()],
    incidents: [incident()],
    ...given,
  };
}

const resolve: Triaged = {
  number: 1,
  bug: 'CartError',
  action: 'resolve',
  regressesIn: 'shop@1.1.0',
  from: START + 5,
  to: START + 6,
};

/** It was resolved until the next release, one of whose events came after it. */
function backStory(regression: string | null, actor: string): Partial<ErrorEvidence> {
  return {
    sent: [sent('a'), sent('b', { release: 'shop@1.1.0', at: START + 9 })],
    triaged: [resolve],
    incidents: [
      incident({
        timeline: [
          { at: START + 5, kind: 'resolved', actor: 'api', regression: null },
          { at: START + 10, kind: 'reopened', actor, regression },
        ],
      }),
    ],
  };
}

const merged = group({
  id: 'g2',
  type: 'BounceError',
  mergedInto: 'g1',
  events: 1,
  users: 1,
  samples: [{ ...FIRST, group: 'g2', id: 'c' }],
});

/** One event of each of two bugs, the second of which was merged into the first. */
const MERGED: Partial<ErrorEvidence> = {
  sent: [sent('a', { bug: 'MailError' }), sent('c', { bug: 'BounceError' })],
  groups: [group({ type: 'MailError', samples: [FIRST, sample('c')] }), merged],
  incidents: [
    incident({ occurrences: 1 }),
    incident({ number: 2, group: 'g2', status: 'resolved' }),
  ],
};

const WELL: readonly (readonly [title: string, given: Partial<ErrorEvidence>])[] = [
  ['all is well', {}],
  ['a try without an answer was taken too', { sent: [sent('a', { tries: 2 })], ...ofOneUser() }],
  ['an event without any answer was taken', { sent: [sent('a'), sent('b', { answered: false })] }],
  ['it came back as a regression', backStory('shop@1.1.0', 'source')],
  ['a person reopened it before', backStory(null, 'person')],
  ['one was merged into the other', MERGED],
  [
    'events of an old release count in the group alone',
    {
      groups: [group({ resolved: true })],
      incidents: [
        incident({
          status: 'resolved',
          occurrences: 1,
          timeline: [{ at: START, kind: 'resolved', actor: 'person', regression: null }],
        }),
      ],
    },
  ],
];

function ofOneUser(): Partial<ErrorEvidence> {
  return { groups: [group({ users: 1, samples: [FIRST, sample('a')] })] };
}

const quiet = { bug: 'FooterWarning', environment: 'staging' };

const BROKEN: readonly (readonly [title: string, given: Partial<ErrorEvidence>, found: RegExp])[] =
  [
    ['an event is refused', { sent: [sent('a', { refused: '400 no' }), sent('b')] }, /was refused/],
    ['an event is lost', { sent: [sent('a'), sent('b'), sent('c')] }, /CartError lost 1 events/],
    ['an event counts twice', { sent: [sent('a')], ...ofOneUser() }, /counts 2 events, and 1 were/],
    ['a bug has two groups', { groups: [group(), group({ id: 'g2' })] }, /CartError has 2 groups/],
    ['a bug has no group', { groups: [], incidents: [] }, /CartError has no group/],
    [
      'a group is nobody’s',
      { groups: [group(), group({ type: 'X' })] },
      /of X is there, and nobody/,
    ],
    [
      'a group has two incidents',
      { incidents: [incident(), incident({ number: 2 })] },
      /it has 2 incidents/,
    ],
    ['it names another incident', { groups: [group({ incident: 3 })] }, /it names INC-3/],
    ['a loud error has no card', { incidents: [incident({ told: false })] }, /INC-1 .*has no card/],
    [
      'a quiet error has a card',
      { sent: [sent('a', quiet), sent('b', quiet)], groups: [group({ type: 'FooterWarning' })] },
      /INC-1 of FooterWarning has a card/,
    ],
    [
      'users are missing',
      { groups: [group({ users: 1 })] },
      /counts 1 users, and there were 2 to 2/,
    ],
    [
      'users of what took in another are missing',
      { ...MERGED, groups: [group({ type: 'MailError', users: 0, samples: [FIRST] }), merged] },
      /MailError: it counts 0 users, and there were 1 to 2/,
    ],
    ['users are made up', { groups: [group({ users: 3 })] }, /counts 3 users/],
    [
      'the first event is gone',
      { groups: [group({ samples: [sample('b')] })] },
      /0 events are kept as its first/,
    ],
    [
      'another event is kept as the first',
      { groups: [group({ samples: [sample('b', { keptAs: 'first' })] })] },
      /kept as its first came 10 ms after/,
    ],
    [
      'an event is not kept although there is room',
      { groups: [group({ samples: [{ ...FIRST, receivedAt: START }, sample('a')] })] },
      /the event b was answered, and is not kept/,
    ],
    [
      'the newest event is not kept',
      { groups: [group({ lastSeenAt: START + 99 })] },
      /came 89 ms before the last/,
    ],
    [
      'an event of another bug is kept',
      { groups: [group({ samples: [FIRST, sample('b'), sample('z')] })] },
      /the event z is kept, and was never sent/,
    ],
    ['the group is resolved alone', { groups: [group({ resolved: true })] }, /is triggered, and/],
    [
      'an event counts in the group alone',
      { incidents: [incident({ occurrences: 1 })] },
      /1 of its 2/,
    ],
    [
      'an ignore went on for too long',
      { incidents: [incident({ ignoredUntil: 2 })] },
      /is ignored until 2 events, and there are 2/,
    ],
    ['its return is no regression', backStory(null, 'source'), /told as no regression/],
    [
      'its return is not told',
      { ...backStory(null, 'source'), incidents: [incident()] },
      /is back, and does not say so/,
    ],
    [
      'what was merged is open',
      { ...MERGED, incidents: [incident(), incident({ number: 2, group: 'g2' })] },
      /it is merged, and INC-2 is open/,
    ],
  ];

describe('the verdict over errors', () => {
  test.each(WELL)('%s: nothing is wrong', (_title, given) => {
    expect(errorFaults(story(given))).toEqual([]);
  });

  test.each(BROKEN)('%s: it is found', (_title, given, found) => {
    expect(errorFaults(story(given))).toContainEqual(expect.stringMatching(found));
  });
});
