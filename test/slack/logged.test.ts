import { describe, expect, it } from 'vitest';
import { minutes, plus } from '../../src/domain/time.ts';
import type { Asker } from '../../src/slack/asker.ts';
import type { Desk } from '../../src/slack/desk.ts';
import { libraryLog } from '../../src/slack/library-log.ts';
import { showNow } from '../../src/slack/perform.ts';
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
