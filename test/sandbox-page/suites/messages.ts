import { describe, expect, it } from 'vitest';
import type { Desk } from '../support/open.ts';
import { posted } from '../support/posts.ts';
import {
  busyWorkspace,
  channel,
  emptyWorkspace,
  said,
  tsAt,
  workspaceWith,
} from '../support/workspace.ts';

/** What one does with messages, links and threads. */
export function messageTests(desk: Desk): void {
  describe('messages', () => {
    it('that only one person sees say so', async () => {
      const page = await desk.open(workspaceWith('ephemeral-refusal', { ephemeral: true }));

      await page.getByText('Only visible to you').waitFor();
      await page.getByRole('button', { name: 'Take over INC-12 from Bob Ortiz' }).click();
      expect(await posted(desk, 'interact')).toMatchObject({ action_id: 'incident.takeover' });
    });

    it('that only one person sees are gone when the page is loaded anew', async () => {
      const whisper = (text: string, time: string) =>
        said('B1', text, tsAt(time), { ephemeral: true });
      const before = whisper('from before', '13:59');
      const page = await desk.open(emptyWorkspace({ messages: [before] }));

      desk.server.push({ messages: [before, whisper('just now', '14:01')] });
      await page.getByText('just now').waitFor();

      expect(await page.getByText('from before').count()).toBe(0);
    });

    it('begin the unread ones with a line, and are told as read', async () => {
      const page = await desk.open(busyWorkspace());

      await page.getByRole('button', { name: 'incidents 4 unread' }).waitFor();
      const order = await page.locator('.messages > ol > li').allTextContents();

      expect(order.indexOf('New')).toBe(order.length - 3);
      expect(await posted(desk, 'mark-read')).toEqual({ as: 'U1', channel: 'C1' });
      expect(await page.title()).toBe('#alerts · Acme, local workspace');
    });

    it('of another channel are one press away', async () => {
      const state = emptyWorkspace({
        channels: [channel('C1', 'alerts'), channel('C2', 'incidents', { unread: 1 })],
        messages: [said('U2', 'over here', tsAt('14:00'), { channel: 'C2' })],
      });
      const page = await desk.open(state);

      await page.getByRole('button', { name: 'incidents 1 unread' }).click();

      await page.getByText('over here').waitFor();
      await page.getByRole('heading', { name: '# incidents' }).waitFor();
      expect(await posted(desk, 'mark-read')).toEqual({ as: 'U1', channel: 'C2' });
    });

    it('take reactions and message shortcuts', async () => {
      const page = await desk.open(
        emptyWorkspace({ messages: [said('U2', 'look', tsAt('14:00'))] }),
      );
      await page.getByRole('article').hover();

      await page.getByRole('button', { name: 'Put on the timeline' }).click();
      await page.getByRole('button', { name: 'More actions for this message' }).click();
      await page.getByRole('menuitem', { name: 'Open an incident' }).click();

      const ref = { channel: 'C1', ts: tsAt('14:00') };
      expect(await posted(desk, 'react')).toEqual({ as: 'U1', ...ref, name: 'pushpin' });
      expect(await posted(desk, 'shortcut')).toEqual({
        as: 'U1',
        callback_id: 'incident.new',
        message: ref,
      });
    });

    it('have a menu with all that one can do, and give their address', async () => {
      const page = await desk.open(
        emptyWorkspace({ messages: [said('U2', 'look', tsAt('14:00'))] }),
      );
      await page.getByRole('article').hover();

      await page.getByRole('button', { name: 'More actions for this message' }).click();
      expect(await page.getByRole('menuitem').allTextContents()).toEqual([
        'Open an incident',
        'Reply in thread',
        'Copy link',
        'Put on the timeline',
        'React with eyes',
        'React with a tick',
      ]);
      await page.getByRole('menuitem', { name: 'Copy link' }).click();

      await page.getByRole('alert').getByText('The link is copied.').waitFor();
      expect(await page.evaluate('navigator.clipboard.readText()')).toBe(
        `${desk.server.url}archives/C1/p${tsAt('14:00').replace('.', '')}`,
      );
    });

    it('take one’s own reaction back', async () => {
      const reactions = [{ name: 'pushpin', users: ['U1', 'U2'] }];
      const page = await desk.open(
        emptyWorkspace({ messages: [said('U2', 'look', tsAt('14:00'), { reactions })] }),
      );

      await page
        .getByRole('button', { name: 'pushpin, 2: Ann Lee, Bob Ortiz', pressed: true })
        .click();

      expect(await posted(desk, 'react')).toMatchObject({ name: 'pushpin', remove: true });
    });

    it('that a link leads to are shown in the page', async () => {
      const text = `see <https://acme.slack.com/archives/C1/p${tsAt('14:00').replace('.', '')}|that one>`;
      const messages = [
        said('U1', 'that one itself', tsAt('14:00')),
        said('U2', text, tsAt('14:30')),
      ];
      const page = await desk.open(emptyWorkspace({ messages }));

      await page.getByRole('link', { name: 'that one' }).click();

      await page.locator('article:focus').getByText('that one itself').waitFor();
    });
  });

  describe('a link to a message that is not there', () => {
    it.each([
      ['from before the last start', '13:00', 'That message is from before the last start'],
      ['that was deleted', '14:00', 'That message is no longer here.'],
    ])('%s says so', async (_, time, words) => {
      const text = `see <https://acme.slack.com/archives/C1/p${tsAt(time).replace('.', '')}|that one>`;
      const page = await desk.open(emptyWorkspace({ messages: [said('U2', text, tsAt('14:30'))] }));

      await page.getByRole('link', { name: 'that one' }).click();

      await page.getByRole('alert').getByText(words).waitFor();
      await page.getByRole('heading', { name: '# alerts' }).waitFor();
    });
  });

  describe('a link from outside', () => {
    it('shows the message that it leads to, once', async () => {
      const messages = [said('U1', 'the one', tsAt('14:00'), { channel: 'C2' })];
      const path = `?channel=C2&ts=${tsAt('14:00')}`;
      const page = await desk.open(emptyWorkspace({ messages }), { path });

      await page.locator('article:focus').getByText('the one').waitFor();

      expect(new URL(page.url()).search).toBe('');
    });
  });

  describe('a thread', () => {
    it('of something finished is called by its title', async () => {
      const page = await desk.open(workspaceWith('card-resolved', { reply_count: 1 }));

      await page.getByRole('button', { name: '1 reply' }).click();

      await page
        .getByRole('tabpanel', { name: 'Thread' })
        .getByRole('heading', { name: 'DiskFull on 9 hosts', exact: true })
        .waitFor();
    });

    it('opens beside the channel and takes a reply', async () => {
      const page = await desk.open(busyWorkspace());

      await page.getByRole('button', { name: '5 replies' }).click();
      const panel = page.getByRole('tabpanel', { name: 'Thread' });
      await panel.getByRole('heading', { name: 'DiskFull on 9 hosts' }).waitFor();
      await panel.getByText('5 more alerts joined').waitFor();
      await panel.getByLabel('Reply in the thread').fill('found it');
      await panel.getByLabel('Reply in the thread').press('Enter');

      expect(await posted(desk, 'say')).toEqual({
        as: 'U1',
        channel: 'C1',
        thread_ts: tsAt('14:02'),
        text: 'found it',
      });
    });
  });
}
