import { describe, expect, it } from 'vitest';
import type { Desk } from '../support/open.ts';
import { posted } from '../support/posts.ts';
import { emptyWorkspace, modalOf } from '../support/workspace.ts';

/** The bot’s modals. */
export function modalTests(desk: Desk): void {
  describe('a modal', () => {
    const mute = modalOf('modal-mute');

    it('keeps each value on the server and submits', async () => {
      const page = await desk.open(emptyWorkspace({ modals: [mute] }));
      const dialog = page.getByRole('dialog', { name: 'Mute INC-12' });

      await dialog.getByLabel('Why?').fill('disk swap');
      expect(await posted(desk, 'set-value')).toEqual({
        as: 'U1',
        view_id: 'V1',
        block_id: 'reason',
        action_id: 'value',
        value: { type: 'plain_text_input', value: 'disk swap' },
      });
      await dialog.getByRole('button', { name: 'Mute', exact: true }).click();
      expect(await posted(desk, 'submit')).toEqual({ as: 'U1', view_id: 'V1' });
      desk.server.push({ modals: [] });

      await dialog.waitFor({ state: 'hidden' });
    });

    it('shows notices of each level, and the blocks that messages have too', async () => {
      const levels = ['default', 'info', 'success', 'warning', 'error'];
      const words = (text: string) => ({ type: 'mrkdwn', text });
      const notices = levels.map((level) => ({
        type: 'alert',
        level,
        text: words(`*${level}* it is`),
      }));
      const picture = { type: 'image', image_url: '/logo.svg', alt_text: 'A wave' };
      const others = [
        { type: 'header', text: { type: 'plain_text', text: 'A heading' } },
        { type: 'section', text: words('Beside a picture'), accessory: picture },
        { type: 'context', elements: [picture, words('a grey line')] },
        { ...picture, title: { type: 'plain_text', text: 'Titled' } },
        { type: 'divider' },
      ];
      const page = await desk.open(
        emptyWorkspace({ modals: [{ ...mute, blocks: [...notices, ...others] }] }),
      );
      const dialog = page.getByRole('dialog');

      await dialog.getByRole('heading', { name: 'A heading' }).waitFor();
      expect(await dialog.locator('.notice').allTextContents()).toEqual(
        levels.map((level) => `${level} it is`),
      );
      expect(await dialog.getByRole('img', { name: 'A wave' }).count()).toBe(3);
      expect(await dialog.getByRole('separator').count()).toBe(1);
    });

    it('tells the bot of a choice that it asked to hear of', async () => {
      const page = await desk.open(emptyWorkspace({ modals: [mute] }));
      const dialog = page.getByRole('dialog', { name: 'Mute INC-12' });

      await dialog.getByRole('button', { name: 'For how long?' }).click();
      await dialog.getByRole('option', { name: '30 minutes' }).click();

      expect(await posted(desk, 'interact')).toMatchObject({
        container: { type: 'view', view_id: 'V1' },
        block_id: 'duration',
        value: { type: 'static_select', selected_option: { value: '30m' } },
      });
    });

    it('keeps what is typed when the bot changes another part', async () => {
      const page = await desk.open(emptyWorkspace({ modals: [mute] }));
      await page.getByLabel('Why?').fill('disk');

      const preview = {
        type: 'alert',
        block_id: 'preview',
        level: 'warning',
        text: { type: 'mrkdwn', text: 'This hides *more*' },
      };
      desk.server.push({ modals: [{ ...mute, blocks: [...mute.blocks.slice(0, -1), preview] }] });
      await page.getByText('This hides more').waitFor();
      await page.keyboard.type(' swap');

      expect(await page.getByLabel('Why?').inputValue()).toBe('disk swap');
    });

    it('shows a fault under its field and goes there', async () => {
      const page = await desk.open(emptyWorkspace({ modals: [mute] }));
      await page.getByLabel('Why?').fill('x');

      desk.server.push({ modals: [{ ...mute, errors: { reason: 'Say why in a few words.' } }] });
      await page.getByText('Say why in a few words.').waitFor();
      const field = page.getByLabel('Why?');

      expect(await field.getAttribute('aria-invalid')).toBe('true');
      expect(await field.getAttribute('aria-describedby')).toMatch(/-fault$/);
      expect(await field.inputValue()).toBe('x');
      expect(await field.evaluate((field) => field.matches(':focus'))).toBe(true);
    });

    it('belongs to the page in which it was opened: loaded anew, it is another', async () => {
      const asked: string[] = [];
      const page = await desk.open(emptyWorkspace());
      page.on('request', (request) => {
        const tab = new URL(request.url()).searchParams.get('tab');
        if (tab !== null) {
          asked.push(tab);
        }
      });

      await page.getByLabel('Message to alerts').fill('one');
      await page.keyboard.press('Enter');
      await posted(desk, 'say');
      await page.reload();
      await page.getByRole('main').waitFor();

      expect(new Set(asked).size).toBe(2);
    });

    it('begins with what the server holds', async () => {
      const values = { reason: { value: { type: 'plain_text_input', value: 'kept' } } };
      const page = await desk.open(emptyWorkspace({ modals: [{ ...mute, values }] }));

      expect(await page.getByLabel('Why?').inputValue()).toBe('kept');
    });

    it('closes with Escape, but a menu in it first', async () => {
      const page = await desk.open(emptyWorkspace({ modals: [mute] }));
      await page.getByRole('button', { name: 'For how long?' }).click();
      await page.getByRole('option', { name: '1 hour' }).waitFor();

      await page.keyboard.press('Escape');
      expect(await page.getByRole('dialog').isVisible()).toBe(true);
      await page.keyboard.press('Escape');

      expect(await posted(desk, 'close-view')).toEqual({ as: 'U1', view_id: 'V1' });
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
    });

    it('keeps a long choice within its box', async () => {
      const merge = modalOf('modal-merge');
      const page = await desk.open(emptyWorkspace({ modals: [merge] }));
      const long = `INC-7 ${'ConnectionsRefused on 7 hosts of checkout '.repeat(4)}`;
      const options = [{ text: { type: 'plain_text', text: long }, value: '7' }];
      desk.server.answer('suggest', { ok: true, options });

      await page.getByRole('button', { name: 'Into which incident?' }).click();
      await page.getByRole('option', { name: /^INC-7/ }).click();
      await page.getByRole('dialog').getByText('ConnectionsRefused').waitFor();

      expect(
        await page.locator('dialog .fields').evaluate((box) => box.scrollWidth - box.clientWidth),
      ).toBe(0);
    });

    it('offers what the bot suggests', async () => {
      const page = await desk.open(emptyWorkspace({ modals: [modalOf('modal-merge')] }));
      const options = [{ text: { type: 'plain_text', text: 'INC-7 HighLatency' }, value: '7' }];
      desk.server.answer('suggest', { ok: true, options });

      await page.getByRole('button', { name: 'Into which incident?' }).click();
      await page.getByRole('combobox', { name: 'Number or title' }).fill('lat');
      await posted(desk, 'suggest', 2);
      await page.getByRole('option', { name: 'INC-7 HighLatency' }).click();

      expect(await posted(desk, 'suggest', 2)).toMatchObject({
        action_id: 'incident.merge.search',
        value: 'lat',
      });
      expect(await posted(desk, 'interact')).toMatchObject({
        value: { selected_option: { value: '7' } },
      });
    });

    it('puts the cursor where the bot wants it', async () => {
      const page = await desk.open(emptyWorkspace({ modals: [modalOf('modal-new')] }));
      await page.getByRole('dialog', { name: 'New incident' }).waitFor();

      await page.keyboard.type('Log in fails');

      expect(await page.getByLabel('What is wrong?').inputValue()).toBe('Log in fails');
    });
  });
}
