import { describe, expect, it } from 'vitest';
import type { PageExample } from '../../../src/sandbox/protocol.ts';
import type { Desk } from '../support/open.ts';
import { posted } from '../support/posts.ts';
import {
  busyWorkspace,
  emptyWorkspace,
  fromFixture,
  homeOf,
  modalOf,
  said,
  tsAt,
} from '../support/workspace.ts';

const background = `getComputedStyle(document.body).backgroundColor`;
const phone = { viewport: { width: 390, height: 844 } };

const FAULTS = [
  ['slow', 'Slack is slow'],
  ['rate-limited', 'Slack limits the bot'],
  ['down', 'Slack is down'],
] as const;

const DISK: PageExample = {
  name: 'disk-full',
  mark: 'critical',
  title: 'DiskFull',
  about: 'one card',
  unit: 'alert',
  doing: 'nothing',
  sent: 0,
  total: 0,
  is_on: false,
  fault: null,
};

/** The page as a whole: banner, people, themes, sizes. */
export function frameTests(desk: Desk): void {
  describe('the page', () => {
    it('says that it is a local workspace, and needs nothing from outside', async () => {
      const page = await desk.open(
        busyWorkspace({ home: homeOf('home'), modals: [modalOf('modal-mute')] }),
      );

      await page.getByText('This is a local workspace. Nothing leaves this machine.').waitFor();

      expect(desk.faults).toEqual([]);
      expect(desk.server.missing).toEqual([]);
    });

    it('says how long it lasts', async () => {
      const page = await desk.open(emptyWorkspace());

      await page
        .getByText('in memory until Ctrl+C; open incidents are posted anew at the next start')
        .waitFor();
      desk.server.push({ kept_in: 'acme.json' });

      await page.getByText('Acme is kept in acme.json and goes on at the next start.').waitFor();
    });

    it('says what to do first, while nothing has happened', async () => {
      const page = await desk.open(
        emptyWorkspace({
          try_it: { examples: [DISK], command: 'npx quell send disk-full --key …', figures: null },
        }),
      );

      await page.getByText('Nothing has happened yet. Press Send').waitFor();
      await page.getByText('npx quell send disk-full --key …').waitFor();
      await page.getByRole('button', { name: 'general' }).click();

      await page.getByText('No messages yet.').waitFor();
    });

    it('begins with what one can try, not with what goes between bot and Slack', async () => {
      const page = await desk.open(busyWorkspace());

      await page.getByRole('tabpanel', { name: 'Try it' }).getByText('Send an alert').waitFor();

      expect(await page.getByText('chat.update').count()).toBe(0);
    });

    it('says plainly when the bot is not connected', async () => {
      const page = await desk.open(emptyWorkspace());
      const trouble = page.getByText('Quell is not connected.');
      expect(await trouble.count()).toBe(0);

      desk.server.push({ connected: false });

      await trouble.waitFor();
      await page.getByText('Not connected', { exact: true }).waitFor();
      expect(await page.getByText('Slack answers normally').count()).toBe(0);
    });

    it('says when the server is gone', async () => {
      const page = await desk.open(emptyWorkspace());

      await page.context().setOffline(true);
      desk.server.cutStreams();

      await page.getByText('The workspace does not answer.').waitFor();
      await page.getByText('Not connected', { exact: true }).waitFor();
    });

    it('takes the first person when nobody is named', async () => {
      const page = await desk.open(emptyWorkspace(), { path: '' });

      expect(await page.getByLabel('Act as').inputValue()).toBe('U1');
    });

    it('acts as whom one chooses', async () => {
      const page = await desk.open(
        emptyWorkspace({ messages: [fromFixture('card-triggered-critical', tsAt('14:00'))] }),
      );
      desk.server.forUser('U2', {
        messages: [said('B1', 'only for Bob', tsAt('14:10'), { ephemeral: true })],
      });

      await page.getByLabel('Act as').selectOption('Bob Ortiz');
      await page.getByText('only for Bob').waitFor();
      await page.getByText('15:10').waitFor();
      await page.getByText('Your clock: Berlin').waitFor();
      await page.getByLabel('Message to alerts').fill('mine');
      await page.getByRole('button', { name: 'Send as Bob Ortiz' }).first().click();

      expect(await posted(desk, 'say')).toEqual({ as: 'U2', channel: 'C1', text: 'mine' });
    });

    it('is dark or light as the system is, until one chooses', async () => {
      const page = await desk.open(emptyWorkspace(), { colorScheme: 'dark' });
      expect(await page.evaluate(background)).toBe('rgb(13, 21, 27)');

      await page.getByRole('button', { name: 'Change between light and dark' }).click();
      expect(await page.evaluate(background)).toBe('rgb(241, 244, 246)');
      await page.reload();
      await page.getByRole('main').waitFor();

      expect(await page.evaluate(background)).toBe('rgb(241, 244, 246)');
    });

    it('shows one view at a time on a phone', async () => {
      const page = await desk.open(busyWorkspace(), phone);
      const views = page.getByRole('navigation', { name: 'Views' });
      expect(await page.getByRole('navigation', { name: 'Workspace' }).isVisible()).toBe(false);

      await views.getByRole('button', { name: 'Channels' }).click();
      await page.getByRole('navigation', { name: 'Workspace' }).getByText('general').click();
      await page.getByRole('heading', { name: '# general' }).waitFor();
      await views.getByRole('button', { name: 'Inspector' }).click();
      await page.getByRole('heading', { name: 'Between Quell and Slack' }).waitFor();

      expect(await page.locator('.channel').isVisible()).toBe(false);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    });

    it('says on a phone how Slack behaves while that is news', async () => {
      const page = await desk.open(busyWorkspace(), phone);
      const banner = page.getByRole('banner');
      expect(await banner.getByText('Slack answers normally').isVisible()).toBe(false);

      for (const [fault, words] of FAULTS) {
        desk.server.push({ fault });
        await banner.getByText(words).waitFor();
      }

      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    });

    it('leads between the parts of a phone by pictures that mean nothing else', async () => {
      const page = await desk.open(busyWorkspace(), phone);
      const pictures = page.locator('.bottombar use');

      expect(
        await pictures.evaluateAll((all) => all.map((use) => use.getAttribute('href'))),
      ).toEqual(['#channels', '#channel', '#thread', '#try', '#inspector']);
    });

    it('gives the side panel the place of the channels where the screen is not wide', async () => {
      const page = await desk.open(busyWorkspace(), { viewport: { width: 820, height: 900 } });
      const rail = page.getByRole('navigation', { name: 'Workspace' });
      const panel = page.getByRole('region', { name: 'Side panel' });
      const way = page.getByRole('navigation', { name: 'Views' }).getByRole('button');
      const here = page.locator('.bottombar [aria-current]');
      expect([await rail.isVisible(), await panel.isVisible()]).toEqual([true, false]);

      await way.filter({ hasText: 'Try it' }).click();
      expect([await rail.isVisible(), await panel.isVisible()]).toEqual([false, true]);
      expect((await page.locator('.channel').boundingBox())?.width).toBeGreaterThan(450);
      await way.filter({ hasText: 'Channels' }).click();
      await rail.getByText('general').click();

      expect([await rail.isVisible(), await panel.isVisible()]).toEqual([true, false]);
      expect(await here.textContent()).toMatch(/^Channels/);
      await page.setViewportSize({ width: 700, height: 900 });
      await here.filter({ hasText: '#general' }).waitFor();
    });
  });
}
