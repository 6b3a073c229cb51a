import type { Locator } from 'playwright-core';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Desk } from '../support/open.ts';
import { posted } from '../support/posts.ts';
import { emptyWorkspace, said, tsAt } from '../support/workspace.ts';

/** Writing, and what is offered meanwhile. */
export function composerTests(desk: Desk): void {
  describe('the composer', () => {
    it('completes a command and shows what it takes', async () => {
      const page = await desk.open(emptyWorkspace());
      const field = page.getByLabel('Message to alerts');

      await field.fill('/incident m');
      await page.getByRole('option', { name: '/incident merge N into M' }).waitFor();
      await field.press('ArrowDown');
      await field.press('Tab');
      expect(await field.inputValue()).toBe('/incident merge ');
      await field.pressSequentially('3 into 4');
      await field.press('Enter');

      expect(await posted(desk, 'say')).toEqual({
        as: 'U1',
        channel: 'C1',
        text: '/incident merge 3 into 4',
      });
      expect(await field.inputValue()).toBe('');
    });

    it('shows the whole hint of a command, and its help until the end', async () => {
      const usage_hint = '[help | list | new | show N | ack N | mute N 2h | resolve N …]';
      const page = await desk.open(
        emptyWorkspace({ commands: [{ command: '/incident', usage_hint }] }),
      );
      const field = page.getByLabel('Message to alerts');
      const option = page.getByRole('option');

      await field.fill('/inc');
      await option.filter({ hasText: usage_hint }).waitFor();
      const isCut = `(() => { const { scrollWidth, clientWidth } = document.querySelector('.complete .mono'); return scrollWidth > clientWidth; })()`;
      expect(await page.evaluate(isCut)).toBe(false);
      await field.press('Tab');
      await field.pressSequentially(' mute 3 ');
      await option.filter({ hasText: 'N 2h [why]' }).waitFor();
      expect(await option.getByText('Tab').count()).toBe(0);
      await field.press('Tab');

      expect(await field.evaluate((element) => element.matches(':focus'))).toBe(false);
      expect(await field.inputValue()).toBe('/incident  mute 3 ');
    });

    it('completes a name', async () => {
      const page = await desk.open(emptyWorkspace());
      const field = page.getByLabel('Message to alerts');

      await field.fill('ask @bo');
      await page.getByRole('option', { name: 'ask @bob Bob Ortiz' }).click();

      expect(await field.inputValue()).toBe('ask @bob ');
    });

    it('takes with Enter what the arrow keys chose', async () => {
      const page = await desk.open(emptyWorkspace());
      const field = page.getByLabel('Message to alerts');

      await field.fill('/incident ');
      await field.press('ArrowDown');
      await field.press('Enter');

      expect(await field.inputValue()).toBe('/incident new ');
    });

    it('moves the last message up while a completion is open, and stays free of what goes wrong', async () => {
      const many = Array.from({ length: 30 }, (_, at) =>
        said('U2', `line ${at}`, tsAt('13:00', at + 1)),
      );
      const page = await desk.open(emptyWorkspace({ messages: many }));
      desk.server.answer('say', { ok: false, error: '/weather is not a valid command.' });
      const field = page.getByLabel('Message to alerts');
      const list = page.getByRole('region', { name: 'Messages in alerts' });

      await field.fill('/incident ');
      await page.locator('.complete [aria-selected="true"]').waitFor();
      await page.waitForFunction(
        `(() => { const box = document.getElementById('messages'); return box.scrollHeight - box.scrollTop - box.clientHeight < 2; })()`,
      );
      const last = await list.getByRole('article').last().boundingBox();
      const popup = await page.getByRole('listbox', { name: 'Completion' }).boundingBox();
      expect((last?.y ?? 0) + (last?.height ?? 0)).toBeLessThanOrEqual(popup?.y ?? 0);

      await field.fill('/weather');
      await field.press('Enter');
      const toast = await page.getByRole('alert').boundingBox();
      expect((toast?.y ?? 0) + (toast?.height ?? 0)).toBeLessThan(400);
    });

    it('says why no answer comes while Slack is down', async () => {
      const page = await desk.open(emptyWorkspace({ fault: 'down' }));
      const field = page.getByLabel('Message to alerts');

      await field.fill('/incident list');
      await field.press('Enter');

      await page.getByRole('alert').getByText('Ask again when Slack is back.').waitFor();
    });

    it('gives the words back when they could not be said', async () => {
      const page = await desk.open(emptyWorkspace());
      desk.server.answer('say', { ok: false, error: 'This channel is archived.' });
      const field = page.getByLabel('Message to alerts');

      await field.fill('hello');
      await field.press('Enter');

      await page.getByRole('alert').getByText('This channel is archived.').waitFor();
      expect(await field.inputValue()).toBe('hello');
    });

    it('keeps what was typed for each channel', async () => {
      const page = await desk.open(emptyWorkspace());

      await page.getByLabel('Message to alerts').fill('half a thought');
      await page.getByRole('button', { name: 'general' }).click();
      expect(await page.getByLabel('Message to general').inputValue()).toBe('');
      await page.getByRole('button', { name: 'alerts' }).click();

      expect(await page.getByLabel('Message to alerts').inputValue()).toBe('half a thought');
    });
  });

  describe('Enter in the composer', () => {
    let field: Locator;

    beforeAll(async () => {
      const page = await desk.open(emptyWorkspace());
      field = page.getByLabel('Message to alerts');
    });
    beforeEach(() => desk.server.forgetPosts());

    it.each([
      ['of a command', '/incident mer', '/incident merge '],
      ['of a name within a command', '/incident assign 2 @bo', '/incident assign 2 @bob '],
      ['of a name', 'thanks @Qu', 'thanks @quell '],
      ['of a name in full', 'ask @Bob Or', 'ask @bob '],
    ])('takes the marked completion %s', async (_, typed, completed) => {
      await field.fill(typed);
      await field.press('Enter');

      expect(await field.inputValue()).toBe(completed);
      expect(desk.server.posts.filter(({ name }) => name === 'say')).toEqual([]);
    });

    it.each([
      '/incident',
      '/incident ',
      '/incident list',
      '/incident mute 2 2h',
      'ask @bob',
      'ask @Bob Ortiz',
    ])('says %j, for nothing of it is left to complete', async (typed) => {
      await field.fill(typed);
      await field.press('Enter');

      expect(await posted(desk, 'say')).toMatchObject({ text: typed.trim() });
    });
  });
}
