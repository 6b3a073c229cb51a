import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Actor } from '../../../src/domain/actor.ts';
import type { Incident, MuteEnd } from '../../../src/domain/incident.ts';
import { minutes } from '../../../src/domain/time.ts';
import type { Happening } from '../../../src/domain/timeline.ts';
import { card } from '../../../src/slack/blocks/card.ts';
import { details } from '../../../src/slack/blocks/details.ts';
import { threadMessage } from '../../../src/slack/blocks/thread.ts';
import { faultsOf } from './limits.ts';
import { anEntry, at, resolved, surface, theAlert, theIncident } from './models.ts';

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.constantFrom(
    '<!channel>',
    '<@U1>',
    '&amp;',
    '\ud800',
    '\u202eabc',
    'x'.repeat(100_000),
    '😀'.repeat(300),
    '`a` *b* _c_ ~d~ :red_circle:',
    'a\nb\r\nc',
    '',
    '   ',
    '&'.repeat(5_000),
    'https://x.example/|>',
  ),
);

const person = (name: string): Actor => ({ type: 'person', id: 'U9', name });

const EVERY_END: readonly MuteEnd[] = [
  { when: 'critical' },
  { when: 'hosts', above: 18 },
  { when: 'deploy' },
  { when: 'rate', above: 36 },
];

interface Words {
  readonly [name: string]: string;
}

const words: fc.Arbitrary<Words> = fc.record({
  title: hostile,
  said: hostile,
  link: hostile,
  name: hostile,
  reason: hostile,
});

function incidentsOf({
  title = '',
  said = '',
  link = '',
  name = '',
  reason = '',
}: Words): readonly Incident[] {
  const base = {
    title,
    description: said,
    runbook: link,
    url: link,
    hosts: [name],
    labels: { [name]: said },
  };
  const by = person(name);
  const { resolution } = resolved(reason);
  const after = resolution && { ...resolution, by };
  return [
    theIncident(base),
    theIncident({ ...base, status: 'acknowledged', acknowledged: { by, at: at('14:09') } }),
    theIncident({
      ...base,
      mute: { until: null, by, at: at('14:10'), reason, early: [], hidden: 1 },
    }),
    theIncident({
      ...base,
      mute: { until: null, by, at: at('14:10'), reason, early: EVERY_END, hidden: 1 },
      labels: { service: said },
    }),
    theIncident({ ...base, flapping: { since: at('14:10'), told: true, changes: 6 } }),
    theIncident({ ...base, assignee: { id: 'U9', name } }),
    theIncident({ ...base, alertCount: 0, firingCount: 0, openedBy: name }),
    theIncident({ ...base, reopened: after && { at: at('15:00'), after, told: true } }),
    { ...resolved(reason), ...base, resolution: after },
  ];
}

function happeningsOf({
  title = '',
  said = '',
  link = '',
  name = '',
  reason = '',
}: Words): readonly Happening[] {
  return [
    { kind: 'note', text: said },
    { kind: 'joined', count: 9, titles: [title, name], until: at('14:20') },
    { kind: 'muted', until: null, why: reason },
    { kind: 'pinned', text: said, author: name, link },
    { kind: 'assigned', to: { id: said, name } },
    { kind: 'resolved', how: 'person', note: reason },
    { kind: 'reopened', title },
    { kind: 'opened', title, severity: 'info' },
    ...EVERY_END.map((early) => ({ kind: 'unmuted', hidden: 1, firing: 2, early }) as const),
    ...(['opened', 'reopened', 'repeat', 'escalation'] as const).map(
      (why): Happening => ({
        kind: 'called',
        mention: name,
        title,
        severity: 'info',
        why,
        waited: minutes(5),
        next: { notify: reason, at: at('15:00') },
      }),
    ),
    { kind: 'named', number: 1, title, severity: 'error' },
  ];
}

it('draws any incident within Slack’s limits, calling nobody', () => {
  fc.assert(
    fc.property(words, (said) => {
      const alerts = [
        theAlert(said['name'] ?? '', said['said'] ?? ''),
        theAlert('db-1', said['title'] ?? ''),
      ];
      const [last = '', notify = ''] = [said['title'], said['name']];
      const calls = { last, lastAt: at('14:07'), next: { notify, at: at('14:17') } };
      for (const incident of incidentsOf(said)) {
        expect(faultsOf(card(incident, alerts, surface))).toEqual([]);
        expect(faultsOf(card(incident, alerts, surface, calls))).toEqual([]);
        expect(faultsOf(details(incident, alerts, surface))).toEqual([]);
        expect(faultsOf(details(incident, [], surface))).toEqual([]);
      }
    }),
  );
});

it('tells any entry, alone or with nine others, within Slack’s limits, calling nobody', () => {
  fc.assert(
    fc.property(words, fc.boolean(), (said, late) => {
      const [incident = theIncident()] = incidentsOf(said);
      for (const what of happeningsOf(said)) {
        const entry = anEntry(what, { actor: person(said['name'] ?? '') });
        const alone = threadMessage(incident, [entry], { ...surface, late });
        const many = threadMessage(incident, Array(10).fill(entry), { ...surface, late });

        expect(faultsOf(alone)).toEqual([]);
        expect(faultsOf(many)).toEqual([]);
      }
    }),
  );
});
