import { describe, expect, it } from 'vitest';
import { NOTHING_HIDDEN } from '../../../src/domain/silence.ts';
import { instant } from '../../../src/domain/time.ts';
import { type HomeFacts, homeBlocks, homeView } from '../../../src/slack/blocks/index.ts';
import { expectGolden } from './golden-file.ts';
import { faultsOf } from './limits.ts';
import {
  ann,
  at,
  bobPerson,
  resolved,
  theIncident,
  theMute,
  theReport,
  theSilence,
} from './models.ts';

const HERS = 'U01ANN';
const acknowledged = {
  status: 'acknowledged',
  acknowledged: { by: ann, at: at('14:09') },
} as const;
const link = (number: number) => `https://acme.slack.com/archives/C024BE91L/p17707000${number}`;

const QUIET: HomeFacts = {
  now: at('14:40'),
  userId: HERS,
  waiting: [],
  others: [],
  withheld: 0,
  last: null,
  permalink: ({ number }) => link(number),
  silences: [],
  heard: [],
  week: null,
};

const warning = (number: number, changes: Partial<ReturnType<typeof theIncident>> = {}) =>
  theIncident({
    number,
    severity: 'warning',
    hosts: [`web-${number}`],
    firingCount: 1,
    ...changes,
  });

const homes: Readonly<Record<string, HomeFacts>> = {
  'home-first': QUIET,
  'home-withheld': { ...QUIET, withheld: 1 },
  'home-quiet': {
    ...QUIET,
    last: resolved('extended /var by 200 GB'),
    heard: ['prometheus', 'sentry-sdk', 'nightly-jobs', 'old'].map((name, place) => ({
      name,
      lastAt: instant(at('14:39') - place * 8 * 3_600_000),
    })),
  },
  'home-busy': {
    ...QUIET,
    withheld: 3,
    waiting: [
      theIncident({ ...acknowledged, number: 13, severity: 'error' }),
      theIncident(),
      theIncident({ number: 14, severity: 'info', assignee: { id: HERS, name: 'Ann Lee' } }),
    ],
    others: [
      warning(9, { mute: theMute }),
      warning(8, { mute: { ...theMute, until: null } }),
      warning(10, { ...acknowledged, assignee: bobPerson }),
      warning(11, { assignee: bobPerson }),
    ],
    silences: [
      theSilence({ hid: { firings: 96, incidents: 2 } }),
      theSilence({ kind: 'maintenance', hid: NOTHING_HIDDEN }),
    ],
    week: theReport(),
  },
};

const viewOf = (facts: HomeFacts) => homeView(homeBlocks(facts), facts.now);

describe('the App Home', () => {
  it.each(Object.entries(homes))('is as reviewed: %s', async (name, facts) => {
    const view = viewOf(facts);

    expect(faultsOf(view)).toEqual([]);
    await expectGolden(name, view);
  });

  it('is bounded, however many incidents and silences there are, and says how many', () => {
    const many = Array.from({ length: 499 }, (_, place) => theIncident({ number: place + 1 }));
    const silences = many.map(() => theSilence());
    const view = viewOf({ ...QUIET, waiting: many, others: many, silences, week: theReport() });

    expect(faultsOf(view)).toEqual([]);
    expect(view.blocks.length).toBeLessThan(100);
    const words = JSON.stringify(view);
    expect(words).toContain('499 incidents need you');
    expect(words).toContain('and 479 more');
    expect(words).toContain('and 489 more');
  });

  it('says that there are more than it looked at', () => {
    const many = Array.from({ length: 500 }, (_, place) => theIncident({ number: place + 1 }));

    expect(JSON.stringify(viewOf({ ...QUIET, waiting: many }))).toContain(
      'More than 499 incidents need you',
    );
  });

  it('breaks by nothing that an alert or a person wrote', () => {
    const evil = '<!channel> *b* `c` :x: <https://evil.example|x>\n'.repeat(40);
    const incident = theIncident({ title: evil, hosts: [], assignee: { id: HERS, name: evil } });
    const view = viewOf({
      ...QUIET,
      waiting: [incident],
      others: [incident],
      silences: [theSilence({ author: evil, reason: evil })],
      week: theReport({ noisy: theReport().noisy.map((group) => ({ ...group, title: evil })) }),
    });
    const quiet = viewOf({
      ...QUIET,
      last: incident,
      heard: [{ name: evil, lastAt: at('14:00') }],
    });

    expect([...faultsOf(view), ...faultsOf(quiet)]).toEqual([]);
  });
});
