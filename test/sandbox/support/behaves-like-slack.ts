/** What the bot meets, in Socket Mode and in HTTP mode alike. */
import { expect, it } from 'vitest';
import type { Sandbox } from '../../../src/sandbox/sandbox.ts';
import { type Bot, card } from './bot.ts';

export interface Running {
  readonly sandbox: Sandbox;
  readonly bot: Bot;
}

export function behavesLikeSlack(running: () => Running): void {
  const post = async () => {
    const { sandbox, bot } = running();
    const { channels } = await bot.app.client.conversations.list({});
    const channel = channels?.find((each) => each.name === 'alerts')?.id ?? '';
    const sent = { channel, text: 'Disk is full', blocks: card('nobody has it') };
    const { ts } = await bot.app.client.chat.postMessage(sent);
    const found = sandbox
      .channel('#alerts')
      .messages()
      .find((message) => message.ts === ts);
    if (!found) throw new Error('The message was not posted.');
    return found;
  };

  it('shows a posted message with its buttons', async () => {
    const message = await post();

    expect(message.words).toContain('Disk is full*, nobody has it');
    expect(message.buttons).toEqual(['Acknowledge', 'Note…', 'Mute']);
  });

  it('brings a click to the bot, and shows the update and the private answer', async () => {
    const { sandbox } = running();
    const message = await post();
    const before = sandbox.as('ann').ephemeral().length;

    await message.click('Acknowledge', { by: 'ann' });
    await sandbox.until(() => sandbox.as('ann').ephemeral().length > before);

    expect(message.words).toContain('with @Ann Lee');
    expect(message.raw).not.toHaveProperty('edited');
    expect(sandbox.as('ann').ephemeral().at(-1)?.words).toBe('It is yours.');
    expect(sandbox.as('bob').ephemeral()).toEqual([]);
  });

  it('brings a choice from a menu to the bot', async () => {
    const { sandbox, bot } = running();
    const message = await post();

    await message.choose('Mute', '1 hour', { by: 'bob' });

    await sandbox.until(() => bot.heard.includes('mute 1 hour'));
  });

  it('opens a modal, refuses an empty input, shows the bot’s errors, and closes', async () => {
    const { sandbox, bot } = running();
    await (await post()).click('Note…');
    const modal = await sandbox.as('ann').modal();

    await modal.submit();
    expect(modal.errors).toEqual({ text: 'Please complete this required field.' });

    await modal.fill('What happened?', 'bad');
    await modal.submit();
    expect(modal.errors).toEqual({ text: 'Say more.' });
    expect(modal.isOpen).toBe(true);

    await modal.fill('What happened?', 'The disk was full');
    await modal.submit();
    expect(modal.isOpen).toBe(false);
    await sandbox.until(() => bot.heard.includes('note The disk was full'));
  });

  it('brings a slash command to the bot, with names turned into ids', async () => {
    const { sandbox, bot } = running();
    const bob = sandbox.as('bob');

    await bob.command('/incident assign 12 @cara');
    await sandbox.until(() => bob.ephemeral().length > 0);

    expect(bot.heard).toContain(`command assign 12 <@${sandbox.as('cara').id}|cara>`);
    expect(bob.ephemeral().at(-1)?.words).toBe('You asked for assign 12 @Cara Novak.');
  });

  it('brings a message shortcut to the bot', async () => {
    const { sandbox, bot } = running();
    const said = await sandbox.as('cara').say('#alerts', 'Is it slow for you too?');

    await sandbox.as('cara').shortcut('incident.new', said);

    expect((await sandbox.as('cara').modal()).title).toBe('Add a note');
    expect(bot.heard).toContain('message_action');
  });

  it('shows the App Home that the bot publishes', async () => {
    const home = await running().sandbox.as('cara').home();

    expect(home.words).toBe('All is quiet');
  });

  it('tells the bot of a mention, and shows its reply in the thread', async () => {
    const { sandbox } = running();

    const said = await sandbox.as('ann').say('#alerts', 'The cache is cold @quell');
    await sandbox.until(() => said.replies().length > 0);

    expect(said.replies()[0]?.words).toBe('Noted.');
    expect(sandbox.channel('#alerts').thread(said.ts)).toHaveLength(1);
  });

  it('tells the bot of a reaction and of its own joining', async () => {
    const { sandbox, bot } = running();
    const message = await post();

    await sandbox.as('bob').react(message, 'pushpin');
    await bot.app.client.conversations.join({ channel: sandbox.channel('#general').id });

    await sandbox.until(() => bot.heard.includes('reaction pushpin'));
    await sandbox.until(() => bot.heard.includes(`join ${sandbox.channel('#general').id}`));
    expect(bot.failures).toEqual([]);
  });
}
