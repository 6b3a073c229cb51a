import { describe, expect, it } from 'vitest';
import type { ErrorStory } from '../../../src/domain/error-group.ts';
import type { Incident, Mute } from '../../../src/domain/incident.ts';
import type { Happening, TimelineEntry } from '../../../src/domain/timeline.ts';
import { card } from '../../../src/slack/blocks/card.ts';
import { details } from '../../../src/slack/blocks/details.ts';
import type { MessageBody } from '../../../src/slack/blocks/message.ts';
import { threadMessage } from '../../../src/slack/blocks/thread.ts';
import {
  counted,
  ownFrame,
  theError,
  theEvent,
  theGroup,
  theRelease,
  theStory,
  users,
} from './error-models.ts';
import { expectGolden } from './golden-file.ts';
import { faultsOf, faultsOfWords } from './limits.ts';
import { anEntry, ann, at, bobPerson, resolved, surface } from './models.ts';

const cara = { type: 'person', id: 'U03CARA', name: 'Cara Diaz' } as const;
const error = theError().error ?? never();
const linked = {
  ...surface,
  cardLink: (number: number) =>
    `https://acme.slack.com/archives/C024BE91L/p177070000${number}000200`,
};

function never(): never {
  throw new Error('The example is of an error.');
}

const regression = { at: at('15:20'), release: '4.13.0', resolvedIn: '4.12.1', resolvedBy: cara };
const known = { ...error, isNew: false };
const after = { ...(resolved('').resolution ?? never()), by: cara, at: at('14:58') };

function ignoring(changes: Partial<Mute>): Mute {
  return {
    ...{ until: null, ignores: true, by: ann, at: at('14:20'), reason: '', early: [], hidden: 0 },
    ...changes,
  };
}

function over(changes: Partial<NonNullable<Incident['resolution']>>): Partial<Incident> {
  const { resolution } = resolved('');
  const ended = { ...(resolution ?? never()), at: at('14:31'), ...changes };
  return { status: 'resolved', firingCount: 0, cardRevision: 9, resolution: ended };
}

const old = theGroup({
  firstSeenAt: at('09:12'),
  firstRelease: '4.2.0',
  lastRelease: '4.12.0',
  environments: ['production', 'staging', 'qa'],
  events: 18_204,
  users: users(0),
  minutes: counted([20, 22, 18, 25, 21, 20, 24, 19, 22, 9]),
});

const cards: Readonly<Record<string, { incident: Incident; shown?: ErrorStory; now?: string }>> = {
  'card-error-new': { incident: theError() },
  'card-error-known': {
    incident: theError({ error: known }),
    shown: theStory({ group: old, release: theRelease({ version: '4.2.0' }) }),
  },
  'card-error-acknowledged': {
    incident: theError({ status: 'acknowledged', acknowledged: { by: ann, at: at('14:09') } }),
  },
  'card-error-spike': {
    incident: theError({ error: { ...known, spikingSince: at('14:30') } }),
    shown: theStory({ group: { ...old, minutes: counted([2, 1, 3, 0, 2, 1, 40, 220, 480, 300]) } }),
  },
  'card-error-without-anything': {
    incident: theError({ title: 'Worker lost', description: '' }),
    shown: theStory({
      group: theGroup({
        ...{ title: 'Worker lost', culprit: '', logger: 'shop.worker', events: 1, users: users(0) },
        ...{ firstRelease: '', lastRelease: '', environments: [], minutes: counted([1]) },
      }),
      event: null,
      release: null,
    }),
  },
  'card-error-regression': {
    incident: theError({
      error: { ...known, regression },
      reopened: { at: at('15:20'), after, told: true },
      cardRevision: 8,
    }),
    shown: theStory({
      group: theGroup({
        ...{ lastRelease: '4.13.0', events: 1_222, users: users(71) },
        minutes: counted([0, 0, 0, 0, 0, 0, 0, 0, 7, 11], at('15:26')),
      }),
    }),
    now: '15:26',
  },
  'card-error-regression-of-nobody': {
    incident: theError({
      ...{ reopened: { at: at('15:20'), after, told: true } },
      error: { ...known, regression: { ...regression, resolvedBy: null } },
    }),
  },
  'card-error-ignored': {
    incident: theError({
      mute: ignoring({
        early: [{ when: 'occurrences', reached: 1_304, more: 100 }],
        reason: 'Bots without cookies',
      }),
    }),
  },
  'card-error-ignored-until': {
    incident: theError({
      mute: ignoring({
        until: at('18:00'),
        early: [{ when: 'users', reached: 74, more: 10 }, { when: 'spike' }],
      }),
    }),
  },
  'card-error-ignored-for-ever': { incident: theError({ mute: ignoring({}) }) },
  'card-error-ignored-assigned': {
    incident: theError({ assignee: bobPerson, mute: ignoring({}) }),
  },
  'card-error-muted': {
    incident: theError({ mute: ignoring({ until: at('16:00'), ignores: false }) }),
  },
  'card-error-resolved': {
    incident: theError(over({ by: cara, note: 'carts keep their user' })),
  },
  'card-error-resolved-in': {
    incident: theError(over({ release: { version: '4.12.1', inNext: false } })),
  },
  'card-error-resolved-next': {
    incident: theError(over({ release: { version: '4.12.0', inNext: true } })),
  },
  'card-error-took-in': { incident: theError(), shown: theStory({ took: 2 }) },
  'card-merged': { incident: theError(over({ how: 'merged', into: 9, at: at('14:16') })) },
  'card-error-forgotten': { incident: theError() },
};

async function isGolden(name: string, body: MessageBody): Promise<void> {
  expect([...faultsOf(body), ...faultsOfWords(body)]).toEqual([]);
  await expectGolden(name, body);
}

describe('the card of an error', () => {
  it.each(Object.entries(cards))('%s', async (name, { incident, shown, now = '14:40' }) => {
    const story = name === 'card-error-forgotten' ? null : (shown ?? theStory());

    await isGolden(name, card(incident, [], { ...linked, now: at(now) }, { error: story }));
  });
});

const chained = theEvent({
  chain: [
    {
      ...{ type: 'OperationalError', value: 'server closed the connection', synthetic: false },
      ...{
        handled: true,
        frames: [ownFrame({ function: 'rows', line: 12, before: [], after: [] })],
      },
    },
    ...theEvent().chain,
  ],
});

const javascript = theEvent({
  platform: 'node',
  request: null,
  transaction: 'sendMail',
  user: null,
  breadcrumbs: [],
  contexts: {},
  chain: [
    {
      ...{ type: '', value: `Cannot send\n${'to '.repeat(90)}`, synthetic: true, handled: true },
      frames: [
        ...['internal/process/task_queues', 'internal/timers'].map((name) =>
          ownFrame({ path: `node:${name}`, module: '', function: 'run', inApp: false, code: '' }),
        ),
        ownFrame({
          path: '/app/node_modules/@mail/smtp/index.js',
          module: '@mail/smtp',
          inApp: false,
        }),
      ],
    },
  ],
});

const details_: Readonly<Record<string, ErrorStory>> = {
  'thread-details-error': theStory(),
  'thread-details-error-chained': theStory({ event: chained }),
  'thread-details-error-libraries-only': theStory({ event: javascript }),
  'thread-details-error-once': theStory({ group: theGroup({ events: 1, users: users(1) }) }),
  'thread-details-error-without-event': theStory({ event: null }),
};

const spoken: Readonly<Record<string, Happening>> = {
  'thread-error-regression': { kind: 'reopened', title: "KeyError: 'user_id'", regression },
  'thread-error-spike': { kind: 'spike', count: 1_204, usual: 310 },
  'thread-error-ignored': {
    ...{ kind: 'ignored', until: at('18:00'), why: 'Bots without cookies' },
    early: [{ when: 'occurrences', reached: 1_304, more: 100 }],
  },
  'thread-error-ignored-for-ever': { kind: 'ignored', until: null, early: [], why: '' },
  'thread-error-told-again': {
    ...{ kind: 'unmuted', hidden: 3, firing: 1, ignored: true, events: 812 },
    early: { when: 'users', reached: 74, more: 10 },
  },
  'thread-error-told-again-after-so-many': {
    ...{ kind: 'unmuted', hidden: 0, firing: 1, ignored: true, events: 100 },
    early: { when: 'occurrences', reached: 1_304, more: 100 },
  },
  'thread-error-told-again-uncounted': {
    ...{ kind: 'unmuted', hidden: 0, firing: 1, ignored: true, early: null },
  },
  'thread-error-unmuted': { kind: 'unmuted', hidden: 3, firing: 1, early: null },
  'thread-error-unmuted-came': { kind: 'unmuted', hidden: 0, firing: 1, early: null, events: 40 },
  'thread-error-unmuted-never': { kind: 'unmuted', hidden: 0, firing: 1, early: null, events: 0 },
  'thread-error-merged': { kind: 'resolved', how: 'merged', note: '', into: 9 },
  'thread-error-took-in': { kind: 'took-in', number: 15, title: "KeyError: 'user'" },
  'thread-error-split': { kind: 'split', groups: 2 },
  'thread-error-feedback': {
    kind: 'feedback',
    text: 'I pressed Pay and got a white page.\nMy card was charged.',
  },
};

const SHOP = { actor: { type: 'source', name: 'shop' } } as const;

describe('where an error is new', () => {
  it.each([
    ['a project that has only a number', 'project-1', 'shop@4.12.0', 'new in `shop@4.12.0`'],
    ['but not where nothing else names it', 'project-1', '4.12.0', 'new in project-1 `4.12.0`'],
    ['but not one with a name', 'shop', 'shop@4.12.0', 'new in shop `shop@4.12.0`'],
  ])('leaves out %s', (_, project, version, words) => {
    const group = theGroup({ project, firstRelease: version, lastRelease: version });

    const { blocks } = card(theError(), [], surface, { error: theStory({ group }) });

    expect(JSON.stringify(blocks)).toContain(words);
  });
});

describe('the thread of an error', () => {
  it.each(Object.entries(details_))('%s', async (name, shown) => {
    await isGolden(name, details(theError(), [], surface, shown));
  });

  it.each(Object.entries(spoken))('%s', async (name, what) => {
    const entry: TimelineEntry = anEntry(what, what.kind === 'feedback' ? SHOP : {});

    const body = threadMessage(theError(), [entry], { ...linked, late: false });

    await isGolden(name, body);
  });

  it('says of one that counts by itself again since when it was merged', () => {
    const merged = { ...after, how: 'merged', into: 9 } as const;
    const incident = theError({ reopened: { at: at('15:20'), after: merged, told: true } });
    const entry = { ...anEntry({ kind: 'reopened', title: '' }, SHOP), at: at('15:20') };

    const body = threadMessage(incident, [entry], { ...linked, late: false });

    expect(body.text).toContain('is firing again 22 min after it was merged');
  });

  it('ends with which releases bring it back', async () => {
    const incident = theError(over({ release: { version: '4.12.0', inNext: true } }));
    const release = { version: '4.12.0', inNext: true };
    const entry = anEntry({ kind: 'resolved', how: 'person', note: '', release });

    await isGolden(
      'thread-error-resolved-next',
      threadMessage(incident, [entry], { ...linked, late: false }),
    );
  });
});
