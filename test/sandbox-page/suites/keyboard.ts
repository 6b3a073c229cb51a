import { describe, expect, it } from 'vitest';
import type { Desk } from '../support/open.ts';
import { posted } from '../support/posts.ts';
import {
  busyWorkspace,
  emptyWorkspace,
  fromFixture,
  modalOf,
  tsAt,
  workspaceWith,
} from '../support/workspace.ts';

// What has the focus: in which part of the page, by which name, and whether one sees it.
const FOCUS = `(() => {
  const at = document.activeElement;
  // The ring of a field to write in is around the field and its button.
  const { outlineStyle, outlineWidth } = getComputedStyle(at.closest('.write:has(textarea:focus)') ?? at);
  const parts = { '.skip': 'skip', '.top': 'banner', '.rail': 'rail', '.channel': 'channel', '.panel': 'panel' };
  const found = Object.keys(parts).find((selector) => at.closest(selector));
  return {
    part: parts[found] ?? at.tagName,
    name: at.getAttribute('aria-label') ?? at.labels?.[0]?.textContent ?? at.textContent.trim(),
    seen: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2,
  };
})()`;

interface Focus {
  readonly part: string;
  readonly name: string;
  readonly seen: boolean;
}

/** With the keyboard alone. */
export function keyboardTests(desk: Desk): void {
  describe('the keyboard', () => {
    it('goes through the page from top to bottom, and one always sees where it is', async () => {
      const page = await desk.open(busyWorkspace());
      const stops: Focus[] = [];

      while (stops.at(-1)?.part !== 'BODY' && stops.length < 80) {
        await page.keyboard.press('Tab');
        stops.push(await page.evaluate(FOCUS));
      }
      const within = stops.slice(0, -1);
      const parts = within.map(({ part }) => part);

      expect(stops.at(-1)?.part, 'the end of the page').toBe('BODY');
      expect(parts.filter((part, index) => part !== parts[index - 1])).toEqual([
        'skip',
        'banner',
        'rail',
        'channel',
        'panel',
      ]);
      expect(within.filter(({ seen }) => !seen)).toEqual([]);
      expect(within.filter(({ name }) => name === '')).toEqual([]);
    });

    it('jumps to the messages, and from one to the next', async () => {
      const page = await desk.open(busyWorkspace());
      const names: string[] = [];

      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      for (const key of ['ArrowUp', 'ArrowUp', 'ArrowDown', 'Home', 'ArrowUp', 'End']) {
        await page.keyboard.press(key);
        names.push((await page.evaluate<Focus>(FOCUS)).name.split(/[.:]/)[0] ?? '');
      }

      expect(names).toEqual([
        'Critical',
        'Storm in #alerts',
        'Critical',
        'Resolved after 29 min',
        'Resolved after 29 min',
        'Critical',
      ]);
    });

    it('takes a message by its tools with the arrow keys, which no Tab stops at', async () => {
      const page = await desk.open(workspaceWith('card-triggered-critical'));
      const names: string[] = [];

      await page.getByRole('article').focus();
      for (const key of ['ArrowRight', 'ArrowRight', 'ArrowLeft', 'Escape', 'Tab']) {
        await page.keyboard.press(key);
        names.push((await page.evaluate<Focus>(FOCUS)).name.split(/[.:,]/)[0] ?? '');
      }

      expect(names).toEqual([
        'Put on the timeline',
        'React with eyes',
        'Put on the timeline',
        'Critical',
        'INC-12',
      ]);
    });

    it.each([
      ['To the message field', 'say'],
      ['To Try it', 'p-try'],
    ])('goes %s at once', async (words, id) => {
      const page = await desk.open(busyWorkspace());

      await page.getByRole('link', { name: words }).press('Enter');

      expect(await page.evaluate('document.activeElement.id')).toBe(id);
    });

    it('goes through the channels with the arrow keys', async () => {
      const page = await desk.open(busyWorkspace());

      await page.getByRole('button', { name: 'alerts', exact: true }).focus();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');

      await page.getByRole('heading', { name: '# general' }).waitFor();
      expect(await page.evaluate(FOCUS)).toMatchObject({ part: 'rail', name: '#general' });
    });

    it('opens a thread and writes in it, and Escape leads back', async () => {
      const page = await desk.open(busyWorkspace());

      await page.getByRole('button', { name: '5 replies' }).press('Enter');
      await page.keyboard.type('@qu');
      await page.locator('.panel .complete [aria-selected="true"]').waitFor();
      await page.keyboard.press('Escape');
      await page.keyboard.type(' hm');
      expect(await page.getByLabel('Reply in the thread').inputValue()).toBe('@qu hm');
      await page.keyboard.press('Escape');

      expect((await page.evaluate<Focus>(FOCUS)).name).toMatch(/^5 replies|^AL5 replies/);
    });

    it('reads a thread entry by entry', async () => {
      const page = await desk.open(busyWorkspace());
      await page.getByRole('button', { name: '5 replies' }).press('Enter');

      await page.getByRole('region', { name: 'Replies' }).focus();
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('ArrowUp');

      expect((await page.evaluate<Focus>(FOCUS)).name).toMatch(/acknowledged/);
    });

    it('comes back to where a modal was opened, though the card was drawn anew meanwhile', async () => {
      const page = await desk.open(workspaceWith('card-triggered-critical'));
      await page.getByRole('button', { name: /^Assign/ }).press('Enter');
      await posted(desk, 'interact');

      desk.server.push({ modals: [modalOf('modal-mute')] });
      await page.getByRole('dialog', { name: 'Mute INC-12' }).waitFor();
      desk.server.push({ messages: [fromFixture('card-acknowledged', tsAt('14:00'))] });
      await page.locator('.btn[aria-label^="Unacknowledge"]').waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });

      expect((await page.evaluate<Focus>(FOCUS)).name).toMatch(/^Assign/);
    });

    it('keeps a question among its answers, and Escape means no', async () => {
      const page = await desk.open(workspaceWith('card-deploy-bad'));
      const rollBack = page.getByRole('button', { name: /^Roll back checkout/ });

      await rollBack.press('Enter');
      expect(await page.evaluate(FOCUS)).toMatchObject({ name: 'Keep 4.12.0' });
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });

      expect(await rollBack.evaluate((button) => button.matches(':focus'))).toBe(true);
      expect(desk.server.posts.filter(({ name }) => name === 'interact')).toEqual([]);
    });

    it('opens a menu, goes round in it and leaves it as it was', async () => {
      const page = await desk.open(workspaceWith('card-triggered-critical'));
      const mute = page.getByRole('button', { name: 'Mute', exact: true });
      const active = page.locator('.menu-box .active');

      await mute.press('ArrowDown');
      await active.getByText('30 minutes').waitFor();
      await page.keyboard.press('ArrowUp');
      await active.getByText('More choices…').waitFor();
      await page.keyboard.press('Escape');

      expect(await mute.evaluate((button) => button.matches(':focus'))).toBe(true);
      expect(await page.locator('.menu-box').count()).toBe(0);
    });

    it('changes the tab of the side panel with the arrow keys', async () => {
      const page = await desk.open(emptyWorkspace());

      await page.getByRole('tab', { name: 'Try it' }).focus();
      await page.keyboard.press('ArrowRight');
      await page.getByRole('tabpanel', { name: 'Inspector' }).waitFor();

      expect(await page.evaluate(FOCUS)).toMatchObject({ part: 'panel', name: 'Inspector' });
    });

    it('is not lost where a phone shows another view', async () => {
      const page = await desk.open(busyWorkspace(), { viewport: { width: 390, height: 844 } });

      await page.getByRole('button', { name: '5 replies' }).press('Enter');

      expect(await page.evaluate('document.activeElement.id')).toBe('p-thread');
    });
  });
}
