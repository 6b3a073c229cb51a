import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { instant } from '../../../src/domain/time.ts';
import type {
  Content,
  FailureKind,
  Notifier,
  Place,
  Sentence,
} from '../../../src/flow/notifier.ts';
import { type Sandbox, startSandbox } from '../../../src/sandbox/sandbox.ts';
import type { MessageBody } from '../../../src/slack/blocks/message.ts';
import { channelsOf } from '../../../src/slack/channels.ts';
import { clientThatTriesOnce } from '../../../src/slack/clients.ts';
import { identityOf } from '../../../src/slack/identity.ts';
import { libraryLog } from '../../../src/slack/library-log.ts';
import { slackNotifier } from '../../../src/slack/notifier.ts';
import { keptLog } from '../support/log.ts';

/** Any content will do: what it looks like is not the notifier's business. */
const anything: Sentence = { slot: 'sentence', text: 'DiskFull' };
const anythingElse = anything as unknown as Content;

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox();
});
afterEach(() => sandbox.faults.clear());
afterAll(() => sandbox.close());

function notifierShowing(message: MessageBody, botToken = sandbox.botToken, timeout = 500) {
  const log = keptLog();
  const web = clientThatTriesOnce({ botToken, apiUrl: sandbox.apiUrl }, timeout, libraryLog(log));
  const parts = { web, identity: identityOf(web), channels: channelsOf(web) };
  return { ...slackNotifier({ ...parts, render: async () => message, log }), log };
}

function saying(text: string): MessageBody {
  return { text, blocks: [{ type: 'section', text: { type: 'plain_text', text } }] };
}

async function inAlerts(notifier: Notifier): Promise<Place> {
  return { channelId: await notifier.channelId('#alerts'), threadTs: null };
}

const early = instant(0);

describe('the notifier', () => {
  it('knows the workspace', async () => {
    expect(await notifierShowing(saying('')).team()).toBe(sandbox.teamId);
  });

  it('posts text, blocks and its key, and unfurls nothing', async () => {
    const notifier = notifierShowing(saying('one'));

    const ts = await notifier.post(await inAlerts(notifier), anything, 'key-1');

    const message = sandbox.channel('#alerts').message('one');
    expect(message.ts).toBe(ts);
    expect(message.blocks).toHaveLength(1);
    expect(message.metadata).toEqual({
      event_type: 'quell_message',
      event_payload: { key: 'key-1' },
    });
    expect(sandbox.requests.of('chat.postMessage').at(-1)?.body).toMatchObject({
      unfurl_links: 'false',
      unfurl_media: 'false',
    });
  });

  it('posts into a thread', async () => {
    const notifier = notifierShowing(saying('root'));
    const place = await inAlerts(notifier);
    const threadTs = await notifier.post(place, anything, 'root');

    const ts = await notifier.post({ ...place, threadTs }, anything, 'reply');

    expect(
      sandbox
        .channel('#alerts')
        .thread(threadTs)
        .map((reply) => reply.ts),
    ).toEqual([ts]);
  });

  it('updates in place, and the key stays', async () => {
    const notifier = notifierShowing(saying('before'));
    const place = await inAlerts(notifier);
    const ts = await notifier.post(place, anything, 'key-2');

    await notifierShowing(saying('after')).update(place, ts, anythingElse);

    const message = sandbox.channel('#alerts').message('after');
    expect(message.ts).toBe(ts);
    expect(message.metadata).toMatchObject({ event_payload: { key: 'key-2' } });
  });

  it('finds its own message by the key, in the channel and in a thread', async () => {
    const notifier = notifierShowing(saying('sought'));
    const place = await inAlerts(notifier);
    const ts = await notifier.post(place, anything, 'key-3');
    const reply = await notifier.post({ ...place, threadTs: ts }, anything, 'key-4');
    await sandbox
      .as('ann')
      .say('#alerts', 'key-3')
      .catch(() => {});

    expect(await notifier.find(place, 'key-3', early)).toEqual([ts]);
    expect(await notifier.find({ ...place, threadTs: ts }, 'key-4', early)).toEqual([reply]);
    expect(await notifier.find(place, 'key-4', early)).toEqual([]);
    expect(await notifier.find(place, 'key-5', early)).toEqual([]);
  });

  it('finds doubles, the oldest first, over several pages', async () => {
    const notifier = notifierShowing(saying('twice'));
    const channelId = sandbox.createChannel({ name: 'busy', botIsMember: true }).id;
    const place = { channelId, threadTs: null };
    const first = await notifier.post(place, anything, 'double');
    for (let n = 0; n < 230; n++) await notifier.post(place, anything, `other-${n}`);
    const second = await notifier.post(place, anything, 'double');

    expect(await notifier.find(place, 'double', early)).toEqual([first, second]);
    expect(sandbox.requests.count('conversations.history')).toBeGreaterThan(1);
  });

  it('removes a message of its own, also when it is gone already', async () => {
    const notifier = notifierShowing(saying('surplus'));
    const place = await inAlerts(notifier);
    const ts = await notifier.post(place, anything, 'surplus');

    await notifier.remove(place, ts);
    await notifier.remove(place, ts);

    expect(await notifier.find(place, 'surplus', early)).toEqual([]);
  });

  it('sends the text alone when Slack refuses the blocks, so that nobody goes untold', async () => {
    const bad: MessageBody = {
      text: 'still told',
      blocks: [{ type: 'header', text: { type: 'plain_text', text: '' } }],
    };
    const notifier = notifierShowing(bad);
    const place = await inAlerts(notifier);

    const ts = await notifier.post(place, anything, 'plain');
    await notifier.update(place, ts, anythingElse);

    expect(sandbox.channel('#alerts').message('still told').ts).toBe(ts);
    const refused = { level: 'error', text: 'blocks refused, sent as plain text' };
    expect(notifier.log.lines.filter(({ level }) => level === 'error')).toMatchObject([
      refused,
      refused,
    ]);
  });

  it('tries once only: a dropped answer is an unknown outcome, and one message', async () => {
    const notifier = notifierShowing(saying('dropped answer'));
    const place = await inAlerts(notifier);
    sandbox.faults.inject('chat.postMessage', { kind: 'drop-after' });

    await expect(notifier.post(place, anything, 'dropped')).rejects.toMatchObject({
      kind: 'unknown',
    });

    expect(await notifier.find(place, 'dropped', early)).toHaveLength(1);
  });
});

describe('a direct message', () => {
  it('is posted to a person by their id, and found again', async () => {
    const notifier = notifierShowing(saying('for you'));
    const ann = sandbox.as('ann').id;
    const place = { channelId: await notifier.channelId(ann), threadTs: null };

    const ts = await notifier.post(place, anything, 'dm-1');

    expect(
      sandbox
        .as('ann')
        .directMessages()
        .map((message) => message.ts),
    ).toContain(ts);
    expect(await notifier.find(place, 'dm-1', early)).toEqual([ts]);
  });

  it('is refused, and no fault of the token, where only its scope is missing', async () => {
    const notifier = notifierShowing(saying('for you'));
    const place = { channelId: await notifier.channelId(sandbox.as('ann').id), threadTs: null };
    sandbox.faults.inject('conversations.history', { kind: 'error', code: 'missing_scope' });

    await expect(notifier.find(place, 'dm-2', early)).rejects.toMatchObject({
      kind: 'refused',
      code: 'missing_scope',
    });
  });

  it('to nobody is a delivery that failed', async () => {
    await expect(notifierShowing(saying('x')).channelId('U0NOBODY1')).rejects.toMatchObject({
      name: 'DeliveryFailed',
      code: 'user_not_found',
    });
  });
});

describe('a failure of Slack', () => {
  it.each<[string, Parameters<Sandbox['faults']['inject']>[1], FailureKind]>([
    ['429', { kind: 'rate-limited', retryAfter: 3 }, 'busy'],
    ['500', { kind: 'status', status: 500 }, 'unknown'],
    ['a dropped connection', { kind: 'drop-before' }, 'unknown'],
    ['no answer', { kind: 'hang' }, 'unknown'],
    ['an inner fault', { kind: 'error', code: 'fatal_error' }, 'unknown'],
    ['a revoked token', { kind: 'error', code: 'token_revoked' }, 'token'],
    ['a message that is too long', { kind: 'error', code: 'msg_too_long' }, 'refused'],
    ['an archived channel', { kind: 'error', code: 'is_archived' }, 'channel'],
  ])('%s is told apart', async (_, fault, kind) => {
    const notifier = notifierShowing(saying('failing'));
    const place = await inAlerts(notifier);
    sandbox.faults.inject('chat.postMessage', fault);

    await expect(notifier.post(place, anything, 'x')).rejects.toMatchObject({
      name: 'DeliveryFailed',
      kind,
    });
  });

  it('carries the time to wait', async () => {
    const notifier = notifierShowing(saying('x'));
    const place = await inAlerts(notifier);
    sandbox.faults.inject('chat.update', { kind: 'rate-limited', retryAfter: 3 });

    await expect(notifier.update(place, '1.0', anythingElse)).rejects.toMatchObject({
      retryAfter: 3_000,
    });
  });

  it('is a lost message where there is none to update', async () => {
    const notifier = notifierShowing(saying('x'));

    await expect(
      notifier.update(await inAlerts(notifier), '1.0', anythingElse),
    ).rejects.toMatchObject({
      kind: 'gone',
    });
  });

  it('is a matter of the token where that is wrong', async () => {
    const notifier = notifierShowing(saying('x'), 'xoxb-wrong');

    await expect(notifier.team()).rejects.toMatchObject({ kind: 'token', code: 'invalid_auth' });
  });

  it('is surely not accepted where nobody listens', async () => {
    const closed = await startSandbox();
    const web = clientThatTriesOnce(
      { botToken: 'x', apiUrl: closed.apiUrl },
      500,
      libraryLog(keptLog()),
    );
    await closed.close();
    const parts = { web, identity: identityOf(web), channels: channelsOf(web), log: keptLog() };
    const notifier = slackNotifier({ ...parts, render: async () => saying('x') });

    await expect(notifier.team()).rejects.toMatchObject({
      kind: 'unreachable',
      code: 'ECONNREFUSED',
    });
  });
});

describe('the id of a channel', () => {
  it('is found by its name with or without #, or is given as it is', async () => {
    const notifier = notifierShowing(saying('x'));
    const { id } = sandbox.channel('#alerts');

    expect(await notifier.channelId('#alerts')).toBe(id);
    expect(await notifier.channelId('alerts')).toBe(id);
    expect(await notifier.channelId(id)).toBe(id);
  });

  it('is remembered', async () => {
    const notifier = notifierShowing(saying('x'));
    await notifier.channelId('#alerts');
    const asked = sandbox.requests.count('conversations.list');

    await notifier.channelId('#alerts');

    expect(sandbox.requests.count('conversations.list')).toBe(asked);
  });

  it('is that of a public channel after joining it', async () => {
    const channel = sandbox.createChannel({ name: 'not-yet-joined' });

    expect(await notifierShowing(saying('x')).channelId('#not-yet-joined')).toBe(channel.id);
    expect(channel.hasBot).toBe(true);
  });

  it('is a fault of the channel where there is none', async () => {
    await expect(notifierShowing(saying('x')).channelId('#nowhere')).rejects.toMatchObject({
      kind: 'channel',
      code: 'channel_not_found',
    });
  });

  it('is a fault of the channel where it is archived, until it is not', async () => {
    const channel = sandbox.createChannel({ name: 'old' });
    channel.archive();
    const notifier = notifierShowing(saying('x'));

    await expect(notifier.channelId('#old')).rejects.toMatchObject({ code: 'is_archived' });
    channel.unarchive();

    expect(await notifier.channelId('#old')).toBe(channel.id);
  });

  it('is looked up anew after posting there failed', async () => {
    const channel = sandbox.createChannel({ name: 'left', botIsMember: true });
    const notifier = notifierShowing(saying('here again'));
    const place = { channelId: await notifier.channelId('#left'), threadTs: null };
    channel.removeBot();

    await expect(notifier.post(place, anything, 'k')).rejects.toMatchObject({
      code: 'not_in_channel',
    });
    await notifier.channelId('#left');

    expect(channel.hasBot).toBe(true);
    await notifier.post(place, anything, 'k');
  });
});
