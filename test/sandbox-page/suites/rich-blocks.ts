import type { Locator, Page } from 'playwright-core';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { faultsOfBlocks } from '../../../src/sandbox/block-kit/index.ts';
import type { Block } from '../../../src/sandbox/protocol.ts';
import { RICH_BLOCKS } from '../support/blocks.ts';
import type { Desk } from '../support/open.ts';
import { posted } from '../support/posts.ts';
import { emptyWorkspace, modalOf, said, tsAt } from '../support/workspace.ts';

const names = Object.keys(RICH_BLOCKS);
const blocks: readonly Block[] = Object.values(RICH_BLOCKS);
const plain = (text: string) => ({ type: 'plain_text', text });

/** Blocks that Quell itself does not send, and other bots do. */
export function richBlockTests(desk: Desk): void {
  describe('a block of the newer kind', () => {
    let page: Page;
    const place = (name: string): Locator => page.locator('.blocks > *').nth(names.indexOf(name));

    beforeAll(async () => {
      const message = said('B1', 'Every block', tsAt('14:00'), { blocks });
      page = await desk.open(emptyWorkspace({ messages: [message] }));
    });
    beforeEach(() => desk.server.forgetPosts());

    it('is such as Slack takes, and none is unknown to the page', async () => {
      expect(faultsOfBlocks(blocks)).toEqual([]);
      expect(await page.locator('.unknown').count()).toBe(0);
    });

    it('markdown is headings, lists, tables, quotes and code', async () => {
      await place('markdown').getByRole('heading', { name: 'Post-mortem of INC-12' }).waitFor();
      await place('markdown').getByRole('link', { name: 'the graph' }).waitFor();
      expect(await place('markdown').getByRole('listitem').count()).toBe(6);
      expect(await place('markdown').getByRole('row').count()).toBe(3);
      expect(await place('markdown').locator('blockquote, pre').count()).toBe(2);
    });

    it('a video is a link to where it plays, of which nothing is fetched', async () => {
      const link = place('video').getByRole('link', { name: 'How a full disk looks' });
      expect(await link.getAttribute('href')).toBe('https://videos.example.com/watch/7');
      await place('video').getByRole('link', { name: 'Video on videos.example.com' }).waitFor();
      expect(await place('video').locator('iframe, img, video').count()).toBe(0);
    });

    it('a card has a heading and buttons that the bot hears', async () => {
      await place('card').getByText('PostgreSQL 16, primary').waitFor();
      await place('card').getByRole('button', { name: 'Restart db-01' }).click();

      expect(await posted(desk, 'interact')).toMatchObject({ block_id: 'card-db-01' });
    });

    it('a carousel is a list of cards, each with its own buttons', async () => {
      expect(await place('carousel').getByRole('listitem').count()).toBe(3);
      await place('carousel').getByRole('button', { name: 'Restart web-02' }).click();

      expect(await posted(desk, 'interact')).toMatchObject({ block_id: 'second' });
    });

    it('a container folds, and what is in it works', async () => {
      const inside = place('container').getByRole('button', { name: 'Turn it on again' });
      await inside.click();
      expect(await posted(desk, 'interact')).toMatchObject({ block_id: 'inside' });

      await place('container').getByText('What was done').click();

      expect(await inside.isVisible()).toBe(false);
    });

    it('a plan says how far each task is, and unfolds what was found', async () => {
      const tasks = place('plan').getByRole('listitem');
      expect(await tasks.locator('.line').allTextContents()).toEqual([
        'Look for what growsDone',
        'Rotate the logsAt work',
        'Move old dumps awayFailed',
        'Warn at 80 %To do',
      ]);

      await tasks.getByText('Look for what grows').click();

      await tasks.getByText('/var/log/app holds 41 GB').waitFor();
      await tasks.getByRole('link', { name: 'Runbook' }).waitFor();
    });

    it('a long table is turned, sorted and filtered', async () => {
      const first = (): Promise<string | null> =>
        place('data_table').getByRole('rowheader').first().textContent();
      expect(await first()).toBe('web-01');

      await place('data_table').getByRole('button', { name: 'Next' }).click();
      await place('data_table').getByText('6 to 7 of 7').waitFor();
      await place('data_table').getByRole('button', { name: 'p95' }).click();
      expect(await first()).toBe('web-04');
      await place('data_table').getByRole('button', { name: 'p95' }).click();
      expect(await first()).toBe('web-03');

      await place('data_table').getByLabel('Filter the rows').fill('asia');
      await place('data_table').getByText('1 to 2 of 2').waitFor();
      await place('data_table').getByLabel('Filter the rows').fill('mars');
      await place('data_table').getByText('No row has this word.').waitFor();
    });

    it('thumbs are told apart, and the pressed one stays pressed', async () => {
      const good = place('context_actions').getByRole('button', { name: 'Good' });
      await good.click();

      expect(await posted(desk, 'interact')).toMatchObject({
        action_id: 'feedback',
        value: { value: 'good' },
      });
      expect(await good.getAttribute('aria-pressed')).toBe('true');
    });

    it('an icon button is heard, and is shown only to those for whom it is', async () => {
      await place('context_actions').getByRole('button', { name: 'Remove' }).click();

      expect(await posted(desk, 'interact')).toMatchObject({ action_id: 'remove' });
      expect(await page.getByText('Not for Ann').count()).toBe(0);
    });

    it('a workflow button says that no workflow is here, and no bot hears of it', async () => {
      await place('workflow_button')
        .getByRole('button', { name: 'Start the review' })
        .click({ force: true });

      await page.getByRole('alert').getByText('Workflows run in Slack only').waitFor();
      expect(desk.server.posts).toEqual([]);
    });
  });

  describe('a field of the newer kind', () => {
    const field = (label: string, element: object) => ({
      type: 'input',
      block_id: label,
      label: plain(label),
      element: { action_id: 'used', ...element },
    });
    const fields = [
      field('Words', { type: 'rich_text_input' }),
      field('Files', { type: 'file_input' }),
    ];

    it('sets a mark around what is selected, and cannot take files', async () => {
      const page = await desk.open(
        emptyWorkspace({ modals: [modalOf('modal-new', { blocks: fields })] }),
      );
      await page.getByLabel('Words').fill('now');
      await page.getByLabel('Words').selectText();

      await page.getByRole('button', { name: 'Bold' }).click();

      expect(await page.getByLabel('Words').inputValue()).toBe('*now*');
      expect((await posted(desk, 'set-value', 2))['value']).toMatchObject({
        rich_text_value: { elements: [{ elements: [{ text: 'now', style: { bold: true } }] }] },
      });
      expect(await page.getByLabel('Files').isDisabled()).toBe(true);
      await page.getByText('Files can be sent in Slack only, not here.').waitFor();
    });
  });
}
