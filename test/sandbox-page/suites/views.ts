import { describe, expect, it } from 'vitest';
import type { Desk } from '../support/open.ts';
import { posted } from '../support/posts.ts';
import { busyWorkspace, channel, emptyWorkspace, homeOf, NOW } from '../support/workspace.ts';

/** App Home and inspector. */
export function viewTests(desk: Desk): void {
  describe('the App Home', () => {
    it('is opened like in Slack, and its buttons work', async () => {
      const page = await desk.open(emptyWorkspace({ home: homeOf('home') }));

      await page.getByRole('button', { name: 'Quell: Home' }).click();
      await page.getByRole('heading', { name: 'Ann, 2 incidents need you' }).waitFor();
      await page.getByRole('button', { name: 'Resolve INC-13' }).click();

      expect(await posted(desk, 'open-home')).toEqual({ as: 'U1' });
      expect(await posted(desk, 'interact')).toMatchObject({
        container: { type: 'view', view_id: 'H1' },
      });
    });

    it('says so when there is none', async () => {
      const page = await desk.open(emptyWorkspace(), { path: '?as=U1#home' });

      await page.getByText('Quell has not published its Home for you yet.').waitFor();
    });
  });

  describe('the inspector', () => {
    it('shows what went between bot and Slack', async () => {
      const page = await desk.open(busyWorkspace());
      await page.getByRole('tab', { name: 'Inspector 3' }).click();
      const panel = page.getByRole('tabpanel', { name: 'Inspector' });

      await panel.getByRole('button', { name: 'Faults 1' }).click();
      expect(await panel.locator('.req').count()).toBe(1);
      await panel.getByRole('button', { name: 'From Slack 1' }).click();
      await panel.getByText('block_actions').click();

      await panel.getByText('"action_id": "incident.acknowledge"').waitFor();
    });

    it('says that it shows the last hundred', async () => {
      const request = {
        direction: 'to-slack',
        name: 'chat.update',
        outcome: 'ok',
        body: {},
      } as const;
      const requests = Array.from({ length: 100 }, (_, at) => ({ ...request, at }));
      const page = await desk.open(emptyWorkspace({ requests }));

      await page.getByRole('tab', { name: 'Inspector last 100' }).click();

      await page.getByText('Newest first, the last 100.').waitFor();
    });

    it('says in a word what each request is about', async () => {
      const view = JSON.stringify({ title: { type: 'plain_text', text: 'Mute INC-12' } });
      const bodies = [
        ['views.open', { view }, 'Mute INC-12'],
        ['chat.postMessage', { channel: 'C1', thread_ts: '1.2' }, '#alerts, in a thread'],
        ['chat.postMessage', { channel: 'U2' }, 'to Bob Ortiz'],
        ['chat.postMessage', { channel: 'D9' }, 'a direct message'],
        ['users.info', { user: 'U3' }, 'for Cara Diaz'],
      ] as const;
      const requests = bodies.map(([name, body], at) => ({
        at,
        direction: 'to-slack' as const,
        name,
        outcome: 'ok',
        body,
      }));
      const page = await desk.open(emptyWorkspace({ requests }));

      await page.getByRole('tab', { name: /Inspector/ }).click();
      await page.locator('.req').first().waitFor();

      expect((await page.locator('.req small').allTextContents()).toSorted()).toEqual(
        bodies.map(([, , words]) => words).toSorted(),
      );
    });

    it('unfolds JSON that was sent as text', async () => {
      const body = { channel: 'C1', blocks: '[{"type":"divider"}]', text: '[not JSON' };
      const request = {
        at: 1,
        direction: 'to-slack',
        name: 'chat.postMessage',
        outcome: 'ok',
        body,
      } as const;
      const page = await desk.open(emptyWorkspace({ requests: [request] }));

      await page.getByRole('tab', { name: /Inspector/ }).click();
      await page.getByText('chat.postMessage').click();

      await page.getByText('"type": "divider"').waitFor();
      await page.getByText('"text": "[not JSON"').waitFor();
    });

    it('lets one decide how Slack behaves', async () => {
      const page = await desk.open(emptyWorkspace());

      await page.getByRole('radio', { name: 'Down' }).check({ force: true });
      expect(await posted(desk, 'fault')).toEqual({ as: 'U1', mode: 'down' });
      desk.server.push({ fault: 'down' });

      await page.getByText('Slack is down').waitFor();
    });

    it('says when the bot tries again, also after Slack is well', async () => {
      const page = await desk.open(emptyWorkspace({ next_try: NOW.getTime() + 23_000 }));

      await page.getByText('within 23 s').waitFor();
      await page.getByText('Quell tries again by itself').waitFor();

      desk.server.push({ next_try: NOW.getTime() - 6_000 });
      await page.getByText('Answers at once. Quell keeps to').waitFor();
      expect(await page.getByText('Tried again').isVisible()).toBe(false);
    });

    it('says nothing of another try where nothing waits', async () => {
      const figures = { waiting: 0, behind_since: null, accepted: 0 };
      const try_it = { examples: [], command: '', figures };
      const page = await desk.open(emptyWorkspace({ try_it, next_try: NOW.getTime() + 23_000 }));

      await page.getByText('Waiting for Slack').waitFor();
      expect(await page.getByText('Tried again').isVisible()).toBe(false);
    });

    it('archives the channel that one looks at, and shuts the bot out of it', async () => {
      const page = await desk.open(emptyWorkspace());
      const button = (name: string) => page.getByRole('button', { name, exact: true });

      await button('Archive #alerts').click();
      expect(await posted(desk, 'channel')).toEqual({ as: 'U1', channel: 'C1', what: 'archive' });
      desk.server.push({ channels: [channel('C1', 'alerts', { is_archived: true })] });
      await page.getByText('This channel is archived.').waitFor();
      await button('Unarchive #alerts').waitFor();

      await button('Shut out #alerts').click();
      expect(await posted(desk, 'channel', 2)).toMatchObject({ what: 'lock-out' });
      const shut = { is_private: true, has_bot: false };
      desk.server.push({ channels: [channel('C1', 'alerts', shut)] });
      await page.getByText('This channel is private, and Quell is not in it.').waitFor();
      await button('Invite #alerts').click();

      expect(await posted(desk, 'channel', 3)).toMatchObject({ what: 'invite' });
      expect(desk.faults).toEqual([]);
    });

    it('takes a scope from the app, and gives it back', async () => {
      const page = await desk.open(emptyWorkspace());
      const select = page.getByLabel('Take a scope from the app');

      await select.selectOption('chat:write');
      expect(await posted(desk, 'scope')).toEqual({ as: 'U1', missing: 'chat:write' });
      desk.server.push({ missing_scope: 'chat:write' });
      await select.selectOption('It has all');

      expect(await posted(desk, 'scope', 2)).toEqual({ as: 'U1', missing: null });
    });
  });
}
