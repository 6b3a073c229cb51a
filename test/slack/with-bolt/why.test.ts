import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { days, hours } from '../../../src/domain/time.ts';
import type { MessageHandle } from '../../../src/sandbox/driver/message-handle.ts';
import { aRetention } from '../../support/state.ts';
import { theReport, theSuggestion } from '../blocks/models.ts';
import { SlackWorld } from '../support/slack-world.ts';

let world: SlackWorld;

beforeAll(async () => {
  world = await SlackWorld.start();
});
afterAll(() => world.stop());

async function ask(person: string, words: string, says: string | RegExp): Promise<MessageHandle> {
  await world.sandbox.as(person).command(`/incident ${words}`.trim());
  return world.answerTo(person, says);
}

describe('why', () => {
  it('tells the decisions that led to the card, to one person', async () => {
    const { number } = await world.receive('WhyFull');

    const answer = await ask('ann', `why ${number}`, `Why INC-${number}`);

    expect(answer.words).toContain('Sent to #alerts as a new card');
    expect(answer.words).toContain('From test, accepted');
    expect(answer.isEphemeral).toBe(true);
  });

  it('is asked of the menu, which shows its name again', async () => {
    const { number } = await world.receive('WhyModal');
    const before = JSON.stringify(world.card(number).blocks);

    await world.sandbox.as('ann').choose(world.card(number), 'More', 'Why was this sent?');
    const modal = await world.sandbox.as('ann').modal();

    expect(modal.title).toBe(`Why INC-${number} was sent`);
    expect(modal.words).toContain('No rule changed its alerts');
    await world.sandbox.until(() => JSON.stringify(world.card(number).blocks) !== before);
    await modal.close();
  });
});

describe('audit', () => {
  it('finds by a text, by a stretch and by a time of day what nobody was told', async () => {
    await ask('bob', 'silence alertname=Hidden 1h', 'tell nobody');
    await world.receive('Hidden');
    await world.receive('Shown');
    // 14:02 UTC and a little is 09:02 in New York.
    const [, hour = '', minute = ''] = /T(\d\d):(\d\d)/.exec(at(world.clock.now())) ?? [];

    for (const query of ['hidden', '2h', `${Number(hour) - 5}:${minute}`, '']) {
      const answer = await ask('bob', `audit ${query}`, '1 alert');
      expect(answer.words).toContain('Nobody was told then: it was silenced');
      expect(answer.words).toContain('alertname="Hidden" instance="web-1"');
      expect(answer.words).not.toContain('Shown');
    }
  });

  it('says what can be looked for when it finds nothing', async () => {
    await ask('bob', 'audit nowhere', 'No alert matches “nowhere”');
    await ask('bob', 'audit 3:00', 'No alert matches “3:00”');
  });
});

function at(now: number): string {
  return new Date(now).toISOString();
}

describe('maintenance', () => {
  it('is entered for once, listed, and ended by its id', async () => {
    const made = await ask(
      'ann',
      'maintenance service=once 2h upgrade',
      'Maintenance: alerts with',
    );
    const [, id] = /unsilence (\w+)/.exec(made.words) ?? [];

    await ask('bob', 'maintenance', /1 maintenance\b[\s\S]*service="once"/);
    await ask('bob', 'silences', /maintenance service="once"[\s\S]*hid nothing so far/);
    await ask('ann', `unsilence ${id}`, 'The maintenance is over');

    expect(await world.store.silences()).toContainEqual(
      expect.objectContaining({
        kind: 'maintenance',
        repeats: null,
        reason: 'upgrade',
        home: world.sandbox.as('ann').id,
      }),
    );
  });

  it('is entered for again and again, in the zone of whoever asks', async () => {
    await ask('cara', 'maintenance service=again "0 2 * * 0" 1h', 'Sundays 02:00 to 03:00');

    const silences = await world.store.silences();
    expect(silences.find(({ repeats }) => repeats)).toMatchObject({
      repeats: { cron: '0 2 * * 0', duration: hours(1), timezone: 'Europe/Prague' },
    });
  });

  it('offers a line that works for one that does not', async () => {
    const answer = await ask('ann', 'maintenance service=db 2x', 'neither a duration nor');

    expect(answer.words).toContain('/incident maintenance service=db 2h');
  });
});

describe('stats', () => {
  it('shows the noise, and previews of what would lessen it', async () => {
    const [suggestion = theSuggestion()] = theReport().suggestions;

    const answer = await ask('ann', 'stats 7d', 'Noise report');
    const preview = { value: previewOf(answer) };
    await world.sandbox.as('ann').click(answer, 'Preview', preview);
    const modal = await world.sandbox.as('ann').modal();

    expect(modal.title).toBe('Preview of a change');
    expect(modal.words).toContain(suggestion.lines.trim().split('\n')[0]);
    await modal.close();
  });

  it('is looked into in a process that did not answer it', async () => {
    const first = await SlackWorld.start();
    const { sandbox } = first;
    await sandbox.as('ann').command('/incident stats 7d');
    const answer = await first.answerTo('ann', 'Noise report');

    await first.slack.stop();
    const second = first.another();
    await second.connected();
    await sandbox.connected();
    await sandbox.as('ann').click(answer, 'Preview', { value: previewOf(answer) });

    expect((await sandbox.as('ann').modal()).title).toBe('Preview of a change');
    await second.stop();
    await first.stop();
  });

  it('says so when it is kept no more', async () => {
    const answer = await ask('cara', 'stats 7d', 'Noise report');
    world.pass(days(1));
    const before = world.clock.now();
    await world.store.prune(aRetention({ recordingsBefore: before, resolvedBefore: before }), 10);

    await world.sandbox.as('cara').click(answer, 'Preview', { value: previewOf(answer) });

    const gone = await world.answerTo('cara', 'This report is not kept any more. A new one:');
    expect(gone.words).toContain('/incident stats 7d');
  });

  it.each([
    ['stats week', '“week” is not a duration'],
    ['stats 400d', 'At most 90 days'],
  ])('%s says what is wrong', async (words, says) => {
    expect((await ask('ann', words, says)).isEphemeral).toBe(true);
  });
});

/** The value of the first preview. */
function previewOf(answer: MessageHandle): string {
  const [, value = ''] = /"value":"([^"]+:[^"]+)"/.exec(JSON.stringify(answer.blocks)) ?? [];
  return value;
}
