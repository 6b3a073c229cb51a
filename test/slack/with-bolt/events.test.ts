import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { SlackWorld } from '../support/slack-world.ts';

let world: SlackWorld;

beforeAll(async () => {
  world = await SlackWorld.start();
});
afterAll(() => world.stop());

async function kindsOf(number: number): Promise<readonly string[]> {
  return (await world.timeline(number)).map(({ what }) => what.kind);
}

describe('a mention in the thread of an incident', () => {
  it('is a note, with people by their names', async () => {
    const { number } = await world.open('Discussed');
    const bob = world.sandbox.as('bob').id;
    const text = `<@${world.sandbox.botUser}> <@${bob}> restarts it &amp; waits`;

    await world.sandbox.as('ann').say('#alerts', text, world.card(number).ts);

    await vi.waitFor(async () => expect(await kindsOf(number)).toEqual(['opened', 'note']));
    const [, note] = await world.timeline(number);
    expect(note).toMatchObject({
      actor: { type: 'person', id: world.sandbox.as('ann').id },
      what: { text: `@${await world.nameOf('bob')} restarts it & waits` },
    });
  });

  it('without a note says how to write one', async () => {
    const { number } = await world.open('Only called');

    await world.sandbox
      .as('ann')
      .say('#alerts', `<@${world.sandbox.botUser}>`, world.card(number).ts);

    await world.answerTo('ann', 'Write the note behind the mention');
  });

  it('says elsewhere that there is no incident', async () => {
    await world.sandbox.as('cara').say('#alerts', `<@${world.sandbox.botUser}> hello`);

    await world.answerTo('cara', 'this is none');
  });
});

describe('a pushpin', () => {
  it('puts the message on the timeline at its own time, with its author and address', async () => {
    const { number } = await world.open('Pinned');
    const said = await world.sandbox
      .as('bob')
      .say('#alerts', 'It is the array', world.card(number).ts);

    await world.sandbox.as('ann').react(said, 'pushpin');

    await vi.waitFor(async () => expect(await kindsOf(number)).toEqual(['opened', 'pinned']));
    const [, pinned] = await world.timeline(number);
    expect(pinned?.at).toBe(Math.floor(Number(said.ts) * 1_000));
    expect(pinned?.what).toMatchObject({
      text: 'It is the array',
      author: await world.nameOf('bob'),
      link: expect.stringContaining(`p${said.ts.replace('.', '')}`),
    });
    expect(pinned?.actor).toMatchObject({ id: world.sandbox.as('ann').id });
  });

  it('puts it there once, whoever pins it too', async () => {
    const { number } = await world.open('Pinned twice');
    const said = await world.sandbox.as('bob').say('#alerts', 'Once', world.card(number).ts);
    const last = await world.sandbox.as('bob').say('#alerts', 'Last', world.card(number).ts);

    await world.sandbox.as('ann').react(said, 'pushpin');
    await vi.waitFor(async () => expect(await kindsOf(number)).toEqual(['opened', 'pinned']));
    await world.sandbox.as('cara').react(said, 'pushpin');
    await world.sandbox.as('cara').react(last, 'pushpin');

    await vi.waitFor(async () =>
      expect(await kindsOf(number)).toEqual(['opened', 'pinned', 'pinned']),
    );
    expect((await world.timeline(number))[2]?.what).toMatchObject({ text: 'Last' });
  });

  it('is ours only in the thread of an incident, and so is no other emoji', async () => {
    const { number } = await world.open('Not pinned');
    const reply = await world.sandbox.as('bob').say('#alerts', 'a', world.card(number).ts);
    const elsewhere = await world.sandbox.as('bob').say('#alerts', 'elsewhere');

    await world.sandbox.as('ann').react(reply, 'eyes');
    await world.sandbox.as('ann').react(elsewhere, 'pushpin');
    const noted = await world.sandbox.as('bob').say('#alerts', 'b', world.card(number).ts);
    await world.sandbox.as('ann').react(noted, 'pushpin');

    await vi.waitFor(async () => expect(await kindsOf(number)).toEqual(['opened', 'pinned']));
    expect((await world.timeline(number))[1]?.what).toMatchObject({ text: 'b' });
  });
});

describe('the shortcut on a message', () => {
  it('opens an incident with what the message says', async () => {
    const said = await world.sandbox
      .as('bob')
      .say('#alerts', 'Payments fail\nsince 14:00 &amp; counting');

    await world.sandbox.as('ann').shortcut('incident.new', said);
    const modal = await world.sandbox.as('ann').modal();
    expect(modal.values).toMatchObject({
      'What is wrong?': 'Payments fail',
      'What do you know?': 'Payments fail\nsince 14:00 & counting',
    });
    await modal.submit();

    await world.answerTo('ann', 'is open').catch(async () => {
      // Without a channel of its own, the answer comes as a direct message.
      await world.sandbox.until(() =>
        world.sandbox.as('ann').directMessages().at(-1)?.words.includes('is open'),
      );
    });
  });
});
