import { describe, expect, it } from 'vitest';
import { hours, instant, plus, seconds } from '../../src/domain/time.ts';
import { ChannelFaults, type FaultDeps } from '../../src/flow/channel-faults.ts';
import { DeliveryFailed } from '../../src/flow/notifier.ts';
import { keptLog } from '../slack/support/log.ts';

async function toldOf(code: string): Promise<string | undefined> {
  const told: string[] = [];
  // What telling of a channel uses of a notifier.
  const notifier = {
    channelId: async () => 'C1',
    find: async () => [],
    post: async (_: unknown, { text }: { readonly text: string }) => void told.push(text),
  } as unknown as FaultDeps['notifier'];
  const clock = { now: () => instant(0), newId: () => 'id' };
  const faults = new ChannelFaults({
    notifier,
    clock,
    log: keptLog(),
    defaultChannel: () => '#home',
  });
  await faults.tell('#db', code);
  return told[0];
}

describe('a channel that cannot be delivered to is told of with its remedy', () => {
  it.each([
    ['channel_not_found', 'there is no such channel that Quell can see. Make it, or invite Quell'],
    ['is_archived', 'the channel is archived. Unarchive it, or name another in the configuration'],
    ['is_inactive', 'the channel is archived. Unarchive it, or name another in the configuration'],
    ['not_in_channel', 'Quell is not a member. Write /invite @Quell there'],
    ['restricted_action', 'Slack answers "restricted_action"'],
  ])('%s', async (code, remedy) => {
    expect(await toldOf(code)).toMatch(/ What waits is delivered by itself after that\.$/);
    expect(await toldOf(code)).toContain(`#db gets no cards: ${remedy}`);
  });
});

describe('the log says what to do about a channel that cannot be delivered to', () => {
  it('also where the default channel cannot be told', async () => {
    const log = keptLog();
    const channelId = () => Promise.reject(new DeliveryFailed('channel', 'channel_not_found'));
    const faults = new ChannelFaults({
      // It gets no further with a notifier.
      notifier: { channelId } as unknown as FaultDeps['notifier'],
      clock: { now: () => instant(0), newId: () => 'id' },
      log,
      defaultChannel: () => '#home',
    });

    await faults.tell('#db', 'is_archived');

    expect(log.lines.at(-1)).toMatchObject({
      level: 'error',
      text: 'a channel fault could not be told',
      fields: { code: 'channel_not_found', text: expect.stringContaining('#db gets no cards') },
    });
  });

  it('once an hour, also of the default channel, which can be told nothing', async () => {
    let now = instant(0);
    const log = keptLog();
    // It is told nothing here.
    const notifier = {} as unknown as FaultDeps['notifier'];
    const clock = { now: () => now, newId: () => 'id' };
    const faults = new ChannelFaults({ notifier, clock, log, defaultChannel: () => '#home' });
    const fail = () => faults.tell('#home', 'channel_not_found');
    const fault =
      'there is no such channel that Quell can see. Make it, or invite Quell if it is private. It is the default_channel';
    const fields = { channel: '#home', fault };
    const line = { level: 'warn', text: 'a channel gets no cards', fields };

    await fail();
    await fail();
    expect(log.lines).toEqual([line]);

    now = plus(now, hours(1));
    await fail();
    expect(log.lines).toEqual([line, line]);

    faults.mended('#home');
    await fail();
    expect(log.lines).toHaveLength(3);
  });
});

describe('what keeps cards from people', () => {
  const ARCHIVED = 'the channel is archived. Unarchive it, or name another in the configuration';

  function world() {
    const time = { now: instant(0) };
    const home = { name: '#home' };
    // Telling the default channel is another matter.
    const notifier = { channelId: async () => 'C1', find: async () => ['1'] };
    const faults = new ChannelFaults({
      notifier: notifier as unknown as FaultDeps['notifier'],
      clock: { now: () => time.now, newId: () => 'id' },
      log: keptLog(),
      defaultChannel: () => home.name,
    });
    return { faults, time, home };
  }

  it('is each channel that takes none, with its remedy, until it is mended', async () => {
    const { faults } = world();
    await faults.tell('#web', 'not_in_channel');
    await faults.tell('#db', 'is_archived');
    await faults.tell('#home', 'is_archived');

    expect(faults.standing()).toEqual({
      token: null,
      channels: [
        `#db gets no cards: ${ARCHIVED}.`,
        `#home gets no cards: ${ARCHIVED}. It is the default_channel.`,
        '#web gets no cards: Quell is not a member. Write /invite @Quell there.',
      ],
    });
    for (const channel of ['#web', '#db', '#home']) faults.mended(channel);
    expect(faults.standing()).toEqual({ token: null, channels: [] });
  });

  it('calls the default channel so as long as it is that', async () => {
    const { faults, home } = world();
    await faults.tell('#home', 'is_archived');

    home.name = '#alerts';
    expect(faults.standing().channels).toEqual([`#home gets no cards: ${ARCHIVED}.`]);
  });

  it('is the token that Slack refuses, until something is delivered', () => {
    const { faults } = world();
    faults.refused(new DeliveryFailed('token', 'token_revoked'));

    expect(faults.standing().token).toBe(
      'No cards are delivered: Slack answers "token_revoked" to the bot token. quell doctor says what is wrong with it, and what to do.',
    );
    faults.mended('#db');
    expect(faults.standing().token).toBeNull();
  });

  it('names the scope that the token lacks, where Slack names it', () => {
    const { faults } = world();

    faults.refused(new DeliveryFailed('token', 'missing_scope', { needed: 'chat:write' }));

    expect(faults.standing().token).toBe(
      'No cards are delivered: the bot token lacks the scope chat:write. Reinstall the app with manifest.yml; quell doctor says how.',
    );
  });

  it('is nothing that was met long ago: nothing waits for it any more', async () => {
    const { faults, time } = world();
    await faults.tell('#db', 'is_archived');
    faults.refused(new DeliveryFailed('token', 'token_revoked'));

    time.now = plus(time.now, seconds(119));
    expect(faults.standing().channels).toHaveLength(1);
    time.now = plus(time.now, seconds(1));
    expect(faults.standing()).toEqual({ token: null, channels: [] });
  });
});
