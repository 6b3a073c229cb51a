import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PageState } from '../../src/sandbox/protocol.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { call, posted } from './support/call.ts';
import { connect, type Line } from './support/line.ts';

let sandbox: Sandbox;
let line: Line;
let ann: string;

beforeEach(async () => {
  sandbox = await startSandbox({ app: { events: ['message.channels', 'app_home_opened'] } });
  line = await connect(sandbox);
  ann = sandbox.as('ann').id;
});
afterEach(async () => {
  line.close();
  await sandbox.close();
});

const state = async (as = ann): Promise<PageState> =>
  (await (await fetch(`${sandbox.url}/control/state?as=${as}`)).json()) as PageState;

const post = async (name: string, body: object, as = ann, tab = '') => {
  const response = await fetch(`${sandbox.url}/control/${name}${tab && `?tab=${tab}`}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ as, ...body }),
  });
  return (await response.json()) as { ok: boolean; error?: string };
};

const text = (value: string) => ({ type: 'plain_text', text: value });
const blocks = [
  {
    type: 'actions',
    block_id: 'row',
    elements: [{ type: 'button', action_id: 'go', text: text('Go'), value: '1' }],
  },
];
const modal = {
  type: 'modal',
  title: text('Note'),
  submit: text('Add'),
  blocks: [
    {
      type: 'input',
      block_id: 'why',
      label: text('Why?'),
      element: { type: 'plain_text_input', action_id: 'why' },
    },
  ],
};

describe('the state', () => {
  it('shows the workspace to one person', async () => {
    await posted(sandbox);
    const channel = sandbox.channel('#alerts').id;
    await call(sandbox, 'chat.postEphemeral', { channel, user: ann, text: 'Only you' });

    const [hers, his] = [await state(), await state(sandbox.as('bob').id)];

    expect(hers).toMatchObject({ connected: true, bot: sandbox.botUser, fault: 'well' });
    expect(hers.messages.map((each) => each.text)).toEqual(['It burns', 'Only you']);
    expect(his.messages.map((each) => each.text)).toEqual(['It burns']);
    expect(hers.channels.map((each) => each.name)).toEqual([
      'alerts',
      'incidents',
      'general',
      'quell',
    ]);
    expect(hers.now).toBeGreaterThanOrEqual(hers.started);
    expect(hers.requests[0]).toMatchObject({ direction: 'to-slack', outcome: 'ok' });
  });

  it('counts what somebody has not seen', async () => {
    const unread = async () => (await state()).channels[0]?.unread;
    await posted(sandbox);
    const second = await posted(sandbox);
    await posted(sandbox, { text: 'reply', thread_ts: second });

    expect(await unread()).toBe(2);
    await post('mark-read', { channel: sandbox.channel('#alerts').id });
    expect(await unread()).toBe(0);
    await posted(sandbox);
    expect(await unread()).toBe(1);
  });

  it('is for people of the workspace', async () => {
    expect((await fetch(`${sandbox.url}/control/state?as=U0NOBODY`)).status).toBe(404);
  });
});

describe('what the person does', () => {
  it('is pressed, opened, typed and submitted', async () => {
    const channel = sandbox.channel('#alerts').id;
    const ts = await posted(sandbox, { blocks });
    const container = { type: 'message', channel, ts };

    await post('interact', { container, block_id: 'row', action_id: 'go' });
    await call(sandbox, 'views.open', { trigger_id: line.last('trigger_id'), view: modal });
    const view_id = (await state()).modals[0]?.id;
    await post('submit', { view_id });
    expect((await state()).modals[0]?.errors).toEqual({
      why: 'Please complete this required field.',
    });

    const value = { value: 'Because' };
    await post('set-value', { view_id, block_id: 'why', action_id: 'why', value });
    expect((await state()).modals[0]?.values).toMatchObject({ why: { why: value } });
    await post('submit', { view_id });

    expect((await state()).modals).toEqual([]);
    expect(line.last('type')).toBe('view_submission');
  });

  it('opens a modal in the tab where it was done, and in no other', async () => {
    const channel = sandbox.channel('#alerts').id;
    const container = { type: 'message', channel, ts: await posted(sandbox, { blocks }) };
    const modalsIn = async (tab: string) => (await state(`${ann}&tab=${tab}`)).modals.length;

    await post('interact', { container, block_id: 'row', action_id: 'go' }, ann, 'one');
    await call(sandbox, 'views.open', { trigger_id: line.last('trigger_id'), view: modal });

    expect(await modalsIn('one')).toBe(1);
    expect(await modalsIn('two')).toBe(0);
    expect((await state()).modals).toHaveLength(1);
  });

  it('is said, commanded, reacted and switched', async () => {
    const channel = sandbox.channel('#alerts').id;
    const ts = await posted(sandbox);

    expect(await post('say', { channel, text: 'Hello' })).toEqual({ ok: true });
    expect(await post('say', { channel, text: 'In the thread', thread_ts: ts })).toEqual({
      ok: true,
    });
    expect(await post('say', { channel, text: '/incident list' })).toEqual({ ok: true });
    expect(await post('react', { channel, ts, name: 'eyes' })).toEqual({ ok: true });
    expect(await post('open-home', {})).toEqual({ ok: true });
    expect(await post('fault', { mode: 'down' })).toEqual({ ok: true });

    const { messages, fault } = await state();
    expect(messages.map((each) => each.text)).toEqual(['It burns', 'Hello', 'In the thread']);
    expect(messages[0]).toMatchObject({
      reply_count: 1,
      reactions: [{ name: 'eyes', users: [ann] }],
    });
    expect(fault).toBe('down');
  });

  it('archives a channel, and shuts the bot out of it until somebody invites it', async () => {
    const channel = sandbox.channel('#alerts').id;
    const standing = async () => (await state()).channels[0];
    const change = (what: string) => post('channel', { channel, what });
    const invite = (whom: string) => post('say', { channel, text: `/invite ${whom}` });

    await change('archive');
    expect(await standing()).toMatchObject({ is_archived: true, has_bot: true });
    await change('unarchive');
    await change('lock-out');
    expect(await standing()).toMatchObject({
      is_archived: false,
      is_private: true,
      has_bot: false,
    });
    expect((await invite('@bob')).error).toBe('Only the bot can be invited here: /invite @quell.');
    expect(await invite('@Quell')).toEqual({ ok: true });

    expect(await standing()).toMatchObject({ is_private: true, has_bot: true });
    expect((await state()).messages.at(-1)?.text).toBe(`was added to the channel by <@${ann}>.`);
    expect((await invite('@quell')).error).toBe('It is in this channel already.');
  });

  it('lets people write in a private channel that the bot is not in', async () => {
    const channel = sandbox.channel('#alerts').id;
    await post('channel', { channel, what: 'lock-out' });

    expect(await post('say', { channel, text: 'Among us' })).toEqual({ ok: true });

    expect((await state()).messages.map((each) => each.text)).toEqual(['Among us']);
  });

  it('takes a scope from the app, and gives it back', async () => {
    await post('scope', { missing: 'chat:write' });
    const refused = await call(sandbox, 'chat.postMessage', { channel: '#alerts', text: 'x' });
    expect(refused).toMatchObject({ error: 'missing_scope', needed: 'chat:write' });
    expect(String(refused['provided']).split(',')).not.toContain('chat:write');
    expect(await state()).toMatchObject({ missing_scope: 'chat:write' });

    await post('scope', { missing: null });

    await posted(sandbox);
    expect((await state()).missing_scope).toBeNull();
  });

  it('is refused with a sentence', async () => {
    const channel = sandbox.channel('#alerts').id;

    expect((await post('say', { channel, text: '/weather' })).error).toBe(
      '/weather is not a valid command.',
    );
    expect((await post('submit', { view_id: 'V0' })).error).toBe('This view is no longer open.');
    expect((await post('react', { channel, ts: '1.1', name: 'eyes' })).error).toContain(
      'no longer',
    );
    expect((await post('dance', {})).error).toBe('The sandbox knows no dance.');
    const unknown = await post('try', { name: 'disk-full', what: 'send' });
    expect(unknown.error).toBe('There is no example disk-full.');
    expect((await post('say', {})).ok).toBe(false);
    expect((await post('open-home', {}, 'U0NOBODY')).error).toBe('Say who you are.');
  });

  it('must come as JSON, which other sites cannot send', async () => {
    const response = await fetch(`${sandbox.url}/control/open-home`, {
      method: 'POST',
      body: JSON.stringify({ as: ann }),
    });

    expect(response.status).toBe(415);
  });
});

describe('the stream', () => {
  it('sends the state at once and after changes, several as one', async () => {
    const response = await fetch(`${sandbox.url}/control/stream?as=${ann}`);
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    const next = async (): Promise<PageState> =>
      JSON.parse(String((await reader?.read())?.value).replace('data: ', ''));

    expect((await next()).messages).toEqual([]);
    await Promise.all([posted(sandbox), posted(sandbox), posted(sandbox)]);
    const seen: number[] = [];
    while (seen.at(-1) !== 3) seen.push((await next()).messages.length);

    expect(seen.length).toBeLessThan(4);
    await reader?.cancel();
  });
});

describe('the files of the page', () => {
  it('are served under a strict policy, and nothing else is', async () => {
    const page = await fetch(sandbox.url);
    const outside = await fetch(`${sandbox.url}/..%2f..%2fpackage.json`);
    const source = await fetch(`${sandbox.url}/main.ts`);

    expect(page.headers.get('content-security-policy')).toBe("default-src 'self'");
    expect(page.headers.get('content-type')).toContain('text/html');
    expect([outside.status, source.status]).toEqual([404, 404]);
  });
});
