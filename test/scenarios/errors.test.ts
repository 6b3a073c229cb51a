import { describe, expect, it } from 'vitest';
import { readThread } from '../support/reading.ts';
import {
  announces,
  lastReply,
  read,
  reports,
  reportsTimes,
  withShop,
  writes,
} from './support/errors.ts';

describe('an error', () => {
  it('has a card that says where, how often and whom it strikes', async () => {
    const bot = await withShop();

    await reportsTimes(bot, 3, { release: '4.12.0' });
    await bot.advance('5s');

    const card = bot.card('KeyError');
    expect(bot.cards()).toHaveLength(1);
    expect(read(card)).toContain("Error · KeyError: 'user_id'");
    expect(read(card)).toContain('checkout/views.py:88 in pay');
    expect(read(card)).toContain('3 in 1 h, 3 users');
    expect(read(card)).toContain('new in shop 4.12.0 production');
    expect(read(card)).toContain('[Acknowledge] [Assign] [Ignore] [Resolve] [More]');
  });

  it('names the release that brought it, its deploy, and who changed the culprit', async () => {
    const bot = await withShop();
    await announces(bot, '4.12.0', { file: 'backend/checkout/views.py', author: 'Cara Diaz' });
    await bot.advance('12m');

    await reports(bot, { release: '4.12.0' });

    const card = read(bot.card('KeyError'));
    expect(card).toContain('new in shop 4.12.0 production, deployed 12 min before');
    expect(card).toContain('last commit there: Cara Diaz');
  });

  it('that comes far more often than ever says so once', async () => {
    const bot = await withShop();
    for (let hour = 0; hour < 24; hour += 1) {
      await reports(bot);
      await bot.advance('1h');
    }

    await reportsTimes(bot, 60);
    await bot.advance('1m');

    const card = bot.card('KeyError');
    expect(read(card)).toContain('60 in 1 h, far more than ever');
    const told = readThread(card).filter((reply) => reply.includes('Far more often than ever'));
    expect(told).toHaveLength(1);
  });

  it('has its stack first in the thread', async () => {
    const bot = await withShop();

    await reports(bot, { user: 'jane' });

    const [details] = readThread(bot.card('KeyError'));
    expect(details).toContain("KeyError: 'user_id' on POST /pay");
    expect(details).toContain("user = cart['user_id']");
    expect(details).toContain('… 1 frame of django');
  });

  it('has what its users write in the thread, in full size', async () => {
    const bot = await withShop();
    const id = await reports(bot);

    await writes(bot, id, 'I pressed Pay and got a white page.');
    await bot.advance('5s');

    const reply = lastReply(bot.card('KeyError'));
    expect(reply).toContain('I pressed Pay and got a white page.');
    expect(reply).toContain('A user of shop wrote this');
  });

  it('never says the count of an hour that is over', async () => {
    const bot = await withShop();
    await reportsTimes(bot, 3);

    await bot.advance('2h');

    expect(read(bot.card('KeyError'))).toContain('none in 1 h, 3 in all, 3 users');
    await bot.advance('1d');
    bot.expectNothingElse();
  });

  it('of a quiet environment is counted, in the list, and told to nobody', async () => {
    const bot = await withShop();

    await reports(bot, { environment: 'staging' });

    expect(bot.cards()).toEqual([]);
    await bot.ask('ann', 'errors', /KeyError: 'user_id'.*nobody was told: environment "staging"/s);
    await bot.ask('ann', 'why 1', 'errors of the environment "staging" are counted only');
    await reports(bot, { environment: 'production' });
    expect(read(bot.card('KeyError'))).toContain('2 in 1 h');
  });

  it('that is like no other says why', async () => {
    const bot = await withShop();
    await reports(bot);

    const answer = await bot.ask('ann', 'why 1', 'is a group of its own');

    expect(read(answer)).toContain('Alike are');
  });
});

describe('/incident errors', () => {
  it('finds errors by text, project and time, page by page', async () => {
    const bot = await withShop();
    for (let name = 0; name < 12; name += 1) {
      await reports(bot, { type: `Error${name}`, function: `step${name}` });
      await bot.advance('1m');
    }

    const first = await bot.ask('ann', 'errors shop in 24h', 'Errors of shop of the last 1 day');
    expect(read(first)).toContain('Error11');
    expect(read(first)).not.toContain('Error1:');
    await first.click('Show more', { by: 'ann' });
    await bot.eventually(() => {
      const [answer] = bot.slack.as('ann').ephemeral();
      expect(answer && read(answer)).toContain('Error0:');
    });
    await bot.ask('ann', 'errors step7', 'Error7');
    await bot.ask('ann', 'errors nothing-like-it', 'No errors with “nothing-like-it”');
    await bot.ask('ann', 'errors in 3x', '“3x” is not a duration');
  });

  it('shows the newest events of one', async () => {
    const bot = await withShop();
    await reports(bot, { user: 'jane' });
    const id = await reports(bot, { release: '4.12.0' });

    const answer = await bot.ask('ann', 'errors INC-1', 'Events of INC-1');

    expect(read(answer)).toContain(id);
    expect(read(answer)).toContain('the first of all');
    await bot.fires('DiskFull');
    await bot.ask('ann', 'errors 2', 'INC-2 comes from a monitor or a person');
  });
});
