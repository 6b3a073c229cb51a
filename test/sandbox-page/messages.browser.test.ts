import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desk, makeDesk } from './support/open.ts';
import { posted } from './support/posts.ts';
import {
  busyWorkspace,
  channel,
  emptyWorkspace,
  fromFixture,
  said,
  tsAt,
} from './support/workspace.ts';

let desk: Desk;

beforeAll(async () => {
  desk = await makeDesk();
});
afterAll(async () => {
  await desk.close();
});

const one = (name: string, more = {}) =>
  emptyWorkspace({ messages: [fromFixture(name, tsAt('14:00'), more)] });

describe('a card', () => {
  it('sends a press with its place', async () => {
    const page = await desk.open(one('card-triggered-critical'));

    await page.getByRole('button', { name: 'Acknowledge INC-12, DiskFull on 9 hosts' }).click();

    expect(await posted(desk, 'interact')).toEqual({
      as: 'U1',
      container: { type: 'message', channel: 'C1', ts: tsAt('14:00') },
      block_id: 'incident-12-r1',
      action_id: 'incident.acknowledge',
    });
  });

  it('is an article that says its fallback text, in a list', async () => {
    const page = await desk.open(one('card-triggered-critical'));

    const article = page.getByRole('region', { name: 'Messages in alerts' }).getByRole('article');

    expect(await article.getAttribute('aria-label')).toMatch(/^Critical: DiskFull on 9 hosts/);
    expect(await page.getByRole('region').getByRole('listitem').count()).toBeGreaterThan(0);
  });

  it('sends a choice and shows it until the block has another id', async () => {
    const page = await desk.open(one('card-triggered-critical'));

    await page.getByRole('button', { name: 'Mute', exact: true }).click();
    await page.getByRole('option', { name: '1 hour' }).click();

    expect(await posted(desk, 'interact')).toMatchObject({
      action_id: 'incident.mute',
      value: { type: 'static_select', selected_option: { value: '12:1h' } },
    });
    await page.getByRole('button', { name: '1 hour', exact: true }).waitFor();
    desk.server.push(one('card-acknowledged'));
    await page.getByRole('button', { name: 'Mute', exact: true }).waitFor();
  });

  it('opens a grouped menu with the keyboard', async () => {
    const page = await desk.open(one('card-triggered-critical'));

    await page.getByRole('button', { name: 'More', exact: true }).press('ArrowDown');
    await page.getByRole('group', { name: 'Set severity' }).waitFor();
    await page.keyboard.press('w');
    await page.keyboard.press('Enter');

    expect(await posted(desk, 'interact')).toMatchObject({
      value: { selected_option: { value: '12:severity:warning' } },
    });
  });

  it('asks before what cannot be undone', async () => {
    const page = await desk.open(one('card-deploy-bad'));
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

  it('says why a press did not work', async () => {
    const page = await desk.open(one('card-triggered-critical'));
    desk.server.answer('interact', { ok: false, error: 'The bot did not answer within 3 s.' });

    await page.getByRole('button', { name: 'Resolve INC-12, DiskFull on 9 hosts' }).click();

    await page.getByRole('alert').getByText('The bot did not answer within 3 s.').waitFor();
  });

  it('shows hostile text as text', async () => {
    const page = await desk.open(one('card-hostile'));
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
    const page = await desk.open(one('every-element'));
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

  it.each([
    ['Who', 'Bob Ortiz', { type: 'users_select', selected_user: 'U2' }],
    ['Where', '#general', { type: 'channels_select', selected_channel: 'C3' }],
    ['More actions', 'Copy', { type: 'overflow', selected_option: { value: 'copy' } }],
  ])('let one choose from %s', async (button, choice, value) => {
    const page = await desk.open(one('every-element'));

    await page.getByRole('button', { name: button, exact: true }).click();
    await page.locator('.menu-box').getByText(choice, { exact: true }).click();

    expect(await posted(desk, 'interact')).toMatchObject({ value });
  });

  it('let one choose several', async () => {
    const page = await desk.open(one('every-element'));

    await page.getByRole('button', { name: 'Which' }).click();
    await page.getByRole('option', { name: 'One' }).click();
    await posted(desk, 'interact');
    await page.getByRole('option', { name: 'Two' }).click();
    await page.getByRole('button', { name: 'One, Two' }).waitFor();

    expect(desk.server.posts.at(-1)?.body['value']).toMatchObject({
      selected_options: [{ value: '1' }, { value: '2' }],
    });
  });

  it('let one pick days, times and boxes', async () => {
    const page = await desk.open(one('every-element'), { path: '?as=U2' });

    await page.getByLabel('Date', { exact: true }).fill('2026-03-01');
    expect(await posted(desk, 'interact')).toMatchObject({
      value: { selected_date: '2026-03-01' },
    });
    await page.getByLabel('Date and time').fill('2026-02-10T16:00');
    expect(await posted(desk, 'interact', 2)).toMatchObject({
      value: { selected_date_time: Date.parse('2026-02-10T15:00:00Z') / 1000 },
    });
    await page.getByRole('checkbox', { name: 'Tick' }).check();
    expect(await posted(desk, 'interact', 3)).toMatchObject({
      value: { selected_options: [{ value: 't' }] },
    });
    await page.getByLabel('Right').check();
    expect(await posted(desk, 'interact', 4)).toMatchObject({
      value: { selected_option: { value: 'r' } },
    });
  });

  it('draw numbers as a picture that says them', async () => {
    const page = await desk.open(one('report-weekly'));

    await page
      .getByRole('img', { name: /^Cards a day\. Mon: 2 needed a person, 4 nobody acted/ })
      .waitFor();
  });
});

describe('messages', () => {
  it('that only one person sees say so', async () => {
    const page = await desk.open(one('ephemeral-refusal', { ephemeral: true }));

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
    const page = await desk.open(emptyWorkspace({ messages: [said('U2', 'look', tsAt('14:00'))] }));
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
