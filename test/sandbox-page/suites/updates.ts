import type { Locator } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Desk } from '../support/open.ts';
import { posted } from '../support/posts.ts';
import { emptyWorkspace, fromFixture, said, tsAt } from '../support/workspace.ts';

const below = (list: Locator): Promise<number> =>
  list.evaluate((box) => box.scrollHeight - box.scrollTop - box.clientHeight);

/** What a new state leaves as it was. */
export function updateTests(desk: Desk): void {
  describe('an update', () => {
    const many = Array.from({ length: 40 }, (_, index) =>
      said('U2', `line ${index}`, tsAt('13:00', index + 1)),
    );
    const before = [fromFixture('card-triggered-critical', tsAt('14:00'))];

    it('keeps typed words, cursor and focus', async () => {
      const page = await desk.open(emptyWorkspace({ messages: before }));
      const field = page.getByLabel('Message to alerts');
      await field.fill('typing');
      await field.press('ArrowLeft');

      desk.server.push({ messages: [...before, said('U2', 'news', tsAt('14:30'))] });
      await page.getByText('news', { exact: true }).waitFor();
      await page.keyboard.type('!');

      expect(await field.inputValue()).toBe('typin!g');
    });

    it('leaves unchanged messages the very same elements', async () => {
      const page = await desk.open(emptyWorkspace({ messages: before }));
      await page.getByRole('article').evaluate((card) => card.setAttribute('data-marked', 'yes'));

      desk.server.push({ messages: [...before, said('U2', 'news', tsAt('14:30'))] });
      await page.getByText('news', { exact: true }).waitFor();

      expect(await page.getByRole('article').first().getAttribute('data-marked')).toBe('yes');
    });

    it('keeps the focus on the button of a card that changes', async () => {
      const page = await desk.open(emptyWorkspace({ messages: before }));
      await page.getByRole('button', { name: 'Resolve INC-12, DiskFull on 9 hosts' }).focus();

      desk.server.push({ messages: [fromFixture('card-acknowledged', tsAt('14:00'))] });
      await page.getByRole('button', { name: /^Unacknowledge/ }).waitFor();

      expect(await page.evaluate('document.activeElement.getAttribute("aria-label")')).toMatch(
        /^Resolve INC-12/,
      );
    });

    it('keeps an open menu open, and its choice goes to the new card', async () => {
      const page = await desk.open(emptyWorkspace({ messages: before }));
      await page.getByRole('button', { name: 'Mute', exact: true }).click();

      desk.server.push({ messages: [fromFixture('card-acknowledged', tsAt('14:00'))] });
      await page.getByRole('button', { name: /^Unacknowledge/ }).waitFor();
      await page.getByRole('option', { name: '4 hours' }).click();

      const blockId = (await posted(desk, 'interact'))['block_id'];
      expect(blockId).not.toBe('incident-12-r1');
      expect(blockId).toMatch(/^incident-12-r\d+$/);
    });

    it('leaves one where one reads, and says that there is more', async () => {
      const page = await desk.open(emptyWorkspace({ messages: many }));
      const list = page.getByRole('region', { name: 'Messages in alerts' });
      await list.evaluate((box) => box.scrollTo(0, 0));

      desk.server.push({ messages: [...many, said('U3', 'news', tsAt('14:30'))] });
      await page.getByRole('button', { name: 'New messages below' }).waitFor();
      expect(await list.evaluate((box) => box.scrollTop)).toBe(0);
      await page.getByRole('button', { name: 'New messages below' }).click();

      await page.getByText('news', { exact: true }).waitFor();
      expect(await below(list)).toBeLessThan(2);
    });

    it('shows what one said oneself, and the answer to it, wherever one read', async () => {
      const page = await desk.open(emptyWorkspace({ messages: many }));
      const list = page.getByRole('region', { name: 'Messages in alerts' });
      const field = page.getByLabel('Message to alerts');
      await list.evaluate((box) => box.scrollTo(0, 0));

      await field.fill('/incident list');
      await field.press('Enter');
      await expect.poll(() => below(list)).toBeLessThan(2);
      await list.evaluate((box) => box.scrollTo(0, 0));
      const answer = said('B1', 'the answer', tsAt('14:30'), { ephemeral: true });
      desk.server.push({ messages: [...many, answer] });

      await page.getByText('the answer', { exact: true }).waitFor();
      expect(await below(list)).toBeLessThan(2);
      expect(await page.getByRole('button', { name: 'New messages below' }).isVisible()).toBe(
        false,
      );
    });

    it('keeps the place where one reads when earlier messages are shown', async () => {
      const messages = Array.from({ length: 170 }, (_, index) =>
        said('U2', `line ${index}`, tsAt('13:00', index + 1)),
      );
      const page = await desk.open(emptyWorkspace({ messages }));
      const read = page.getByRole('article', { name: 'line 21', exact: true });
      await page.getByRole('button', { name: 'Show earlier messages (20)' }).focus();
      await page.evaluate('document.getElementById("messages").scrollTo(0, 0)');
      const before = await read.boundingBox();

      await page.keyboard.press('Enter');
      await page.getByText('line 0', { exact: true }).waitFor();

      expect((await read.boundingBox())?.y).toBeCloseTo(before?.y ?? 0, 0);
      expect(
        await page
          .getByRole('article', { name: 'line 20', exact: true })
          .evaluate((article) => article.matches(':focus')),
      ).toBe(true);
      expect(await page.getByRole('button', { name: 'New messages below' }).isVisible()).toBe(
        false,
      );
    });
  });
}
