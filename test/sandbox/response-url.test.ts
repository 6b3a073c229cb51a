import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { posted } from './support/call.ts';
import { standingClock } from './support/clock.ts';
import { connect, type Line } from './support/line.ts';

let sandbox: Sandbox;
let line: Line;
const clock = standingClock();

beforeEach(async () => {
  sandbox = await startSandbox({ now: clock.now, app: { events: [] } });
  line = await connect(sandbox);
});
afterEach(async () => {
  line.close();
  await sandbox.close();
});

const respond = (body: object, url = String(line.last('response_url'))) =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

const button = {
  type: 'button',
  action_id: 'go',
  text: { type: 'plain_text', text: 'Go' },
};

async function clicked() {
  await posted(sandbox, { text: 'Card', blocks: [{ type: 'actions', elements: [button] }] });
  const message = sandbox.channel('#alerts').messages()[0];
  await message?.click('Go');
  return message;
}

it('answers only the person, unless told otherwise', async () => {
  await sandbox.as('ann').command('/incident list');

  await respond({ text: 'Only you' });
  await respond({ text: 'All of you', response_type: 'in_channel' });

  expect(sandbox.as('ann').ephemeral()[0]?.text).toBe('Only you');
  expect(sandbox.as('bob').ephemeral()).toEqual([]);
  expect(
    sandbox
      .channel('#alerts')
      .messages()
      .map((each) => each.text),
  ).toEqual(['All of you']);
});

it('replaces and deletes the message that was clicked', async () => {
  const message = await clicked();

  await respond({ text: 'Done', replace_original: true });
  expect(message?.words).toBe('Done');

  await respond({ delete_original: true });
  expect(message?.isDeleted).toBe(true);
});

it('replaces an ephemeral message too, which chat.update cannot', async () => {
  await sandbox.as('ann').command('/incident list');
  await respond({ text: 'Choose', blocks: [{ type: 'actions', elements: [button] }] });
  const choice = sandbox.as('ann').ephemeral()[0];
  await choice?.click('Go', { by: 'ann' });

  expect(line.last('message')).toBeUndefined();
  await respond({ text: 'Chosen', replace_original: true });

  expect(
    sandbox
      .as('ann')
      .ephemeral()
      .map((each) => each.words),
  ).toEqual(['Chosen']);
});

it('is good for five uses', async () => {
  await sandbox.as('ann').command('/incident list');

  for (const n of [1, 2, 3, 4, 5]) expect((await respond({ text: `${n}` })).status).toBe(200);
  const sixth = await respond({ text: '6' });

  expect(sixth.status).toBe(404);
  expect(await sixth.json()).toEqual({ ok: false, error: 'used_url' });
});

it('is good for half an hour', async () => {
  await sandbox.as('ann').command('/incident list');

  clock.advance(30 * 60_000);
  expect((await respond({ text: 'in time' })).status).toBe(200);
  clock.advance(1);
  expect(await (await respond({ text: 'late' })).json()).toEqual({
    ok: false,
    error: 'expired_url',
  });
});

it('refuses what Slack refuses', async () => {
  await sandbox.as('ann').command('/incident list');

  expect(await (await respond({})).json()).toMatchObject({ error: 'no_text' });
  expect(await (await respond({ blocks: [{ type: 'nonsense' }] })).json()).toMatchObject({
    error: 'invalid_blocks',
  });
  expect((await respond({ text: 'x' }, `${sandbox.url}/actions/T0/1/made-up`)).status).toBe(404);
});

it('fails on purpose like any method', async () => {
  await sandbox.as('ann').command('/incident list');
  sandbox.faults.inject('response_url', { kind: 'status', status: 500 });

  expect((await respond({ text: 'x' })).status).toBe(500);
  expect((await respond({ text: 'x' })).status).toBe(200);
});
