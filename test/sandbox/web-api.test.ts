import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readBody } from '../../src/sandbox/http/body.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { call, posted, request } from './support/call.ts';
import { standingClock } from './support/clock.ts';

let sandbox: Sandbox;
const clock = standingClock();

beforeEach(async () => {
  sandbox = await startSandbox({ now: clock.now, eventRetries: [] });
});
afterEach(() => sandbox.close());

const section = { type: 'section', text: { type: 'mrkdwn', text: 'It burns' } };

describe('who may call', () => {
  const asking = (headers: Record<string, string>, body = '') =>
    fetch(`${sandbox.apiUrl}auth.test`, { method: 'POST', headers, body });

  it('answers not_authed without a token and invalid_auth with a wrong one', async () => {
    const without = await asking({});
    const wrong = await asking({ authorization: 'Bearer xoxb-wrong' });

    expect(await without.json()).toEqual({ ok: false, error: 'not_authed' });
    expect(await wrong.json()).toEqual({ ok: false, error: 'invalid_auth' });
  });

  it('takes the token from a form too, and not from JSON', async () => {
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const json = { 'content-type': 'application/json' };

    const inForm = await asking(form, `token=${sandbox.botToken}`);
    const inJson = await asking(json, JSON.stringify({ token: sandbox.botToken }));

    expect(await inForm.json()).toMatchObject({ ok: true, user_id: sandbox.botUser });
    expect(await inJson.json()).toEqual({ ok: false, error: 'not_authed' });
  });

  it('wants the app token for a Socket Mode ticket, and there alone', async () => {
    expect((await call(sandbox, 'apps.connections.open')).error).toBe('not_allowed_token_type');
    const asApp = await asking({ authorization: `Bearer ${sandbox.appToken}` });
    expect(await asApp.json()).toEqual({ ok: false, error: 'not_allowed_token_type' });
  });

  it('tells the scopes, and refuses what they do not cover', async () => {
    const narrow = await startSandbox({ app: { scopes: ['chat:write'] } });

    const told = await request(narrow, 'auth.test');
    const refused = await call(narrow, 'users.list');

    expect(told.headers.get('x-oauth-scopes')).toBe('chat:write');
    expect(refused).toEqual({
      ok: false,
      error: 'missing_scope',
      needed: 'users:read',
      provided: 'chat:write',
    });
    await narrow.close();
  });

  it.each<[string, string, { channel?: string; types?: string }]>([
    ['groups:read', 'conversations.list', { types: 'public_channel,private_channel' }],
    ['groups:history', 'conversations.history', { channel: 'board' }],
    ['im:history', 'conversations.history', { channel: 'ann' }],
    ['channels:read', 'conversations.info', { channel: 'alerts' }],
  ])(
    'wants the scope of the sort of channel: %s for %s',
    async (scope, method, { channel, ...args }) => {
      const scopes = ['groups:read', 'groups:history', 'im:history', 'channels:read', 'im:write'];
      const narrow = await startSandbox({
        app: { scopes: scopes.filter((each) => each !== scope) },
      });
      const ids: Record<string, string> = {
        board: narrow.createChannel({ name: 'board', isPrivate: true, botIsMember: true }).id,
        alerts: narrow.channel('#alerts').id,
        ann: `D${narrow.as('ann').id.slice(1)}`,
      };
      await call(narrow, 'conversations.open', { users: narrow.as('ann').id });

      const asked = channel === undefined ? args : { channel: ids[channel] };

      expect(await call(narrow, method, asked)).toMatchObject({
        ok: false,
        error: 'missing_scope',
        needed: scope,
      });
      await narrow.close();
    },
  );

  it('knows no method that Slack does not have', async () => {
    expect(await call(sandbox, 'chat.shout')).toMatchObject({ ok: false, error: 'unknown_method' });
  });

  it('is another workspace at each start', async () => {
    const other = await startSandbox();

    expect(other.teamId).not.toBe(sandbox.teamId);

    await other.close();
  });
});

describe('how arguments may come', () => {
  const send = (body: URLSearchParams | FormData) =>
    fetch(`${sandbox.apiUrl}chat.postMessage`, {
      method: 'POST',
      headers: { authorization: `Bearer ${sandbox.botToken}` },
      body,
    });
  const fields = { channel: '#alerts', text: 'It burns', blocks: JSON.stringify([section]) };

  it('as a form with JSON inside', async () => {
    expect(await (await send(new URLSearchParams(fields))).json()).toMatchObject({ ok: true });
    expect(sandbox.channel('#alerts').messages()[0]?.words).toBe('It burns');
  });

  it('as multipart', async () => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);

    expect(await (await send(form)).json()).toMatchObject({ ok: true });
  });

  it('as JSON, with blocks as a list or in a string', async () => {
    await posted(sandbox, { blocks: [section] });
    await posted(sandbox, { blocks: JSON.stringify([section]) });

    expect(sandbox.channel('#alerts').messages()).toHaveLength(2);
  });

  it('names what is missing', async () => {
    expect(await call(sandbox, 'conversations.info')).toMatchObject({
      error: 'invalid_arguments',
      response_metadata: { messages: ['[ERROR] missing required field: channel'] },
    });
  });
});

describe('posting', () => {
  const refusal = async (args: object) =>
    (await call(sandbox, 'chat.postMessage', { channel: '#alerts', ...args })).error;

  it('answers where and when', async () => {
    const answer = await call(sandbox, 'chat.postMessage', {
      channel: '#alerts',
      text: 'It burns',
    });

    expect(answer).toMatchObject({
      ok: true,
      channel: sandbox.channel('#alerts').id,
      message: { type: 'message', text: 'It burns', user: sandbox.botUser, ts: answer['ts'] },
    });
    expect(answer['ts']).toMatch(/^\d{10}\.\d{6}$/);
  });

  it('gives each message a later time, also while the clock stands', async () => {
    const times = [await posted(sandbox), await posted(sandbox), await posted(sandbox)];

    expect([...new Set(times)].sort()).toEqual(times);
  });

  it.each([
    ['an unknown channel', { channel: 'C0NOWHERE', text: 'x' }, 'channel_not_found'],
    ['a channel that the bot has not joined', { channel: '#general', text: 'x' }, 'not_in_channel'],
    ['nothing', {}, 'no_text'],
    ['an empty text without blocks', { text: '', blocks: [] }, 'no_text'],
    ['a reply to nothing', { text: 'x', thread_ts: '1.000001' }, 'thread_not_found'],
    ['blocks that are no JSON', { blocks: '[' }, 'invalid_blocks_format'],
    ['a text over 40,000 characters', { text: 'x'.repeat(40_001) }, 'msg_too_long'],
    [
      'metadata without a payload',
      { text: 'x', metadata: { event_type: 'x' } },
      'invalid_metadata_format',
    ],
    ['metadata that is no JSON', { text: 'x', metadata: '{' }, 'metadata_must_be_sent_as_json'],
  ])('refuses %s', async (_what, args, error) => {
    expect(await refusal(args)).toBe(error);
  });

  it('counts the text of all blocks together', async () => {
    const blocks = (last: number) =>
      [3000, 3000, 3000, 3000, last].map((length) => ({
        type: 'section',
        text: { type: 'plain_text', text: 'x'.repeat(length) },
      }));

    expect(await refusal({ blocks: blocks(1000) })).toBeUndefined();
    expect(await refusal({ blocks: blocks(1001) })).toBe('msg_blocks_too_long');
  });

  it('says what is wrong with blocks', async () => {
    const answer = await call(sandbox, 'chat.postMessage', {
      channel: '#alerts',
      blocks: [{ type: 'header', text: { type: 'plain_text', text: '' } }],
    });

    expect(answer).toMatchObject({
      ok: false,
      error: 'invalid_blocks',
      response_metadata: {
        messages: ['[ERROR] must be more than 0 characters [json-pointer:/blocks/0/text/text]'],
      },
    });
  });

  it('refuses newer blocks where the workspace does not have them', async () => {
    sandbox.refuseBlocks('markdown');

    expect(await refusal({ blocks: [{ type: 'markdown', text: 'x' }] })).toBe('invalid_blocks');
  });

  it('refuses an archived channel and a deleted one', async () => {
    sandbox.channel('#alerts').archive();
    expect(await refusal({ text: 'x' })).toBe('is_archived');

    sandbox.channel('#alerts').delete();
    expect(await refusal({ text: 'x' })).toBe('channel_not_found');
  });

  it('refuses a private channel without the bot as if there were none, by name and by id', async () => {
    const { id, conversation } = sandbox.channel('#alerts');
    sandbox.channel('#alerts').lockOut();

    expect(await refusal({ text: 'x' })).toBe('channel_not_found');
    expect(await refusal({ channel: id, text: 'x' })).toBe('channel_not_found');

    sandbox.channel('#alerts').addBot();
    expect(conversation.isPrivate).toBe(true);
    expect((await call(sandbox, 'chat.postMessage', { channel: id, text: 'x' })).ok).toBe(true);
  });

  it('refuses a channel that may only be read', async () => {
    sandbox.createChannel({ name: 'news', botIsMember: true, isReadOnly: true });

    expect(await refusal({ channel: '#news', text: 'x' })).toBe(
      'restricted_action_read_only_channel',
    );
  });

  it('refuses once the bot is thrown out, and follows a new name', async () => {
    const channel = sandbox.channel('#alerts');
    channel.rename('pages');
    expect(await refusal({ text: 'x' })).toBe('channel_not_found');
    expect(await refusal({ channel: '#pages', text: 'x' })).toBeUndefined();

    channel.removeBot();
    expect(await refusal({ channel: channel.id, text: 'x' })).toBe('not_in_channel');
  });

  it('goes to a person by their id, as a direct message', async () => {
    const ann = sandbox.as('ann');

    const answer = await call(sandbox, 'chat.postMessage', {
      channel: ann.id,
      text: 'You are on call',
    });

    expect(answer['channel']).toMatch(/^D/);
    expect(ann.directMessages().map((message) => message.text)).toEqual(['You are on call']);
    expect(await call(sandbox, 'conversations.open', { users: ann.id })).toMatchObject({
      channel: { id: answer['channel'] },
    });
  });

  it('shows an ephemeral message to one person', async () => {
    const channel = sandbox.channel('#alerts').id;
    const args = { channel, user: sandbox.as('ann').id, text: 'Only you' };

    const { message_ts: ts } = await call(sandbox, 'chat.postEphemeral', args);

    expect(
      sandbox
        .as('ann')
        .ephemeral()
        .map((message) => message.text),
    ).toEqual(['Only you']);
    expect(sandbox.as('bob').ephemeral()).toEqual([]);
    expect(sandbox.channel('#alerts').messages()).toEqual([]);
    expect(await call(sandbox, 'chat.update', { channel, ts, text: 'x' })).toMatchObject({
      error: 'message_not_found',
    });
  });

  it('escapes what would otherwise be a mark', async () => {
    await posted(sandbox, { text: 'a & b < c, <!here> &lt;ok&gt;' });

    expect(sandbox.channel('#alerts').messages()[0]?.text).toBe(
      'a &amp; b &lt; c, <!here> &lt;ok&gt;',
    );
  });
});

describe('changing', () => {
  const channel = () => sandbox.channel('#alerts');
  const update = async (args: object) =>
    call(sandbox, 'chat.update', { channel: channel().id, ...args });

  it('removes the blocks when there is text alone, and marks it as edited', async () => {
    const ts = await posted(sandbox, { text: 'It burns', blocks: [section] });

    await update({ ts, text: 'It is over' });

    expect(channel().messages()[0]?.raw).toMatchObject({ text: 'It is over', edited: {} });
    expect(channel().messages()[0]?.raw).not.toHaveProperty('blocks');
  });

  it('keeps metadata that is left out, and carries no mark with blocks', async () => {
    const metadata = { event_type: 'card', event_payload: { key: 'a' } };
    const ts = await posted(sandbox, { text: 'It burns', metadata });

    await update({ ts, text: 'It is over', blocks: [section] });

    expect(channel().messages()[0]?.metadata).toEqual(metadata);
    expect(channel().messages()[0]?.raw).not.toHaveProperty('edited');
  });

  it('refuses what it cannot change', async () => {
    const foreign = await sandbox.as('ann').say('#alerts', 'Mine');
    const ts = await posted(sandbox);

    expect((await update({ ts: '1.000001', text: 'x' })).error).toBe('message_not_found');
    expect((await update({ ts: foreign.ts, text: 'x' })).error).toBe('cant_update_message');
    expect((await update({ ts })).error).toBe('no_text');
    expect((await update({ ts, text: 'x'.repeat(4000) })).ok).toBe(true);
    expect((await update({ ts, text: 'x'.repeat(4001) })).error).toBe('msg_too_long');
    expect((await update({ channel: '#alerts', ts, text: 'x' })).error).toBe('channel_not_found');

    channel().archive();
    expect((await update({ ts, text: 'x' })).error).toBe('is_inactive');
  });

  it('deletes; a message with replies leaves a stone behind', async () => {
    const [lone, parent] = [await posted(sandbox), await posted(sandbox)];
    await posted(sandbox, { text: 'Reply', thread_ts: parent });

    for (const ts of [lone, parent]) {
      await call(sandbox, 'chat.delete', { channel: channel().id, ts });
    }

    expect(
      channel()
        .messages()
        .map((message) => message.raw['subtype']),
    ).toEqual(['tombstone']);
    expect(channel().thread(parent)).toHaveLength(1);
  });
});

describe('reading', () => {
  const channel = () => sandbox.channel('#alerts').id;
  const texts = (answer: object) =>
    (answer as { messages: { text: string }[] }).messages.map((message) => message.text);
  const history = (args: object = {}) =>
    call(sandbox, 'conversations.history', { channel: channel(), ...args });

  it('gives the newest first, without replies, page by page', async () => {
    const first = await posted(sandbox, { text: '1' });
    for (const text of ['2', '3']) await posted(sandbox, { text });
    await posted(sandbox, { text: 'reply', thread_ts: first });

    const page = await history({ limit: 2 });
    const { next_cursor: cursor } = page['response_metadata'] as { next_cursor: string };

    expect(texts(page)).toEqual(['3', '2']);
    expect(page['has_more']).toBe(true);
    expect(texts(await history({ limit: 2, cursor }))).toEqual(['1']);
  });

  it('leaves out the bounds themselves unless told', async () => {
    const oldest = await posted(sandbox, { text: '1' });
    await posted(sandbox, { text: '2' });
    const latest = await posted(sandbox, { text: '3' });

    expect(texts(await history({ oldest, latest }))).toEqual(['2']);
    expect(texts(await history({ oldest, latest, inclusive: true }))).toEqual(['3', '2', '1']);
  });

  it('shows metadata only where it is asked for', async () => {
    const metadata = { event_type: 'card', event_payload: { key: 'a' } };
    await posted(sandbox, { text: 'x', metadata });

    expect(JSON.stringify(await history())).not.toContain('event_payload');
    expect(await history({ include_all_metadata: true })).toMatchObject({
      messages: [{ metadata }],
    });
  });

  it('gives a thread oldest first, the parent before all', async () => {
    const ts = await posted(sandbox, { text: 'parent' });
    for (const text of ['a', 'b']) await posted(sandbox, { text, thread_ts: ts });

    const thread = await call(sandbox, 'conversations.replies', { channel: channel(), ts });
    const none = await call(sandbox, 'conversations.replies', {
      channel: channel(),
      ts: '1.000001',
    });

    expect(texts(thread)).toEqual(['parent', 'a', 'b']);
    expect(thread).toMatchObject({ messages: [{ reply_count: 2, thread_ts: ts }, {}, {}] });
    expect(none.error).toBe('thread_not_found');
  });

  it('is for members', async () => {
    const args = { channel: sandbox.channel('#general').id };
    expect((await call(sandbox, 'conversations.history', args)).error).toBe('not_in_channel');

    await call(sandbox, 'conversations.join', args);
    expect((await call(sandbox, 'conversations.history', args)).ok).toBe(true);
  });

  it('knows of private channels with the bot in them only', async () => {
    sandbox.createChannel({ name: 'board', isPrivate: true, botIsMember: true });
    const { id } = sandbox.createChannel({ name: 'secret', isPrivate: true });

    expect(await call(sandbox, 'conversations.list', { types: 'private_channel' })).toMatchObject({
      channels: [{ name: 'board', is_private: true }],
    });
    expect(await call(sandbox, 'conversations.info', { channel: id })).toMatchObject({
      error: 'channel_not_found',
    });
  });

  it('lists channels and people', async () => {
    const channels = await call(sandbox, 'conversations.list', { types: 'public_channel' });
    const people = await call(sandbox, 'users.list', {});
    const ann = await call(sandbox, 'users.info', { user: sandbox.as('ann').id });

    expect(channels).toMatchObject({
      channels: [{ name: 'alerts', is_member: true }, { name: 'incidents', is_member: false }, {}],
    });
    expect(people['members']).toHaveLength(4);
    expect(ann).toMatchObject({
      user: { name: 'ann', real_name: 'Ann Lee', tz: 'Europe/London', tz_offset: 0 },
    });
  });

  it('gives the address of a message, which leads to the page', async () => {
    const ts = await posted(sandbox);
    const answer = await call(sandbox, 'chat.getPermalink', { channel: channel(), message_ts: ts });

    expect(answer['permalink']).toBe(
      `${sandbox.url}/archives/${channel()}/p${ts.replace('.', '')}`,
    );
    const visit = await fetch(String(answer['permalink']), { redirect: 'manual' });
    expect(visit.headers.get('location')).toBe(`/?channel=${channel()}&ts=${ts}`);
  });
});

describe('reactions', () => {
  it('come and go, each once', async () => {
    const target = { channel: sandbox.channel('#alerts').id, timestamp: await posted(sandbox) };
    const react = async (verb: string, name = 'eyes') =>
      (await call(sandbox, `reactions.${verb}`, { ...target, name })).error;

    expect(await react('add')).toBeUndefined();
    expect(await react('add')).toBe('already_reacted');
    expect(await react('remove', 'tada')).toBe('no_reaction');
    expect(await react('add', 'no such')).toBe('invalid_name');
    expect(await call(sandbox, 'reactions.get', target)).toMatchObject({
      message: { reactions: [{ name: 'eyes', count: 1, users: [sandbox.botUser] }] },
    });
    expect(await react('remove')).toBeUndefined();
  });
});

it('reads no request that is larger than anybody sends', async () => {
  const MIB = Buffer.alloc(1024 * 1024);
  // All that reading uses of a request.
  const sent = Readable.from(Array(21).fill(MIB)) as IncomingMessage;

  await expect(readBody(sent)).rejects.toThrow('The request is larger than 20 MiB.');
});
