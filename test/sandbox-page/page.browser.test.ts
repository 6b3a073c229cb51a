import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desk, makeDesk } from './support/open.ts';
import { posted } from './support/posts.ts';
import {
  busyWorkspace,
  emptyWorkspace,
  fromFixture,
  homeOf,
  modalOf,
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

const background = `getComputedStyle(document.body).backgroundColor`;
const phone = { viewport: { width: 390, height: 844 } };

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
  });

  it('says when the server is gone', async () => {
    const page = await desk.open(emptyWorkspace());

    await page.context().setOffline(true);
    desk.server.cutStreams();

    await page.getByText('The workspace does not answer.').waitFor();
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

    expect(await page.getByRole('main').isVisible()).toBe(false);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
  });
});

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

  it('completes a name', async () => {
    const page = await desk.open(emptyWorkspace());
    const field = page.getByLabel('Message to alerts');

    await field.fill('ask @bo');
    await page.getByRole('option', { name: 'ask @bob Bob Ortiz' }).click();

    expect(await field.inputValue()).toBe('ask @bob ');
  });

  it.each([
    ['of a command', '/incident mer', '/incident merge '],
    ['of a name within a command', '/incident assign 2 @bo', '/incident assign 2 @bob '],
    ['of a name', 'thanks @Qu', 'thanks @quell '],
    ['of a name in full', 'ask @Bob Or', 'ask @bob '],
  ])('takes the marked completion %s with Enter', async (_, typed, completed) => {
    const page = await desk.open(emptyWorkspace());
    const field = page.getByLabel('Message to alerts');

    await field.fill(typed);
    await page.locator('.complete [aria-selected="true"]').waitFor();
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
  ])('says %j with Enter, for nothing of it is left to complete', async (typed) => {
    const page = await desk.open(emptyWorkspace());
    const field = page.getByLabel('Message to alerts');

    await field.fill(typed);
    await field.press('Enter');

    expect(await posted(desk, 'say')).toMatchObject({ text: typed.trim() });
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

describe('an update', () => {
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
    const many = Array.from({ length: 40 }, (_, index) =>
      said('U2', `line ${index}`, tsAt('13:00', index + 1)),
    );
    const page = await desk.open(emptyWorkspace({ messages: many }));
    const list = page.getByRole('region', { name: 'Messages in alerts' });
    await list.evaluate((box) => box.scrollTo(0, 0));

    desk.server.push({ messages: [...many, said('U3', 'news', tsAt('14:30'))] });
    await page.getByRole('button', { name: 'New messages below' }).waitFor();
    expect(await list.evaluate((box) => box.scrollTop)).toBe(0);
    await page.getByRole('button', { name: 'New messages below' }).click();

    await page.getByText('news', { exact: true }).waitFor();
    expect(
      await list.evaluate((box) => box.scrollHeight - box.scrollTop - box.clientHeight),
    ).toBeLessThan(2);
  });
});

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
});
