import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Desk } from '../support/open.ts';
import { posted } from '../support/posts.ts';
import { emptyWorkspace, said, tsAt, workspaceWith } from '../support/workspace.ts';

/** The bot’s messages, and the blocks in them. */
export function cardTests(desk: Desk): void {
  describe('a card', () => {
    it('sends a press with its place', async () => {
      const page = await desk.open(workspaceWith('card-triggered-critical'));

      await page.getByRole('button', { name: 'Acknowledge INC-12, DiskFull on 9 hosts' }).click();

      expect(await posted(desk, 'interact')).toEqual({
        as: 'U1',
        container: { type: 'message', channel: 'C1', ts: tsAt('14:00') },
        block_id: 'incident-12-r1',
        action_id: 'incident.acknowledge',
      });
    });

    it('is an article that says its fallback text, in a list', async () => {
      const page = await desk.open(workspaceWith('card-triggered-critical'));

      const article = page.getByRole('region', { name: 'Messages in alerts' }).getByRole('article');

      expect(await article.getAttribute('aria-label')).toMatch(/^Critical: DiskFull on 9 hosts/);
      expect(await page.getByRole('region').getByRole('listitem').count()).toBeGreaterThan(0);
    });

    it('sends a choice and shows it until the block has another id', async () => {
      const page = await desk.open(workspaceWith('card-triggered-critical'));

      await page.getByRole('button', { name: 'Mute', exact: true }).click();
      await page.getByRole('option', { name: '1 hour' }).click();

      expect(await posted(desk, 'interact')).toMatchObject({
        action_id: 'incident.mute',
        value: { type: 'static_select', selected_option: { value: '12:1h' } },
      });
      await page.getByRole('button', { name: 'Mute: 1 hour', exact: true }).waitFor();
      desk.server.push(workspaceWith('card-acknowledged'));
      await page.getByRole('button', { name: 'Mute', exact: true }).waitFor();
    });

    it('opens a grouped menu with the keyboard', async () => {
      const page = await desk.open(workspaceWith('card-triggered-critical'));

      await page.getByRole('button', { name: 'More', exact: true }).press('ArrowDown');
      await page.getByRole('group', { name: 'Set severity' }).waitFor();
      await page.keyboard.press('w');
      await page.keyboard.press('Enter');

      expect(await posted(desk, 'interact')).toMatchObject({
        value: { selected_option: { value: '12:severity:warning' } },
      });
    });

    it('asks before what cannot be undone', async () => {
      const page = await desk.open(workspaceWith('card-deploy-bad'));
      const rollBack = page.getByRole('button', { name: 'Roll back checkout to 4.11.3, INC-14' });

      await rollBack.click();
      await page
        .getByRole('dialog', { name: 'Roll back checkout?' })
        .getByText('Keep 4.12.0')
        .click();
      await rollBack.click();
      await page.getByRole('button', { name: 'Roll back to 4.11.3', exact: true }).click();

      expect(await posted(desk, 'interact')).toMatchObject({ action_id: 'incident.rollback' });
      expect(desk.server.posts.filter((post) => post.name === 'interact')).toHaveLength(1);
    });

    it('is named by what is written on its buttons, whatever else the bot says of them', async () => {
      const stop = {
        type: 'button',
        action_id: 'stop',
        text: { type: 'plain_text', text: 'Stop' },
      };
      const elements = [{ ...stop, accessibility_label: 'End the weekly report' }];
      const blocks = [{ type: 'actions', elements }];
      const page = await desk.open(
        emptyWorkspace({ messages: [said('B1', 'A report', tsAt('14:00'), { blocks })] }),
      );

      await page.getByRole('button', { name: 'Stop: End the weekly report' }).waitFor();
    });

    it('says why a press did not work', async () => {
      const page = await desk.open(workspaceWith('card-triggered-critical'));
      desk.server.answer('interact', { ok: false, error: 'The bot did not answer within 3 s.' });

      await page.getByRole('button', { name: 'Resolve INC-12, DiskFull on 9 hosts' }).click();

      await page.getByRole('alert').getByText('The bot did not answer within 3 s.').waitFor();
    });

    it('shows hostile text as text', async () => {
      const page = await desk.open(workspaceWith('card-hostile'));
      const article = page.getByRole('article');

      await article
        .getByText('<!channel> *URGENT* <https://evil.example|click here> `rm -rf` & a title')
        .waitFor();
      expect(await article.locator('a[href*="evil"], script, img, .mention').count()).toBe(0);
      expect(desk.faults).toEqual([]);
    });

    it('shows markup in a person’s text as text too', async () => {
      const text = '<img src=x onerror=alert(1)> <javascript:alert(1)|press> <b>no</b>';
      const page = await desk.open(emptyWorkspace({ messages: [said('U2', text, tsAt('14:00'))] }));

      await page.getByText(text).waitFor();
      expect(await page.getByRole('article').locator('img, a, b:not(.who b)').count()).toBe(0);
    });
  });

  describe('the blocks', () => {
    it('are all drawn, each as what it is', async () => {
      const page = await desk.open(workspaceWith('every-element'));
      const article = page.getByRole('article');

      for (const words of ['@Bob Ortiz', '#incidents', '@here', 'Today 14:02', 'quoted words']) {
        await article.getByText(words, { exact: true }).waitFor();
      }
      await article.getByRole('heading', { name: 'Every element' }).waitFor();
      await article.getByRole('cell', { name: '97 %' }).waitFor();
      await article.getByRole('link', { name: 'Picture on elsewhere.example' }).waitFor();
      await article.getByText('[hologram]').waitFor();
      expect(await article.getByRole('link', { name: 'no link' }).count()).toBe(0);
      expect(await article.locator('ol > li').allTextContents()).toEqual(['first', 'second']);
    });

    it('draw numbers as a picture that says them', async () => {
      const page = await desk.open(workspaceWith('report-weekly'));

      await page
        .getByRole('img', { name: /^Cards a day\. Mon: 2 needed a person, 4 nobody acted/ })
        .waitFor();
    });
  });

  describe('a chart', () => {
    let page: Page;
    beforeAll(async () => {
      page = await desk.open(emptyWorkspace());
    });

    it.each([
      ['of lines', { ...twoDays, type: 'line' }, 'polyline', 2],
      ['of areas', { ...twoDays, type: 'area' }, 'polygon', 2],
      ['of bars', { ...twoDays, type: 'bar' }, 'g > rect', 4],
    ])('%s says its numbers', async (_, chart, marks, count) => {
      desk.server.push(charting(chart));

      const name = 'Failures. Mon: 4 shop, 1 mail; Tue: 12 shop, 2 mail.';
      await page.getByRole('img', { name }).waitFor();
      expect(await page.locator('.b-chart').locator(marks).count()).toBe(count);
      expect(await page.locator('.legend').textContent()).toBe('shopmail');
    });

    it('of a pie has bars, each with its name', async () => {
      const segments = [point('shop', 16), point('mail', 3)];
      desk.server.push(charting({ type: 'pie', segments }));

      await page.getByRole('img', { name: 'Failures. shop: 16; mail: 3.' }).waitFor();
      expect(await page.locator('.b-chart text.m').allTextContents()).toEqual(['shop', 'mail']);
      expect(await page.locator('.legend').count()).toBe(0);
    });

    it('without numbers says so', async () => {
      desk.server.push(charting({ type: 'line', series: [], axis_config: { categories: [] } }));

      await page.getByRole('figure').getByText('No numbers.').waitFor();
    });
  });
}

const point = (label: string, value: number) => ({ label, value });
const twoDays = {
  axis_config: { categories: ['Mon', 'Tue'] },
  series: [
    { name: 'shop', data: [point('Mon', 4), point('Tue', 12)] },
    { name: 'mail', data: [point('Mon', 1), point('Tue', 2)] },
  ],
};

function charting(chart: object) {
  const block = { type: 'data_visualization', title: 'Failures', chart };
  return { messages: [said('B1', 'A chart', tsAt('14:00'), { blocks: [block] })] };
}
