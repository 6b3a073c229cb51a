import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hours, plus } from '../../../src/domain/time.ts';
import type { MessageHandle } from '../../../src/sandbox/driver/message-handle.ts';
import { SlackWorld } from '../support/slack-world.ts';

let world: SlackWorld;

beforeAll(async () => {
  world = await SlackWorld.start();
});
afterAll(() => world.stop());

/** Types a command, and waits for the answer that says this. */
async function ask(person: string, words: string, says: string | RegExp): Promise<MessageHandle> {
  await world.sandbox.as(person).command(`/incident ${words}`.trim());
  return world.answerTo(person, says);
}

describe('/incident', () => {
  it('without words shows what is open, only to whoever asked', async () => {
    await ask('cara', '', 'No open incidents');
    const { number } = await world.open('Listed');

    const answer = await ask('cara', '', '1 open');

    expect(answer.words).toContain(`INC-${number}`);
    expect(answer.isEphemeral).toBe(true);
    await world.act({
      type: 'incident',
      number,
      actor: { type: 'api', name: 'test' },
      act: { verb: 'resolve', note: '', whileFiring: 'reopen' },
    });
  });

  it('helps', async () => {
    await ask('ann', 'help', '/incident');
  });

  it('offers the nearest right command for a wrong word, and runs it at a click', async () => {
    const { number } = await world.open('Misspelt');

    const answer = await ask('ann', `resovle ${number} added disk`, 'Did you mean');
    expect(answer.words).toContain(`resolve ${number} added disk`);
    await world.sandbox.as('ann').click(answer, 'Run that');

    const card = await world.cardSays(number, 'Resolved');
    expect(card.words).toContain('added disk');
    await world.answerTo('ann', `INC-${number} is resolved`);
  });

  it.each([
    ['a number that is none', 'ack twelve', '“twelve” is not the number of an incident'],
    ['no number', 'ack', 'Which incident?'],
    ['two numbers', 'ack 4711 12', '“12” does not belong here, so nothing was done'],
    ['words where there are none', 'timeline 1 please', '“please” does not belong here'],
    ['an unknown number', 'ack 4711', 'There is no INC-4711'],
    ['a wrong time', 'mute 1 2x', '“2x” is not a duration'],
    ['no time', 'mute 1', 'For how long?'],
    ['a wrong severity', 'severity 1 awful', '“awful” is not a severity'],
    ['an empty note', 'note 1', 'A note needs some text'],
    ['nobody of this workspace', 'assign 1 somebody', '“somebody” is nobody in this workspace'],
    ['a wrong list', 'list mien', 'list mine'],
    ['a silence for everything', 'silence service=~".*" 2h', 'would hide every alert'],
    ['a silence without a matcher', 'silence 2h', 'There is no matcher'],
    ['an unknown silence', 'unsilence feed', 'No silence in force has the id “feed”'],
  ])('says what is wrong with %s', async (_, words, says) => {
    const answer = await ask('bob', words, says);

    expect(answer.isEphemeral).toBe(true);
  });

  it('answers a refusal with what is the case', async () => {
    const { number } = await world.open('Open anyway');

    const answer = await ask('ann', `reopen ${number}`, `INC-${number} is open`);

    expect(answer.words).toContain('Nothing changed');
  });
});

describe('a command about an incident', () => {
  it.each([
    ['ack', (n: number) => `ack INC-${n}`, 'is acknowledged', 'Unacknowledge'],
    ['mute', (n: number) => `mute #${n} 2h disk swap`, 'is muted for 2 h', 'disk swap'],
    ['severity', (n: number) => `severity ${n} critical`, 'is now critical', 'Critical'],
    ['resolve', (n: number) => `resolve ${n} added disk`, 'is resolved', 'added disk'],
    ['assign', (n: number) => `assign ${n} @bob`, 'is with', 'for'],
    ['assign to oneself', (n: number) => `assign ${n} me`, 'is with', 'for'],
  ])('%s is done, answered and shown', async (_, words, answer, shown) => {
    const { number } = await world.open('By command');

    await ask('ann', words(number), `INC-${number} ${answer}`);

    const card = world.card(number);
    expect(`${card.words} ${card.buttons.join()}`).toContain(shown);
  });

  it('is about the incident in whose thread it is typed, should Slack ever tell', async () => {
    const { number } = await world.open('In its thread');
    const thread = world.card(number).ts;

    await world.sandbox.as('ann').command('/incident mute 2h disk swap', { thread });

    await world.cardSays(number, 'disk swap');
  });

  it('mutes what still fires after a resolve, and says so', async () => {
    const { number } = await world.receive('StillFiring');

    await ask('ann', `resolve ${number}`, '1 alert still fires, so it is muted for 1 h');

    expect((await world.incident(number)).mute?.until).toBe(plus(world.clock.now(), hours(1)));
  });

  it('undoes what another did', async () => {
    const { number } = await world.open('There and back');
    await ask('ann', `ack ${number}`, `INC-${number} is acknowledged`);
    await ask('ann', `unack ${number}`, `INC-${number} is with nobody again`);
    await ask('ann', `mute ${number} 1h`, `INC-${number} is muted for 1 h`);
    await ask('ann', `unmute ${number}`, `INC-${number} is no longer muted`);
    await ask('ann', `resolve ${number}`, `INC-${number} is resolved`);
    await ask('ann', `reopen ${number}`, `INC-${number} is open again`);

    const kinds = (await world.timeline(number)).map(({ what }) => what.kind);
    expect(kinds).toEqual([
      'opened',
      'acknowledged',
      'unacknowledged',
      'muted',
      'unmuted',
      'resolved',
      'reopened',
    ]);
  });

  it('keeps a note as it was typed', async () => {
    const { number } = await world.open('Noted');

    await ask('ann', `note ${number} a < b && see <https://x.example>`, 'has the note');

    const [, note] = await world.timeline(number);
    expect(note?.what).toMatchObject({ kind: 'note' });
    expect(JSON.stringify(note?.what)).toContain('a < b && see');
  });

  it('shows its card with buttons that work', async () => {
    const { number } = await world.open('Shown');

    const answer = await ask('bob', `show ${number}`, 'Shown');
    await world.sandbox.as('bob').click(answer, 'Acknowledge');

    await world.sandbox.until(() => world.card(number).buttons.includes('Unacknowledge'));
    await world.sandbox.until(() => answer.buttons.includes('Unacknowledge'), 'their own copy too');
  });

  it('is also shown by its number alone', async () => {
    const { number } = await world.open('By number');

    await ask('bob', `${number}`, 'By number');
  });

  it('tells its timeline', async () => {
    const { number } = await world.open('Told');

    await ask('bob', `timeline ${number}`, `Timeline of INC-${number}`);
  });
});

describe('new', () => {
  it('asks for the rest in a modal, and opens it', async () => {
    await world.sandbox.as('ann').command('/incident new Customers cannot &lt;log&gt; in');
    const modal = await world.sandbox.as('ann').modal();
    expect(modal.values).toMatchObject({ 'What is wrong?': 'Customers cannot <log> in' });
    await modal.fill('Severity', 'Critical');
    await modal.fill('Who takes it?', 'bob');
    await modal.submit();

    await world.sandbox.until(() =>
      world.sandbox
        .channel('#alerts')
        .messages()
        .some(({ words }) => words.includes('Customers cannot <log> in')),
    );
    const card = world.sandbox.channel('#alerts').message('Customers cannot');
    await world.sandbox.until(() => card.words.includes('for '));
    expect(card.words).toContain('Critical');
  });

  it('needs a title', async () => {
    await world.sandbox.as('ann').command('/incident new');
    const modal = await world.sandbox.as('ann').modal();

    await modal.submit().catch(() => {});

    expect(modal.isOpen).toBe(true);
    await modal.close();
  });
});

describe('list', () => {
  it('shows mine and all, in the place of the list', async () => {
    const { number } = await world.open('Mine alone');
    await ask('cara', `ack ${number}`, `INC-${number} is acknowledged`);
    const list = await ask('cara', 'list', /\d+ open/);

    await world.sandbox.as('cara').click(list, 'Mine');
    await world.answerTo('cara', '1 with you');
    const mine = await world.answerTo('cara', '1 with you');
    await world.sandbox.as('cara').click(mine, 'All of 7 days');

    await world.answerTo('cara', /of 7 days/);
  });

  it('opens a new incident from its button', async () => {
    const list = await ask('bob', 'list', /\d+ open/);

    await world.sandbox.as('bob').click(list, 'New incident');

    await (await world.sandbox.as('bob').modal()).close();
  });
});

describe('silence', () => {
  it('is made, listed and ended by the beginning of its id', async () => {
    const made = await ask(
      'ann',
      'silence alertname="Backup job" 2h nightly',
      'tell nobody for 2 h',
    );
    const [id] = /unsilence (\w+)/.exec(made.words)?.slice(1) ?? [];

    await ask('ann', 'silences', `${id}`);
    await ask('ann', `unsilence ${id}`, 'The silence is over');
    await ask('ann', `unsilence ${id}`, 'No silence in force');

    expect(await world.store.silences()).toMatchObject([
      { reason: 'nightly', matchers: [{ name: 'alertname', operator: '=', value: 'Backup job' }] },
    ]);
  });
});
