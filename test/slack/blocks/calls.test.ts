import { describe, expect, it } from 'vitest';
import { hours, minutes } from '../../../src/domain/time.ts';
import type { Happening } from '../../../src/domain/timeline.ts';
import { card } from '../../../src/slack/blocks/card.ts';
import type { MessageBody } from '../../../src/slack/blocks/message.ts';
import { threadMessage } from '../../../src/slack/blocks/thread.ts';
import { expectGolden } from './golden-file.ts';
import { faultsOf } from './limits.ts';
import { anEntry, ann, at, resolved, surface, theAlert, theIncident, theMute } from './models.ts';

const acknowledged = {
  status: 'acknowledged',
  acknowledged: { by: ann, at: at('14:09') },
} as const;
const alerts = [
  theAlert('db-01', '/var 97 %, full in 2 h at this rate'),
  theAlert('db-02', '/var 96 %'),
];
const late = { ...surface, late: false };

async function isGolden(name: string, body: MessageBody): Promise<void> {
  expect(faultsOf(body)).toEqual([]);
  await expectGolden(name, body);
}

type Called = Extract<Happening, { kind: 'called' }>;

describe('calls', () => {
  const shown = {
    ...{ last: '@oncall', lastAt: at('14:07') },
    next: { notify: '#leads', at: at('14:17') },
  };

  it('are on the card while nobody has the incident', async () => {
    await isGolden('card-escalating', card(theIncident(), alerts, surface, { escalation: shown }));
    await isGolden(
      'card-escalating-last',
      card(theIncident(), alerts, surface, { escalation: { ...shown, next: null } }),
    );
  });

  it.each([
    { title: 'acknowledged', incident: theIncident(acknowledged) },
    { title: 'muted', incident: theIncident({ mute: theMute }) },
    {
      title: 'flapping',
      incident: theIncident({ flapping: { since: at('14:11'), told: true, changes: 6 } }),
    },
    { title: 'resolved', incident: resolved('') },
  ])('are not on the card of an incident that is $title', ({ incident }) => {
    const body = card(incident, alerts, surface, { escalation: shown });

    expect(body).toEqual(card(incident, alerts, surface));
  });

  const called: Called = {
    kind: 'called',
    mention: '@oncall',
    title: 'DiskFull on 9 hosts',
    severity: 'critical',
    why: 'escalation',
    waited: minutes(5),
    next: null,
  };
  const mentions = new Map([['@oncall', '<!subteam^S01ONCALL>']]);
  const calls: Readonly<Record<string, Called>> = {
    'thread-escalation': { ...called, next: { notify: '#leads', at: at('14:17') } },
    'thread-call-opened': { ...called, why: 'opened', waited: null },
    'thread-call-reopened': { ...called, why: 'reopened', waited: null },
    'thread-call-repeat': { ...called, why: 'repeat', waited: hours(4) },
    'thread-call-repeat-not-counted': { ...called, why: 'repeat', waited: null },
  };

  it.each(Object.entries(calls))('ring in the thread: %s', async (name, what) => {
    const body = threadMessage(theIncident(), [anEntry(what)], late, mentions);

    expect(faultsOf(body, ['S01ONCALL'])).toEqual([]);
    await expectGolden(name, body);
  });

  it.each([
    { title: 'a person', mention: '<@U02BOB>', rings: ['U02BOB'] },
    { title: 'several', mention: '<@U02BOB>, <@U01ANN>', rings: ['U02BOB', 'U01ANN'] },
    { title: 'whoever is there', mention: '<!here>', rings: ['here'] },
  ])('ring $title', ({ mention, rings }) => {
    const known = new Map([['@oncall', mention]]);
    const body = threadMessage(theIncident(), [anEntry(called)], late, known);

    const [block] = body.blocks;
    for (const id of rings) {
      expect(JSON.stringify(block)).toContain(`"${id}"`);
      expect(body.text).toMatch(new RegExp(`^.*<[@!]${id}>.* Critical: `));
    }
    expect(faultsOf(body, rings)).toEqual([]);
  });

  it('speak of the incident as its card does now', () => {
    const more = theIncident({ hosts: ['a', 'b', 'c'], severity: 'error' });
    const body = threadMessage(more, [anEntry(called)], late, mentions);

    expect(body.text).toContain(' Error: DiskFull on 3 hosts. ');
  });

  it('only link a channel', () => {
    const known = new Map([['@oncall', '<#C024BE91L>']]);
    const body = threadMessage(theIncident(), [anEntry(called)], late, known);

    expect(body.text).toMatch(/^<#C024BE91L> Critical: /);
    expect(JSON.stringify(body.blocks)).toContain('"channel_id":"C024BE91L"');
  });

  it.each(['@nobody-knows', '<!channel>', '<@U02BOB> & co'])(
    'are written out where Slack knows nobody by the name: %s',
    (mention) => {
      const body = threadMessage(theIncident(), [anEntry({ ...called, mention })], late);

      expect(faultsOf(body)).toEqual([]);
    },
  );

  it('say when they were due if they come late', () => {
    const body = threadMessage(theIncident(), [anEntry(called)], { ...surface, late: true });

    expect(JSON.stringify(body.blocks[1])).toContain('|14:09 UTC>');
  });
});

describe('what is told in one line', () => {
  it.each([
    ['silenced', 'Nobody is told: a silence hides every alert of it', 'the silence is over'],
    ['inhibited', 'Nobody is told: it is inhibited by another alert', 'it is no longer inhibited'],
    ['maintenance', 'Nobody is told: it is maintenance time', 'the maintenance is over'],
    ['below-threshold', 'Nobody is told yet: it has not come often enough', 'often enough'],
    ['storm', 'Its card waits until the storm is over', 'the storm is over'],
  ] as const)('is why an incident is withheld and told after all: %s', (why, before, after) => {
    const withheld = threadMessage(theIncident(), [anEntry({ kind: 'withheld', why })], late);
    const released = threadMessage(theIncident(), [anEntry({ kind: 'released', why })], late);

    expect(withheld.text).toBe(`${before}.`);
    expect(released.text).toMatch(new RegExp(`^Told now: .*${after}[.]$`));
  });

  it.each([
    ['opened', null, '@oncall was called'],
    ['reopened', null, '@oncall was called: it is back'],
    ['repeat', hours(4), '@oncall was called again: nobody had it after 4 h'],
    ['escalation', minutes(5), '@oncall was called: nobody had acknowledged after 5 min'],
  ] as const)('is that somebody was called: %s', (why, waited, sentence) => {
    const what: Happening = {
      kind: 'called',
      mention: '@oncall',
      title: 'x',
      severity: 'info',
      next: null,
      why,
      waited,
    };
    const entries = [anEntry({ kind: 'acknowledged' }), anEntry(what)];

    const { text, blocks } = threadMessage(theIncident(), entries, late);

    expect(text).toContain(`. ${sentence}.`);
    expect(faultsOf({ text, blocks })).toEqual([]);
  });
});
