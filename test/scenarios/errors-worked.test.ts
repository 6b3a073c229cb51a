import { describe, expect, it } from 'vitest';
import { startBot } from '../support/world.ts';
import { lastReply, read, reports, reportsTimes, SHOP, withShop } from './support/errors.ts';

describe('Resolve', () => {
  it('asks nothing, and the next error of it brings the card back', async () => {
    const bot = await withShop();
    await reports(bot);
    const card = bot.card('KeyError');

    await card.click('Resolve', { by: 'ann' });
    await bot.eventually(() => expect(read(card)).toContain('Resolved · KeyError'));
    expect(read(card)).not.toContain('muted');
    await bot.advance('1h');
    await reports(bot);

    expect(bot.cards()).toHaveLength(1);
    expect(read(card)).toContain('Error, reopened');
  });

  it('with a release: older ones are only counted, a newer one is a regression', async () => {
    const bot = await withShop();
    await reports(bot, { release: '4.12.0' });
    await reports(bot, { release: '4.12.1', type: 'Started' });
    const card = bot.card('KeyError');
    await card.click('Resolve', { by: 'ann' });
    await bot.eventually(() => expect(read(card)).toContain('resolved in 4.12.1'));

    await bot.advance('1h');
    await reports(bot, { release: '4.12.0' });
    expect(read(card)).toContain('Resolved');
    await reports(bot, { release: '4.13.0' });

    expect(read(card)).toContain('Error, regression · KeyError');
    expect(read(card)).toContain('back in 4.13.0, resolved in 4.12.1 by Ann Lee');
    expect(lastReply(card)).toContain('Regression: back in 4.13.0, resolved in 4.12.1 by Ann Lee');
  });

  it('in the next release waits for that', async () => {
    const bot = await withShop();
    await reports(bot, { release: '4.12.0' });
    const card = bot.card('KeyError');

    await card.choose('More', 'Resolve in the next release', { by: 'ann' });
    await bot.eventually(() =>
      expect(read(card)).toContain('resolves with the next release after 4.12.0'),
    );
    await reports(bot, { release: '4.12.0' });
    expect(read(card)).toContain('Resolved');
    await reports(bot, { release: '4.13.0' });

    expect(read(card)).toContain('Error, regression');
  });

  it('in the next release is refused where none is named', async () => {
    const bot = await withShop();
    await reports(bot);

    await bot.ask('ann', 'resolve 1 in next release', 'INC-1 names no release');

    expect(read(bot.card('KeyError'))).toContain('nobody has this yet');
  });
});

describe('Ignore', () => {
  it('until it happens more often, then tells again', async () => {
    const bot = await withShop();
    await reports(bot);
    const card = bot.card('KeyError');

    await card.choose('Ignore', 'Until it happens 100 more times', { by: 'ann' });
    await bot.eventually(() => expect(read(card)).toContain('Error, ignored'));
    expect(read(card)).toContain('By Ann Lee until it happens 100 more times');
    expect(card.buttons).toContain('Stop ignoring');
    await reportsTimes(bot, 99);
    expect(read(card)).toContain('ignored');
    await reports(bot);

    expect(read(card)).toContain('nobody has this yet');
    await bot.eventually(() =>
      expect(lastReply(card)).toContain('Told again: it happened 100 more times'),
    );
  });

  it('for ever outlasts what resolves it, until somebody stops it', async () => {
    const bot = await withShop();
    await reports(bot);
    const card = bot.card('KeyError');

    await bot.ask('ann', 'ignore 1 for ever not ours', 'INC-1 is ignored for ever');
    await bot.eventually(() => expect(read(card)).toContain('By Ann Lee for ever: not ours'));
    await card.click('Resolve', { by: 'ann' });
    await bot.eventually(() => expect(read(card)).toContain('ignored for ever'));
    await bot.advance('1h');
    await reports(bot);
    expect(read(card)).toContain('Error, ignored');
    await card.click('Stop ignoring', { by: 'bob' });

    await bot.eventually(() => expect(read(card)).toContain('nobody has this yet'));
    await bot.eventually(() => expect(lastReply(card)).toContain('Bob Ortiz has this told again'));
  });

  it('asks for more choices', async () => {
    const bot = await withShop();
    await reports(bot);
    const card = bot.card('KeyError');

    await card.choose('Ignore', 'More choices…', { by: 'ann' });
    const modal = await bot.modal('ann');
    await modal.fill('For how long?', 'For 1 week');
    await modal.fill('Until it strikes so many more users', '3');
    await modal.fill('Why?', 'Bots');
    await modal.submit();

    await bot.eventually(() =>
      expect(read(card)).toContain('or until it strikes 3 more users: Bots'),
    );
    await reportsTimes(bot, 4);
    expect(read(card)).toContain('nobody has this yet');
  });

  it('is for errors only', async () => {
    const bot = await withShop();
    await bot.fires('DiskFull');

    await bot.ask('ann', 'ignore 1', 'INC-1 comes from a monitor or a person');
  });
});

describe('Merge', () => {
  it.each(['socket', 'http'] as const)(
    'makes two errors one, and Reopen makes them two again (%s)',
    async (mode) => {
      const bot = await startBot({ config: SHOP, mode });
      await reports(bot);
      await reports(bot, { function: 'refund', value: "'user'" });
      const [kept, merged] = bot.cards();
      if (!kept || !merged) throw new Error('There are two cards.');

      await merged.choose('More', 'Merge into another…', { by: 'ann' });
      const modal = await bot.modal('ann');
      expect(modal.words).toContain('INC-1 keeps its card, assignee and severity.');
      expect(await modal.search('Into which incident?', '')).toEqual(["INC-1 KeyError: 'user_id'"]);
      await modal.submit();

      await bot.eventually(() => expect(read(merged)).toContain('Merged into INC-1'));
      await bot.advance('5s');
      await bot.eventually(() =>
        expect(lastReply(kept)).toContain('Ann Lee merged INC-2 into this'),
      );
      await reports(bot, { function: 'refund', value: "'user'" });
      await bot.advance('5s');
      expect(read(kept)).toContain('3 in 1 h');
      await merged.click('Reopen', { by: 'ann' });
      await bot.eventually(() =>
        expect(read(merged)).toContain("Error, reopened · KeyError: 'user'"),
      );
    },
  );

  it('says that the incidents on other routes follow', async () => {
    const route = 'route: { routes: [{ match: [level="fatal"], channel: "#incidents" }] }';
    const bot = await startBot({ config: `${SHOP}${route}` });
    await reports(bot, { type: 'TimeoutError', value: 'late', function: 'send' });
    for (const level of ['error', 'fatal']) await reports(bot, { level });
    await bot.advance('5s');

    await bot.card('user_id').choose('More', 'Merge into another…', { by: 'ann' });
    const modal = await bot.modal('ann');
    await modal.fill('Into which incident?', 'INC-1');

    await bot.eventually(() =>
      expect(modal.words).toContain('Its incidents on other routes follow.'),
    );
  });

  it('follows what is chosen', async () => {
    const bot = await withShop();
    await reports(bot);
    await reports(bot, { type: 'TimeoutError', function: 'send' });
    await reports(bot, { type: 'ValueError', function: 'read' });
    await bot.advance('5s');

    await bot.card('ValueError').choose('More', 'Merge into another…', { by: 'ann' });
    const modal = await bot.modal('ann');
    expect(modal.words).not.toContain('keeps its card');
    await modal.fill('Into which incident?', 'timeout');
    await bot.eventually(() => expect(modal.words).toContain('INC-2 keeps its card'));
    await modal.submit();

    await bot.eventually(() => expect(read(bot.card('ValueError'))).toContain('Merged into INC-2'));
  });

  it('and split work by command', async () => {
    const bot = await withShop();
    await reports(bot);
    await reports(bot, { function: 'refund', value: "'user'" });

    await bot.ask('ann', 'merge 2 into 2', 'INC-2 cannot be merged into itself.');
    await bot.ask('ann', 'merge 2 into 99', 'INC-2 was not merged');
    await bot.ask('ann', 'merge 2', 'Into which incident?');
    await bot.ask('ann', 'merge 2 into 1', 'INC-2 is merged into INC-1.');
    await bot.ask('ann', 'split 1', 'INC-1 is split');
    await bot.ask('ann', 'split 1', 'INC-1 has no errors of others');
    await reports(bot, { function: 'refund', value: "'user'" });

    await bot.advance('5s');
    expect(bot.cards().map(read).join('\n')).toMatch(/Error.*KeyError: 'user'/);
  });
});
