import type { ViewOutput } from '@slack/bolt';
import { describe, expect, it } from 'vitest';
import { minutes, plus } from '../../src/domain/time.ts';
import { type Asker, type AskerDeps, askerOf, type Origin } from '../../src/slack/asker.ts';
import { fixModal } from '../../src/slack/blocks/index.ts';
import type { Desk } from '../../src/slack/desk.ts';
import { libraryLog } from '../../src/slack/library-log.ts';
import { perform, showNow } from '../../src/slack/perform.ts';
import { silence } from '../../src/slack/silencing.ts';
import { newIncident } from '../../src/slack/views/new.ts';
import { surface, theIncident } from './blocks/models.ts';
import { keptLog } from './support/log.ts';

describe('what the library of Slack logs', () => {
  it.each([
    ['of its socket, is of no use to anybody', 'WebSocket error occurred', 'debug'],
    ['of anything else is a warning', 'an unknown method', 'warn'],
  ])('%s', (_, words, level) => {
    const log = keptLog();

    libraryLog(log).error(words);

    expect(log.lines).toEqual([{ level, fields: { detail: words }, text: 'slack library failed' }]);
  });
});

describe('a card that cannot be updated at once', () => {
  it('is logged, and the person hears that their wish is saved', async () => {
    const log = keptLog();
    const told: string[] = [];

    await show(log, async ({ text }) => void told.push(text));

    expect(log.lines).toMatchObject([{ level: 'warn', text: 'card not updated at once' }]);
    expect(told).toEqual(['Saved, but Slack did not take the update. The card follows by itself.']);
  });

  it('is logged too where the person cannot be told', async () => {
    const log = keptLog();

    await show(log, () => Promise.reject(new Error('busy')));

    expect(log.lines.at(-1)).toMatchObject({
      level: 'warn',
      text: 'a person could not be told that their wish is saved',
      fields: { number: 12 },
    });
  });

  function show(log: Desk['log'], tell: Asker['tell']): Promise<void> {
    // What showing a card uses of a desk, and of whoever asked.
    const desk = {
      log,
      deliverNow: () => Promise.reject(new Error('busy')),
      store: { delivery: async () => undefined },
      clock: { now: () => plus(surface.now, minutes(1)) },
    } as unknown as Desk;
    return showNow(desk, { tell } as unknown as Asker, { ...theIncident(), cardRevision: 9 });
  }
});

describe('what cannot be', () => {
  // What asking uses of whoever asks, and what comes of it of a desk.
  const asker = { userId: 'U1', actor: async () => ({ type: 'quell' }) } as unknown as Asker;
  const desk = {
    act: async () => ({ type: 'passed' }),
    clock: { now: () => surface.now },
  } as unknown as Desk;
  const NOTHING = { matchers: [], endsAt: surface.now, reason: '' };

  async function open(): Promise<void> {
    const severity = { value: { selected_option: { value: 'error' } } };
    const values = { title: { value: { value: 'Login is down' } }, severity };
    const work = newIncident.submit({ state: { values } } as unknown as ViewOutput, desk);
    if (typeof work === 'function') await work(asker, desk);
  }

  it.each([
    [
      'of a wish',
      () => perform(desk, asker, 7, { verb: 'refresh' }),
      'A wish about INC-7 ended as passed.',
    ],
    ['of a silence', () => silence(desk, asker, NOTHING), 'A new silence ended as passed.'],
    ['of a new incident', open, 'A new incident ended as passed.'],
  ])('is named: %s', async (_, work, sentence) => {
    await expect(work()).rejects.toThrow(sentence);
  });

  it('is named: a modal without a click', async () => {
    const origin = { triggerId: null } as unknown as Origin;

    const opened = askerOf({} as unknown as AskerDeps, origin).open(fixModal(theIncident()));

    await expect(opened).rejects.toThrow('There is no click that a modal could follow.');
  });
});
