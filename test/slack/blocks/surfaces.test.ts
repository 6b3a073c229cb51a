import { describe, expect, it } from 'vitest';
import { minutes } from '../../../src/domain/time.ts';
import { card } from '../../../src/slack/blocks/card.ts';
import { details } from '../../../src/slack/blocks/details.ts';
import type { MessageBody } from '../../../src/slack/blocks/message.ts';
import { threadMessage } from '../../../src/slack/blocks/thread.ts';
import { expectGolden } from './golden-file.ts';
import { faultsOf } from './limits.ts';
import {
  anEntry,
  ann,
  at,
  bob,
  bobPerson,
  resolved,
  surface,
  theAlert,
  theIncident,
} from './models.ts';

const acknowledged = {
  status: 'acknowledged',
  acknowledged: { by: ann, at: at('14:09') },
} as const;
const after = { ...(resolved('extended /var by 200 GB').resolution ?? never()), at: at('14:31') };
const noReason = { reason: '', hidden: 0, early: [] } as const;
const alerts = [
  theAlert('db-01', '/var 97 %, full in 2 h at this rate'),
  theAlert('db-02', '/var 96 %'),
];

function never(): never {
  throw new Error('The example is resolved.');
}

const cards = {
  'card-triggered-critical': theIncident(),
  'card-triggered-warning': theIncident({
    severity: 'warning',
    hosts: ['web-03'],
    alertCount: 1,
    firingCount: 1,
  }),
  'card-assigned': theIncident({ assignee: bobPerson, cardRevision: 3 }),
  'card-acknowledged': theIncident({ ...acknowledged, cardRevision: 2 }),
  'card-acknowledged-assigned': theIncident({
    ...acknowledged,
    assignee: bobPerson,
    cardRevision: 4,
  }),
  'card-muted': theIncident({
    severity: 'warning',
    cardRevision: 5,
    mute: {
      until: at('16:00'),
      ignores: false,
      by: ann,
      at: at('14:20'),
      reason: 'replacing the disk array',
      hidden: 0,
      early: [],
    },
  }),
  'card-muted-acknowledged': theIncident({
    ...acknowledged,
    mute: { until: at('16:00'), ignores: false, by: bob, at: at('14:20'), ...noReason },
  }),
  'card-muted-assigned': theIncident({
    assignee: bobPerson,
    mute: { until: at('16:00'), ignores: false, by: ann, at: at('14:20'), ...noReason },
  }),
  'card-muted-until-resolved': theIncident({
    mute: {
      until: null,
      ignores: false,
      by: ann,
      at: at('14:20'),
      reason: '',
      early: [],
      hidden: 0,
    },
  }),
  'card-muted-ends-early': theIncident({
    mute: {
      ...{ until: null, ignores: false, by: ann, at: at('14:20'), reason: '', hidden: 0 },
      early: [{ when: 'deploy' }, { when: 'hosts', above: 18 }, { when: 'rate', above: 36 }],
    },
  }),
  'card-flapping': theIncident({
    ...{ severity: 'warning', cardRevision: 6, firingCount: 3 },
    flapping: { since: at('14:11'), told: true, changes: 6 },
    turns: [at('14:11'), at('14:19'), at('14:21')],
  }),
  'card-flapping-acknowledged': theIncident({
    ...acknowledged,
    flapping: { since: at('14:11'), told: true, changes: 6 },
  }),
  'card-reopened': theIncident({
    cardRevision: 10,
    firingCount: 3,
    reopened: { at: at('15:13'), after, told: true },
  }),
  'card-resolved': resolved('extended /var by 200 GB'),
  'card-resolved-by-itself': theIncident({
    status: 'resolved',
    severity: 'warning',
    title: 'HighMemory',
    hosts: ['web-03'],
    alertCount: 1,
    firingCount: 0,
    resolution: {
      at: at('14:08'),
      by: { type: 'quell' },
      how: 'alerts',
      into: null,
      release: null,
      note: '',
      acknowledged: null,
    },
  }),
  'card-last-alert-said': theIncident({ description: '/var 96 %' }),
  'card-quiet': theIncident({ firingCount: 0 }),
  'card-by-person': theIncident({
    severity: 'error',
    title: 'Customers cannot log in',
    hosts: [],
    description: 'Support has 6 tickets since 13:40, all on the German site',
    alertCount: 0,
    firingCount: 0,
    runbook: null,
    openedBy: 'Bob Ortiz',
    openedAt: at('14:06'),
  }),
  'card-hostile': theIncident({
    severity: 'warning',
    title: `<!channel> *URGENT* <https://evil.example|click here> \`rm -rf\` & a title that goes on for far longer than anybody would ever want to read on a phone`,
    hosts: [],
    alertCount: 1,
    firingCount: 1,
    description: '<@U01ANN> _see_ http://evil.example :fire: [x](http://evil.example)',
    runbook: 'javascript:alert(1)',
  }),
};

const late = { ...surface, late: false };
const replies = {
  'thread-acknowledged': anEntry({ kind: 'acknowledged' }),
  'thread-unacknowledged': anEntry({ kind: 'unacknowledged' }),
  'thread-unacknowledged-of-other': anEntry({ kind: 'unacknowledged', from: bob }),
  'thread-assigned': anEntry({ kind: 'assigned', to: bobPerson }),
  'thread-assigned-self': anEntry({ kind: 'assigned', to: bobPerson }, { actor: bob }),
  'thread-unassigned': anEntry({ kind: 'unassigned' }),
  'thread-joined': anEntry({
    kind: 'joined',
    count: 2,
    titles: ['db-04', 'db-05'],
    until: at('14:09'),
  }),
  'thread-joined-merged': anEntry({
    kind: 'joined',
    count: 23,
    titles: ['db-04', 'db-05', 'web-07'],
    until: at('14:14'),
  }),
  'thread-muted': anEntry({ kind: 'muted', until: at('16:00'), why: 'replacing the disk array' }),
  'thread-mute-over': anEntry(
    { kind: 'unmuted', hidden: 38, firing: 14, early: null },
    { actor: { type: 'quell' } },
  ),
  'thread-unmuted': anEntry({ kind: 'unmuted', hidden: 1, firing: 14, early: null }),
  'thread-mute-ended-critical': anEntry({
    ...{ kind: 'unmuted', hidden: 3, firing: 1 },
    early: { when: 'critical' },
  }),
  'thread-mute-ended-hosts': anEntry({
    ...{ kind: 'unmuted', hidden: 3, firing: 19 },
    early: { when: 'hosts', above: 18 },
  }),
  'thread-mute-ended-deploy': anEntry({
    ...{ kind: 'unmuted', hidden: 0, firing: 0 },
    early: { when: 'deploy' },
  }),
  'thread-mute-ended-rate': anEntry({
    ...{ kind: 'unmuted', hidden: 40, firing: 2 },
    early: { when: 'rate', above: 36 },
  }),
  'thread-flapping': anEntry({
    ...{ kind: 'flapping', changes: 6, within: minutes(10), quiet: minutes(10) },
  }),
  'thread-flapping-over': anEntry(
    { kind: 'steady', changes: 31, since: at('14:11'), firing: 1 },
    { when: at('14:59') },
  ),
  'thread-note': anEntry({
    kind: 'note',
    text: '/var/log/orders grows 2 GB an hour since the 13:55 deploy. Debug logging is on, turning it off on all nine.',
  }),
  'thread-pinned': anEntry({
    kind: 'pinned',
    text: 'it is the array',
    author: 'Bob Ortiz',
    link: 'https://acme.slack.com/archives/C024BE91L/p1770700012000200',
  }),
  'thread-severity': anEntry(
    { kind: 'severity', from: 'warning', to: 'critical' },
    { actor: { type: 'source', name: 'prometheus' } },
  ),
  'thread-severity-person': anEntry({ kind: 'severity', from: 'critical', to: 'warning' }),
  'thread-reopened': anEntry(
    { kind: 'reopened', title: 'DiskFull' },
    { actor: { type: 'source', name: 'prometheus' }, when: at('15:13') },
  ),
};

async function isGolden(name: string, body: MessageBody): Promise<void> {
  const calls = name === 'thread-assigned' ? ['U02BOB'] : [];
  expect(faultsOf(body, calls)).toEqual([]);
  await expectGolden(name, body);
}

describe('the card', () => {
  it.each(Object.entries(cards))('%s', async (name, incident) => {
    await isGolden(name, card(incident, alerts, surface));
  });
});

describe('what the last alert said', () => {
  const several = { description: '/var 96 %', alertCount: 14 };

  it.each([
    ['of several, with where', several, '14 alerts firing. Last: db-02: /var 96 %. '],
    ['that is over', { ...several, firingCount: 0 }, 'No alerts firing. Last: db-02: /var 96 %. '],
    ['of unknown host', { description: 'It is full', firingCount: 0 }, '. Last: It is full. '],
    [
      'alone, and that is over',
      { description: 'It is full', alertCount: 1, firingCount: 0 },
      'No alerts firing. Last: It is full. ',
    ],
    ['alone', { description: 'It is full', alertCount: 1, firingCount: 1 }, 'orders. It is full. '],
  ])('is told: %s', (_, changes, words) => {
    expect(card(theIncident(changes), alerts, surface).text).toContain(words);
  });
});

describe('the thread', () => {
  it.each(Object.entries(replies))('%s', async (name, entry) => {
    const incident = name === 'thread-reopened' ? cards['card-reopened'] : theIncident();

    await isGolden(name, threadMessage(incident, [entry], late));
  });

  it('has no reply without an entry', () => {
    expect(() => threadMessage(theIncident(), [], late)).toThrow('A reply needs an entry.');
  });

  it('ends with a summary', async () => {
    const entry = anEntry(
      { kind: 'resolved', how: 'person', note: 'extended /var by 200 GB' },
      { when: at('14:31') },
    );

    await isGolden(
      'thread-resolved',
      threadMessage(resolved('extended /var by 200 GB'), [entry], late),
    );
    await isGolden('thread-resolved-ask', threadMessage(resolved(''), [entry], late));
  });

  it('merges one-liners that waited, each with its time', async () => {
    const entries = [
      anEntry({ kind: 'acknowledged' }),
      anEntry({ kind: 'severity', from: 'critical', to: 'error' }, { when: at('14:12'), seq: 3 }),
    ];

    await isGolden('thread-merged-lines', threadMessage(theIncident(), entries, late));
  });

  it('begins with the time of the event when it is told late', async () => {
    const body = threadMessage(theIncident(), [anEntry({ kind: 'acknowledged' })], {
      ...surface,
      late: true,
    });

    await isGolden('thread-late', body);
  });

  it('has the details first', async () => {
    await isGolden('thread-details', details(theIncident(), alerts, surface));
    await isGolden(
      'thread-details-one-alert',
      details(theIncident({ alertCount: 1, firingCount: 1 }), alerts.slice(0, 1), surface),
    );
  });

  it.each([
    [{ alertname: 'Nightly job failed' }, '', 'Nothing came with it but its title.'],
    [{ alertname: 'Nightly job failed' }, 'Exit code 3.', 'Exit code 3.'],
    [{ alertname: 'Nightly job failed', service: 'billing' }, '', 'Labels service=billing'],
    [{ alertname: 'job-7' }, '', 'Labels alertname=job-7'],
  ])('has no title for a second time in the details: %j %s', (labels, description, told) => {
    const title = 'Nightly job failed';
    const annotations = { description };
    const content = { ...theAlert('x', '').content, labels, annotations, title, url: null };
    const incident = theIncident({ title, description: '', url: null, runbook: null });

    const { blocks } = details(incident, [{ ...theAlert('x', ''), content }], surface);

    expect(wordsIn(blocks)).toBe(told);
  });
});

/** All texts of blocks, in their order. */
function wordsIn(value: unknown): string {
  if (typeof value !== 'object' || value === null) return '';
  const own = 'text' in value && typeof value.text === 'string' ? value.text : '';
  return own + Object.values(value).map(wordsIn).join('');
}
