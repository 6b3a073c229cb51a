import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Actor } from '../../../src/domain/actor.ts';
import type { ErrorSample } from '../../../src/domain/error-group.ts';
import type { Incident } from '../../../src/domain/incident.ts';
import { REFUSALS } from '../../../src/domain/reason.ts';
import { SEVERITIES } from '../../../src/domain/severity.ts';
import {
  assignModal,
  badDurationAnswer,
  badMuteTimeAnswer,
  didYouMeanAnswer,
  doneAnswer,
  emptyListAnswer,
  errorEventsAnswer,
  errorsAnswer,
  fixModal,
  ignoreModal,
  listAnswer,
  type MergeTarget,
  mergeModal,
  muteModal,
  newModal,
  noteModal,
  refusalAnswer,
  resolveModal,
  showAnswer,
  silencesAnswer,
  timelineAnswer,
} from '../../../src/slack/blocks/index.ts';
import { anyText } from '../../support/texts.ts';
import { theError, theEvent, theGroup } from './error-models.ts';
import { faultsOf } from './limits.ts';
import { anEntry, at, surface, theAlert, theIncident, theSilence } from './models.ts';

const HOSTILE = [
  '<!channel>',
  '<@U02BOB>',
  '<https://evil.example.com|INC-12>',
  '&lt;!here&gt; & <',
  '*bold* _it_ ~no~ `code` :red_circle:',
  '```',
  '{"type":"divider"}',
  'x'.repeat(4_000),
  '&'.repeat(400),
  '👩‍👩‍👧‍👦'.repeat(300),
  '\u202e\u0000\n\n\r\n\t',
  '|',
];

const reader = { now: surface.now, timezone: 'Europe/Berlin' };

/** What an alert, a person or a caller of ours may write. */
const hostile = fc.oneof(
  anyText,
  fc.constantFrom(...HOSTILE),
  fc.array(fc.constantFrom(...HOSTILE, 'a'), { maxLength: 3 }).map((parts) => parts.join(' ')),
);

/** Slack lets nobody have a longer name. */
const anyName = hostile.map((name) => name.slice(0, 80).toWellFormed());

const actor: fc.Arbitrary<Actor> = anyName.map((name) => ({ type: 'person', id: 'U1', name }));

const incident: fc.Arbitrary<Incident> = fc
  .record({
    title: hostile,
    description: hostile,
    name: anyName,
    reason: hostile,
    host: hostile,
    channel: hostile,
    by: actor,
    severity: fc.constantFrom(...SEVERITIES),
    status: fc.constantFrom('triggered', 'acknowledged', 'resolved'),
    labels: fc.dictionary(fc.oneof(hostile, fc.constant('service')), hostile, { maxKeys: 3 }),
    number: fc.integer({ min: 1, max: 999_999_999 }),
    isMuted: fc.boolean(),
    isAssigned: fc.boolean(),
    firingCount: fc.nat(1_000_000),
  })
  .map(({ name, reason, host, by, isMuted, isAssigned, ...some }) => {
    const resolution = {
      ...{ at: at('14:20'), by, how: 'person', note: reason, acknowledged: null },
      ...{ into: null, release: null },
    };
    return theIncident({
      ...some,
      hosts: [host],
      acknowledged: some.status === 'acknowledged' ? { by, at: at('14:08') } : null,
      assignee: isAssigned ? { id: 'U2', name } : null,
      mute: isMuted
        ? { until: at('16:00'), ignores: false, by, at: at('14:00'), reason, early: [], hidden: 1 }
        : null,
      resolution: some.status === 'resolved' ? { ...resolution, how: 'person' } : null,
      reopened: isMuted
        ? { at: at('14:10'), after: { ...resolution, how: 'person' }, told: true }
        : null,
    });
  });

function sampleOf(words: string): ErrorSample {
  const event = theEvent({ id: words, server: words, release: words, message: words, chain: [] });
  return { group: 'e1', slot: 1, keepsake: 'first', receivedAt: at('14:00'), event };
}

function targetOf(incident: Incident): MergeTarget {
  return { incident, sameType: true, sameProject: false, firstSeenAt: at('13:00') };
}

describe('whatever others write', () => {
  it('keeps every answer about an incident within the limits, and calls nobody', () => {
    fc.assert(
      fc.property(incident, hostile, fc.constantFrom(...REFUSALS), (about, words, refusal) => {
        const entries = [
          anEntry({ kind: 'note', text: words }),
          anEntry({ kind: 'assigned', to: { id: 'U3', name: words } }),
          anEntry({ kind: 'pinned', text: words, author: words, link: 'https://x.example.com' }),
          anEntry({ kind: 'changed', summary: words, url: words }),
        ];
        const link = () => 'https://acme.slack.com/archives/C1/p1';
        const answers = [
          doneAnswer(about, words),
          refusalAnswer(about, refusal, surface.now),
          listAnswer(
            [about, { ...about, number: 1 }],
            { filter: 'all', behind: null },
            surface,
            link,
          ),
          emptyListAnswer('open', about, link),
          showAnswer(about, [], surface, { permalink: link() }),
          timelineAnswer(about, entries, surface),
        ];

        expect(answers.flatMap((answer) => faultsOf(answer))).toEqual([]);
      }),
    );
  });

  it('keeps every other answer within the limits', () => {
    fc.assert(
      fc.property(hostile, hostile, fc.constantFrom('=', '!~'), (typed, words, operator) => {
        const silence = theSilence({
          matchers: [{ name: 'service', operator, value: words }],
          author: typed,
          reason: words,
        });
        const answers = [
          badDurationAnswer(typed),
          badMuteTimeAnswer(typed),
          didYouMeanAnswer(typed, `new ${words}`),
          errorsAnswer(
            {
              asked: typed,
              found: [
                { group: theGroup({ title: typed, culprit: words }), incident: null, link: null },
              ],
              next: null,
            },
            surface.now,
          ),
          errorEventsAnswer({
            incident: theError({ title: words }),
            samples: [sampleOf(typed), sampleOf(words)],
            next: null,
          }),
          silencesAnswer(
            Array.from({ length: 30 }, () => silence),
            surface,
          ),
        ];

        expect(answers.flatMap((answer) => faultsOf(answer))).toEqual([]);
      }),
    );
  });

  it('keeps every modal within the limits', () => {
    fc.assert(
      fc.property(
        incident,
        hostile,
        fc.constantFrom('incident', 'match'),
        (about, words, scope) => {
          const draft = { time: 'date', scope, matchers: words } as const;
          const modals = [
            noteModal(about),
            fixModal(about),
            resolveModal(about, [theAlert(words, words), theAlert('', '')]),
            assignModal(about),
            muteModal(about, reader),
            muteModal(about, reader, { ...draft, matchers: null }),
            muteModal(about, reader, draft, {
              until: at('16:00'),
              hides: [about, about, about, about],
            }),
            newModal({ title: words, description: words }),
            ignoreModal(about),
            mergeModal(
              { incident: about, events: 3, firstSeenAt: at('14:00'), hasOthers: true },
              targetOf(about),
            ),
          ];

          expect(modals.flatMap((modal) => faultsOf(modal))).toEqual([]);
        },
      ),
    );
  });
});
