import { describe, expect, it } from 'vitest';
import type { ErrorSample } from '../../../src/domain/error-group.ts';
import { hours, plus } from '../../../src/domain/time.ts';
import {
  errorEventsAnswer,
  errorsAnswer,
  ignoreModal,
  ignoreOf,
  isFaulty,
  type ListedError,
  type MergeTarget,
  mergeModal,
  mergeOptions,
  readIgnore,
  readMerge,
  refusalAnswer,
} from '../../../src/slack/blocks/index.ts';
import { theError, theEvent, theGroup, users } from './error-models.ts';
import { expectGolden } from './golden-file.ts';
import { faultsOf, faultsOfWords } from './limits.ts';
import { at, surface, theIncident } from './models.ts';

const merging = { incident: theError(), events: 1_204, firstSeenAt: at('13:55'), hasOthers: false };
const target: MergeTarget = {
  incident: theError({ number: 9, title: "KeyError: 'user'" }),
  sameType: true,
  sameProject: true,
  firstSeenAt: at('13:49'),
};
const other: MergeTarget = {
  incident: theError({ number: 7, title: 'Worker lost' }),
  sameType: false,
  sameProject: false,
  firstSeenAt: at('14:10'),
};

const modals = {
  'modal-ignore': ignoreModal(theError()),
  'modal-merge': mergeModal(merging, target),
  'modal-merge-of-several': mergeModal({ ...merging, hasOthers: true }, target),
  'modal-merge-first': mergeModal(merging, null),
};

describe('the modals of errors', () => {
  it.each(Object.entries(modals))('%s', async (name, view) => {
    expect([...faultsOf(view), ...faultsOfWords(view)]).toEqual([]);
    await expectGolden(name, view);
  });

  it('offer incidents with what speaks for each', () => {
    const shown = mergeOptions(merging, [target, other]).map(({ text, value, description }) => [
      text.text,
      value,
      description?.text,
    ]);

    expect(shown).toEqual([
      ["INC-9 KeyError: 'user'", '9', 'Same type, same project, first seen 6 min earlier'],
      ['INC-7 Worker lost', '7', 'First seen 15 min later'],
    ]);
  });
});

const field = (value: object) => ({ value: { type: 'any', ...value } });
const text = (value: string | null) => field({ value });
const option = (value: string) => ({
  selected_option: { value, text: { type: 'plain_text' as const, text: value } },
});

describe('what was filled in', () => {
  it('is read as what ends the ignoring', () => {
    const values = {
      time: field(option('1d')),
      times: text('100'),
      users: text(null),
      early: field({ selected_options: [option('escalates').selected_option] }),
      reason: text(' not ours '),
    };

    expect(readIgnore(values, at('14:00'))).toEqual({
      verb: 'ignore',
      until: plus(at('14:00'), hours(24)),
      occurrences: 100,
      users: null,
      spike: true,
      reason: 'not ours',
    });
  });

  it('is for ever without an end', () => {
    const values = { time: field(option('forever')) };

    expect(readIgnore(values, at('14:00'))).toEqual(ignoreOf('forever', at('14:00')));
  });

  it.each(['0', '-1', '1.5', '1000001', 'x'])('%j is no number of times', (times) => {
    const read = readIgnore({ times: text(times), users: text('5') }, at('14:00'));

    expect(read).toEqual({ errors: { times: 'Write a whole number from 1 to 1,000,000.' } });
  });

  it('is the incident to merge into, or a fault at its field', () => {
    const chosen = {
      into: { 'incident.merge.search': { type: 'external_select', ...option('9') } },
    };

    expect(readMerge(chosen)).toEqual({ into: 9 });
    expect(isFaulty(readMerge({}))).toBe(true);
  });
});

const quiet = theError({ withheld: 'below-threshold', withheldBy: 'environment "staging"' });
const listed: readonly ListedError[] = [
  { group: theGroup(), incident: theError(), link: 'https://acme.slack.com/archives/C1/p1' },
  {
    group: theGroup({ title: 'TimeoutError', culprit: 'mail/smtp.py:12 in send', events: 1 }),
    incident: { ...quiet, number: 14 },
    link: null,
  },
  {
    group: theGroup({ title: 'Worker lost', culprit: '', users: users(0), incident: null }),
    incident: null,
    link: null,
  },
];
const samples: readonly ErrorSample[] = [
  { group: 'e1', slot: 3, keepsake: null, receivedAt: at('14:39'), event: theEvent() },
  {
    ...{ group: 'e1', slot: -1, keepsake: 'first', receivedAt: at('13:55') },
    event: theEvent({ user: null, request: null, environment: '', release: '' }),
  },
];

const answers = {
  'ephemeral-errors': errorsAnswer(
    { asked: 'with “Error” of shop of the last 24 h', found: listed, next: '{}' },
    surface.now,
  ),
  'ephemeral-errors-none': errorsAnswer({ asked: 'of shop', found: [], next: null }, surface.now),
  'ephemeral-error-events': errorEventsAnswer({ incident: theError(), samples, next: null }),
  'ephemeral-error-events-none': errorEventsAnswer({
    ...{ incident: theError(), samples: [], next: null },
  }),
};

describe('lists of errors', () => {
  it.each(Object.entries(answers))('%s', async (name, answer) => {
    expect([...faultsOf(answer), ...faultsOfWords(answer)]).toEqual([]);
    await expectGolden(name, answer);
  });
});

describe('what cannot be done with an error', () => {
  it.each([
    ['not-an-error', theIncident(), 'INC-12 comes from a monitor or a person.'],
    ['not-an-error', theError(), 'INC-13 was not merged: the other incident comes from a monitor'],
    ['no-release', theError(), 'INC-13 names no release'],
    ['same-incident', theError(), 'INC-13 cannot be merged into itself.'],
    ['not-merged', theError(), 'INC-13 has no errors of others'],
    ['unknown-target', theError(), 'INC-13 was not merged: there is no incident of that number.'],
  ] as const)('%s is said of INC-%#', (refusal, incident, expected) => {
    const { text: said } = refusalAnswer(incident, refusal, surface.now);

    expect(said.startsWith(expected)).toBe(true);
    expect(said).toContain('Nothing changed.');
  });
});
