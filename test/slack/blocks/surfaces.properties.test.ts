import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Actor } from '../../../src/domain/actor.ts';
import type { ErrorEvent } from '../../../src/domain/error-event.ts';
import type { ErrorGroup, ErrorStory } from '../../../src/domain/error-group.ts';
import type { Incident, MuteEnd } from '../../../src/domain/incident.ts';
import { minutes } from '../../../src/domain/time.ts';
import type { Happening } from '../../../src/domain/timeline.ts';
import { card } from '../../../src/slack/blocks/card.ts';
import { details } from '../../../src/slack/blocks/details.ts';
import { threadMessage } from '../../../src/slack/blocks/thread.ts';
import {
  counted,
  ownFrame,
  theError,
  theEvent,
  theGroup,
  theRelease,
  users,
} from './error-models.ts';
import { faultsOf } from './limits.ts';
import { anEntry, at, resolved, surface, theAlert, theIncident } from './models.ts';

/** Each run draws all that there is. */
const RUNS = { numRuns: 50 };

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

/** What may end an ignore besides its time. */
const IGNORE_ENDS: readonly MuteEnd[] = [
  { when: 'occurrences', reached: 2, more: 1 },
  { when: 'users', reached: 12, more: 10 },
  { when: 'spike' },
];

const EVERY_END: readonly MuteEnd[] = [
  { when: 'critical' },
  { when: 'hosts', above: 18 },
  { when: 'deploy' },
  { when: 'rate', above: 36 },
  ...IGNORE_ENDS,
];

interface Words {
  readonly [name: string]: string;
}

const wordsOf = (each: fc.Arbitrary<string>): fc.Arbitrary<Words> =>
  fc.record({ title: each, said: each, link: each, name: each, reason: each });

/** Now and then all of them are as long as can be once they are escaped. */
const words = fc.oneof(
  { weight: 9, arbitrary: wordsOf(hostile) },
  { weight: 1, arbitrary: wordsOf(fc.constantFrom('&'.repeat(5_000), '`*_&'.repeat(900))) },
);

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
      mute: { until: null, ignores: false, by, at: at('14:10'), reason, early: [], hidden: 1 },
    }),
    theIncident({
      ...base,
      mute: {
        until: null,
        ignores: false,
        by,
        at: at('14:10'),
        reason,
        early: EVERY_END,
        hidden: 1,
      },
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
    { kind: 'changed', summary: said, url: link },
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
    { kind: 'ignored', until: at('18:00'), early: IGNORE_ENDS, why: reason },
    { kind: 'spike', count: 10, usual: 1 },
    { kind: 'took-in', number: 4, title },
    { kind: 'split', groups: 2 },
    { kind: 'feedback', text: said },
    { kind: 'resolved', how: 'merged', note: '', into: 4 },
    { kind: 'resolved', how: 'person', note: '', release: { version: said, inNext: true } },
    { kind: 'reopened', title, regression: regressionOf(said, name) },
  ];
}

function regressionOf(version: string, name: string) {
  const resolvedBy = person(name);
  return { at: at('15:00'), release: version, resolvedIn: version, resolvedBy };
}

/** All of it is what programs and their users write. */
function eventOf({ title = '', said = '', link = '', name = '', reason = '' }: Words): ErrorEvent {
  const frames = [true, false].flatMap((inApp) =>
    Array.from({ length: 25 }, (_, line) =>
      ownFrame({
        ...{ path: link, module: title, function: name, code: said, inApp },
        ...{ line: inApp ? line : null, before: [said, reason], after: [link, name] },
      }),
    ),
  );
  const raised = { type: title, value: said, synthetic: false, handled: null, frames };
  const data = { url: link, method: name, status_code: said, [title]: reason };
  const crumb = { at: null, category: name, level: '', message: said, data };
  return theEvent({
    ...{ id: name, project: title, environment: said, release: link, logger: reason },
    ...{ transaction: title, server: name, message: said, platform: link, sdk: said },
    chain: Array(8).fill(raised),
    tags: { [title]: said, [name]: link },
    user: { id: '', email: '', name: said, ip: name },
    request: { method: said, url: link, query: title, headers: {}, data: reason },
    breadcrumbs: [crumb, { ...crumb, data: {} }],
    contexts: { runtime: said, os: name },
  });
}

function groupOf({ title = '', said = '', link = '', name = '', reason = '' }: Words): ErrorGroup {
  return theGroup({
    ...{ project: title, title: said, culprit: link, logger: name, environments: [reason, said] },
    ...{ firstRelease: name, lastRelease: said, minutes: counted([1, 2, 3]), users: users(3) },
    tags: { [title]: { [said]: 3, [name]: 2 }, [link]: { [reason]: 1e9 } },
  });
}

function shownOf(words: Words): ErrorStory {
  const { title = '', said = '', link = '', name = '', reason = '' } = words;
  const commit = { id: said, author: name, message: reason, repository: link, at: null };
  const deploy = { environment: reason, at: at('13:50'), name: title, url: link };
  const release = theRelease({ commits: [{ ...commit, files: [link] }], deploys: [deploy] });
  return { group: groupOf(words), event: eventOf(words), release, took: 1 };
}

function errorsOf(words: Words): readonly Incident[] {
  const { title = '', said = '', name = '', reason = '' } = words;
  const error = theError().error;
  const regression = error && { ...error, regression: regressionOf(said, name) };
  const by = person(name);
  const mute = { until: null, ignores: true, by, at: at('14:10'), reason, hidden: 1 };
  const ended = { ...resolved(reason).resolution, at: at('15:00'), by, note: '' };
  const release = { version: said, inNext: false };
  const over = { how: 'person', acknowledged: null, into: null, release } as const;
  return [
    theError({ title }),
    theError({ title, error: regression }),
    theError({ title, mute: { ...mute, early: EVERY_END } }),
    theError({ title, mute: { ...mute, until: at('18:00'), early: [] } }),
    theError({ title, status: 'resolved', resolution: { ...ended, ...over } }),
    theError({ title, status: 'resolved', resolution: { ...ended, ...over, into: 4 } }),
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
        expect(faultsOf(card(incident, alerts, surface, { escalation: calls }))).toEqual([]);
        expect(faultsOf(details(incident, alerts, surface))).toEqual([]);
        expect(faultsOf(details(incident, [], surface))).toEqual([]);
      }
    }),
    RUNS,
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
    RUNS,
  );
});

it('draws any error within Slack’s limits, calling nobody', () => {
  fc.assert(
    fc.property(words, (said) => {
      const error = shownOf(said);
      const cardLink = () => 'https://acme.slack.com/archives/C1/p1';
      for (const incident of errorsOf(said)) {
        const body = card(incident, [], { ...surface, cardLink }, { error });

        expect(faultsOf(body)).toEqual([]);
        expect(faultsOf(details(incident, [], surface, error))).toEqual([]);
        expect(faultsOf(details(incident, [], surface, { ...error, event: null }))).toEqual([]);
      }
    }),
    RUNS,
  );
});
