import { describe, expect, it } from 'vitest';
import type { Incident } from '../../../src/domain/incident.ts';
import { REFUSALS } from '../../../src/domain/reason.ts';
import type { Silence } from '../../../src/domain/silence.ts';
import { hours, plus } from '../../../src/domain/time.ts';
import type { TimelineEntry } from '../../../src/domain/timeline.ts';
import {
  badDurationAnswer,
  badMuteTimeAnswer,
  didYouMeanAnswer,
  doneAnswer,
  emptyListAnswer,
  faultAnswer,
  helpAnswer,
  type ListFilter,
  listAnswer,
  notFoundAnswer,
  readList,
  recapMessage,
  refusalAnswer,
  showAnswer,
  silencesAnswer,
  timelineAnswer,
} from '../../../src/slack/blocks/index.ts';
import type { MessageBody } from '../../../src/slack/blocks/message.ts';
import { subcommands } from '../../../src/slack/commands/index.ts';
import { expectGolden } from './golden-file.ts';
import { faultsOf, faultsOfWords } from './limits.ts';
import {
  anEntry,
  ann,
  at,
  bob,
  bobPerson,
  resolved,
  surface,
  theIncident,
  theSilence,
} from './models.ts';

const { now } = surface;
const acknowledged = {
  status: 'acknowledged',
  acknowledged: { by: bob, at: at('14:08') },
} as const;
const mute = {
  ...{ until: at('16:00'), ignores: false, by: ann, at: at('13:00'), reason: '' },
  ...{ early: [], hidden: 0 },
};

const open: readonly Incident[] = [
  theIncident({ number: 9, hosts: ['mail-1'], severity: 'warning', mute }),
  theIncident({
    ...{ number: 10, title: 'HighLatency', hosts: ['orders'], severity: 'warning' },
    ...acknowledged,
    openedAt: at('12:20'),
  }),
  theIncident({
    ...{ number: 11, title: 'HighMemory', hosts: ['web-03'], severity: 'warning' },
    openedAt: at('13:48'),
  }),
  theIncident(),
  theIncident({
    ...{ number: 13, title: "KeyError: 'user_id'", hosts: [], severity: 'error' },
    ...acknowledged,
    assignee: { id: 'U01ANN', name: 'Ann Lee' },
    openedAt: at('13:55'),
  }),
];

const silences: readonly Silence[] = [
  theSilence({
    id: '3f2a91c4-0d5e-4b7e-9a53-0242ac120002',
    matchers: [
      { name: 'service', operator: '=', value: 'db' },
      { name: 'env', operator: '=~', value: 'prod.*' },
    ],
    startsAt: at('14:00'),
    endsAt: at('16:00'),
    author: 'Ann Lee',
    reason: 'backup',
  }),
  theSilence({
    id: '77aa91c4-0d5e-4b7e-9a53-0242ac120002',
    matchers: [{ name: 'service', operator: '=', value: 'mail' }],
    startsAt: at('22:00'),
    endsAt: plus(at('22:00'), hours(24)),
    author: '',
    reason: '',
  }),
];

const story: readonly TimelineEntry[] = [
  anEntry(
    { kind: 'opened', title: 'DiskFull', severity: 'critical' },
    { actor: { type: 'source', name: 'prometheus' }, when: at('14:02'), seq: 1 },
  ),
  anEntry({ kind: 'acknowledged' }, { when: at('14:09'), seq: 2 }),
  anEntry({ kind: 'note', text: 'extending /var' }, { when: at('14:20'), seq: 3 }),
];

function permalinkOf({ number }: Pick<Incident, 'number'>): string {
  const padded = String(number).padStart(5, '0');
  return `https://acme.slack.com/archives/C024BE91L/p17707${padded}000200`;
}

const first = (filter: ListFilter) => ({ filter, behind: null });

const answers = {
  'ephemeral-bad-duration': badDurationAnswer('2x'),
  'ephemeral-bad-mute-time': badMuteTimeAnswer('until doomsday'),
  'ephemeral-did-you-mean': didYouMeanAnswer('resovle', 'resolve 12 added disk'),
  'ephemeral-done': doneAnswer(theIncident(), 'is with Bob Ortiz'),
  'ephemeral-fault': faultAnswer(theIncident(acknowledged)),
  'ephemeral-help': helpAnswer(),
  'ephemeral-list': listAnswer(open, first('open'), surface, permalinkOf),
  'ephemeral-list-all': listAnswer([...open, resolved('')], first('all'), surface, () => null),
  'ephemeral-list-empty': emptyListAnswer('open', resolved(''), permalinkOf),
  'ephemeral-not-found': notFoundAnswer(112, 16),
  'ephemeral-refusal': refusalAnswer(theIncident(acknowledged), 'already-acknowledged', now),
  'ephemeral-refusal-resolved': refusalAnswer(resolved(''), 'already-resolved', now),
  'ephemeral-show': showAnswer(
    theIncident({ cardRevision: 2, runbook: null, channel: '#incidents' }),
    [],
    { ...surface, incidentUrl: (number) => `https://quell.example.com/incidents/${number}` },
    { permalink: permalinkOf({ number: 12 }) },
  ),
  'ephemeral-silences': silencesAnswer(silences, surface),
  'ephemeral-silences-none': silencesAnswer([], surface),
  'ephemeral-timeline': timelineAnswer(theIncident({ entryCount: 3 }), story, surface),
  'thread-recap': recapMessage(theIncident(), story, { isCut: false }),
  'thread-recap-cut': recapMessage(theIncident(), story, { isCut: true }),
};

describe('answers', () => {
  it.each(Object.entries(answers))('%s looks as designed', async (name, answer) => {
    await expectGolden(name, answer);
  });

  it.each(Object.entries(answers))('%s keeps to the limits', (_, answer) => {
    expect([...faultsOf(answer), ...faultsOfWords(answer)]).toEqual([]);
  });
});

describe('a refusal', () => {
  it.each(REFUSALS)('says what is the case and that nothing changed: %s', (refusal) => {
    const answer = refusalAnswer(theIncident(), refusal, now);

    expect(answer.text).toMatch(/^INC-12 .*\. Nothing changed\.$/);
    expect(faultsOf(answer)).toEqual([]);
  });

  it('names whoever was given the incident, not whoever acknowledged it', () => {
    const incident = theIncident({ ...acknowledged, acknowledged: { by: ann, at: at('14:08') } });
    const given = { ...incident, assignee: bobPerson };

    const { text } = refusalAnswer(given, 'already-acknowledged', now);

    expect(text).toBe('INC-12 is already with Bob Ortiz. Nothing changed.');
  });

  it('names whom it was assigned to', () => {
    const { text } = refusalAnswer(theIncident({ assignee: bobPerson }), 'already-assigned', now);

    expect(text).toBe('INC-12 is for Bob Ortiz already. Nothing changed.');
  });
});

describe('a corrected command', () => {
  it('is shown as people read it and run as Slack wrote it', () => {
    const command = 'assign 12 <@U02BOB|bob>';
    const answer = didYouMeanAnswer('asign', command);

    expect(answer.text).toBe('“asign” is not a command. Did you mean assign 12 @bob?');
    expect(answer.blocks[0]).toMatchObject({ accessory: { value: command } });
  });

  it('is not run by a click when it is longer than a button can hold', () => {
    const answer = didYouMeanAnswer('nwe', `new ${'x'.repeat(2_000)}`);

    expect(answer.blocks[0]).not.toHaveProperty('accessory');
    expect(faultsOf(answer)).toEqual([]);
  });
});

describe('a word that is near to no command', () => {
  it('is only said to be none, beside the help', () => {
    const answer = didYouMeanAnswer('oncall', null);

    expect(answer.text).toBe('“oncall” is not a command. /incident help shows all commands.');
    expect(answer.blocks).toMatchObject([
      { accessory: { action_id: 'command.run', value: 'help' } },
    ]);
    expect([...faultsOf(answer), ...faultsOfWords(answer)]).toEqual([]);
  });
});

/** What the button for the next page carries. */
function moreOf({ blocks }: MessageBody): string {
  const [, value = ''] =
    /"action_id":"list\.more".*?"value":("(?:[^"\\]|\\.)*")/.exec(JSON.stringify(blocks)) ?? [];
  return JSON.parse(value);
}

describe('a list', () => {
  it.each([
    { filter: 'acknowledged', head: '2 acknowledged' },
    { filter: 'mine', head: '2 with you' },
  ] as const)('begins with how many there are: $filter', ({ filter, head }) => {
    const some = open.filter(({ status }) => status === 'acknowledged');

    expect(listAnswer(some, first(filter), surface, () => null).text).toMatch(`${head}. INC-13`);
  });

  it('says that somebody has not acknowledged yet what they were given', () => {
    const given = theIncident({ assignee: bobPerson });

    const { text } = listAnswer([given], first('open'), surface, () => null);

    expect(text).toBe('1 open. INC-12 DiskFull on 9 hosts of orders, for Bob Ortiz.');
  });

  it('keeps to the limits with as many as are ever listed', () => {
    const title = 'a title of many words '.repeat(10);
    const many = Array.from({ length: 50 }, (_, at) => theIncident({ number: at + 1, title }));

    expect(faultsOf(listAnswer(many, first('all'), surface, permalinkOf))).toEqual([]);
  });

  it('does not count to the end where there may be more than it looked at', () => {
    const many = Array.from({ length: 500 }, (_, at) => theIncident({ number: at + 1 }));

    const { text, blocks } = listAnswer(many, first('open'), surface, () => null);

    expect(text).toMatch(/^more than 499 open, more than 499 with nobody\. /i);
    expect(JSON.stringify(blocks)).toContain('and 450 more');
    const behind = { place: 0, severity: 0, number: 2 };
    const last = listAnswer(many, { filter: 'open', behind }, surface, () => null);
    expect(JSON.stringify(last.blocks)).toContain('There may be more: ');
    expect(JSON.stringify(last.blocks)).not.toContain('list.more');
  });

  it('goes on behind the last one that was seen, whatever became of those before it', () => {
    const many = Array.from({ length: 120 }, (_, at) => theIncident({ number: at + 1 }));
    const seen = listAnswer(many, first('open'), surface, () => null);
    const taken = many.map((each) =>
      each.number > 80 ? { ...each, ...acknowledged, assignee: bobPerson } : each,
    );

    const next = listAnswer(taken, readList(moreOf(seen)), surface, () => null);

    expect(next.text).toMatch(/^120 open, 80 with nobody, 11 to 60\. INC-70 /);
    expect(JSON.stringify(next.blocks)).toContain('and 60 more');
  });

  it('begins again where nobody is left behind the last one', () => {
    const page = { filter: 'open', behind: { place: 3, severity: 3, number: 1 } } as const;

    expect(listAnswer(open, page, surface, () => null).text).toBe(
      listAnswer(open, first('open'), surface, () => null).text,
    );
  });

  it.each(['open', 'acknowledged', 'mine', 'all'] as const)('can be empty: %s', (filter) => {
    const answer = emptyListAnswer(filter, null, permalinkOf);

    expect(answer.text).toMatch(/^No .*\.$/);
    expect(faultsOf(answer)).toEqual([]);
  });
});

describe('other answers', () => {
  it('say that a change is saved of which the status does not tell', () => {
    expect(JSON.stringify(faultAnswer(theIncident()))).toContain('The change of INC-12 is saved.');
  });

  it('say that there are no incidents at all yet', () => {
    expect(notFoundAnswer(1, null).text).toBe('There is no INC-1. There are no incidents yet.');
  });

  it('show a card without a link where its message is not known', () => {
    const answer = showAnswer(theIncident(), [], surface);

    expect(JSON.stringify(answer)).not.toContain('card in');
  });

  it('say how much of a timeline is left out', () => {
    const answer = timelineAnswer(theIncident({ entryCount: 57 }), story, surface);

    expect(JSON.stringify(answer.blocks[0])).toContain('the newest 3 of 57 entries');
  });

  it('show on a timeline each moment in the zone of whoever reads', () => {
    const muted = anEntry({ kind: 'muted', until: at('16:00'), why: 'disk swap' }, { seq: 4 });

    const { blocks } = timelineAnswer(theIncident({ entryCount: 1 }), [muted], surface);

    expect(blocks[1]).toMatchObject({
      elements: [
        {
          elements: [
            { type: 'date' },
            { text: ' · ' },
            { text: 'Ann Lee muted this until ' },
            { type: 'date', timestamp: at('16:00') / 1_000 },
            { text: ': disk swap' },
          ],
        },
      ],
    });
  });

  it('tell on a timeline what was changed elsewhere', () => {
    const url = 'https://builds.example.com/77';
    const change = anEntry(
      { kind: 'changed', summary: 'Deployed checkout 1.4.2', url },
      { actor: { type: 'api', name: 'builds.example.com' }, when: at('14:00'), seq: 4 },
    );

    const answer = timelineAnswer(theIncident({ entryCount: 4 }), [...story, change], surface);

    expect(answer.text).toContain('Change by builds.example.com: Deployed checkout 1.4.2');
    expect(JSON.stringify(answer.blocks)).toContain(
      JSON.stringify({ type: 'link', url, text: 'builds.example.com' }),
    );
  });

  it('show a timeline without entries', () => {
    const answer = timelineAnswer(theIncident({ entryCount: 0 }), [], surface);

    expect(faultsOf(answer)).toEqual([]);
  });

  it('count the silences that there is no room for', () => {
    const many = Array.from({ length: 23 }, () => theSilence());

    expect(JSON.stringify(silencesAnswer(many, surface))).toContain('and 3 more');
  });

  it('help by task, whose name stands before its examples', () => {
    const help = JSON.stringify(helpAnswer().blocks);

    for (const task of ['Take', 'Quiet', 'Note', 'Errors', 'Look', 'Silence']) {
      expect(help).toContain(`{"type":"text","text":"${task}","style":{"bold":true}}`);
    }
  });

  it('help with every subcommand there is', () => {
    const help = JSON.stringify(helpAnswer().blocks);
    const { text } = helpAnswer();

    const others = subcommands.map(({ name }) => name).filter((name) => name !== 'help');
    for (const name of others) {
      expect(help).toContain(`"${name}`);
      expect(text).toMatch(new RegExp(`\\b${name}\\b`));
    }
  });
});

it('asks a mute that says nothing for how long it is', () => {
  const { text, blocks } = badMuteTimeAnswer('');

  expect(text).toMatch(/^For how long\? Write 90s, 15m, 4h or 2d, or until tomorrow 09:00, /);
  expect(JSON.stringify(blocks)).toContain('For how long? Write a duration as in');
});
