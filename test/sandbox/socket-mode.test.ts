import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { posted } from './support/call.ts';
import { connect, ticket } from './support/line.ts';

let sandbox: Sandbox;

beforeEach(async () => {
  sandbox = await startSandbox({ ackWithin: 60, eventRetries: [0] });
});
afterEach(() => sandbox.close());

const types = (envelopes: readonly { readonly type: string }[]) =>
  envelopes.map((envelope) => envelope.type);

it('says hello with the number of connections and their life', async () => {
  await connect(sandbox);
  const second = await connect(sandbox);

  expect(second.envelopes[0]).toMatchObject({
    type: 'hello',
    num_connections: 2,
    debug_info: { approximate_connection_time: 18_060 },
  });
});

it('takes each ticket once', async () => {
  const url = await ticket(sandbox);
  const first = new WebSocket(url);
  await new Promise((resolve) => first.on('open', resolve));

  const failure = await new Promise((resolve) => new WebSocket(url).on('error', resolve));

  expect(String(failure)).toContain('401');
});

it('has room for ten connections', async () => {
  for (const _ of Array.from({ length: 10 })) await connect(sandbox);

  const eleventh = await connect(sandbox);
  await eleventh.closed;

  expect(eleventh.envelopes).toMatchObject([{ type: 'disconnect', reason: 'too_many_websockets' }]);
  expect(sandbox.connections.count()).toBe(10);
});

it('asks for a new connection and then sends nothing more on the old one', async () => {
  const old = await connect(sandbox);

  sandbox.connections.refresh();
  await old.closed;

  expect(types(old.envelopes)).toEqual(['hello', 'disconnect']);
  await expect(sandbox.as('ann').command('/incident list')).rejects.toThrow('no connection');
});

it('sends each payload to one connection, in turn', async () => {
  const lines = [await connect(sandbox), await connect(sandbox)];

  for (const _ of [1, 2, 3, 4]) await sandbox.as('ann').command('/incident list');

  const counts = lines.map(
    (line) => types(line.envelopes).filter((type) => type === 'slash_commands').length,
  );
  expect(counts).toEqual([2, 2]);
});

it('lets a command be answered in the acknowledgement', async () => {
  const line = await connect(sandbox);
  line.answerWith({ text: 'Nothing is open.' });

  await sandbox.as('ann').command('/incident list');

  expect(sandbox.as('ann').ephemeral()[0]?.words).toBe('Nothing is open.');
  expect(line.envelopes.at(-1)).toMatchObject({ accepts_response_payload: true });
});

it('fails in front of the person when the bot does not acknowledge in time', async () => {
  const line = await connect(sandbox);
  line.answerWith('silence');

  await expect(sandbox.as('ann').command('/incident list')).rejects.toThrow(
    'The bot did not acknowledge /incident within 0.06 s (no answer).',
  );
});

it('fails at once when the connection is cut meanwhile', async () => {
  const line = await connect(sandbox);
  line.answerWith('silence');

  const command = sandbox.as('ann').command('/incident list');
  await sandbox.until(() => sandbox.requests.count('/incident'));
  sandbox.connections.drop();

  await expect(command).rejects.toThrow('connection lost');
});

describe('an event', () => {
  it('is sent again when it is not acknowledged, with the reason and the same id', async () => {
    const line = await connect(sandbox);
    line.answerWith('silence');

    await expect(sandbox.as('ann').say('#alerts', 'Hello')).rejects.toThrow('no answer');
    line.answerWith({});
    await sandbox.until(() =>
      sandbox.requests.of('message').some((each) => each.outcome === 'ack'),
    );

    const sent = line.envelopes.filter((each) => each.type === 'events_api');
    expect(sent).toMatchObject([
      { retry_attempt: 0 },
      { retry_attempt: 1, retry_reason: 'http_timeout' },
    ]);
    expect(sent[0]?.payload?.['event_id']).toBe(sent[1]?.payload?.['event_id']);
  });

  it('reaches the bot only from where it is a member', async () => {
    const line = await connect(sandbox);

    await sandbox.as('ann').say('#general', '@quell can you hear me?');
    await sandbox.as('ann').say('#alerts', '@quell and here?');

    const heard = line.envelopes.map((each) => each.payload?.['event']).filter(Boolean);
    expect(heard).toMatchObject([{ type: 'message' }, { type: 'app_mention' }]);
  });

  it('tells of the bot’s own messages and changes too, as Slack does', async () => {
    const line = await connect(sandbox);

    await posted(sandbox);
    await sandbox.until(() => line.last('event'));

    expect(line.last('event')).toMatchObject({ type: 'message', bot_id: 'B000QUELL' });
  });

  it('that the app did not subscribe to is not sent', async () => {
    const deaf = await startSandbox({ app: { events: [] } });
    const line = await connect(deaf);

    await deaf.as('ann').say('#alerts', 'Hello');

    expect(types(line.envelopes)).toEqual(['hello']);
    await deaf.close();
  });
});
