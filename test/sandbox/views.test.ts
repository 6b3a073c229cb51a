import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { call } from './support/call.ts';
import { standingClock } from './support/clock.ts';
import { connect, type Line } from './support/line.ts';

let sandbox: Sandbox;
let line: Line;
const clock = standingClock();

beforeEach(async () => {
  sandbox = await startSandbox({ now: clock.now });
  line = await connect(sandbox);
});
afterEach(async () => {
  line.close();
  await sandbox.close();
});

const text = (value: string) => ({ type: 'plain_text', text: value });
const modal = (title: string, more: object = {}) => ({
  type: 'modal',
  callback_id: title,
  title: text(title),
  submit: text('Go'),
  blocks: [
    {
      type: 'input',
      block_id: 'why',
      label: text('Why?'),
      element: { type: 'plain_text_input', action_id: 'why' },
    },
  ],
  ...more,
});

async function trigger(): Promise<string> {
  await sandbox.as('ann').command('/incident list');
  return String(line.last('trigger_id'));
}

const open = async (trigger_id: string, view: object = modal('First')) =>
  call(sandbox, 'views.open', { trigger_id, view });

it('opens a modal once for each trigger', async () => {
  const id = await trigger();

  expect(await open(id)).toMatchObject({ ok: true, view: { title: { text: 'First' } } });
  expect((await open(id)).error).toBe('exchanged_trigger_id');
  expect((await open('made.up')).error).toBe('invalid_trigger_id');
});

it('gives three seconds for it', async () => {
  const [inTime, tooLate] = [await trigger(), await trigger()];

  clock.advance(3000);
  expect((await open(inTime)).ok).toBe(true);

  clock.advance(1);
  expect((await open(tooLate)).error).toBe('expired_trigger_id');
});

it('keeps the trigger when the view is refused', async () => {
  const id = await trigger();

  expect(await open(id, modal('x'.repeat(25)))).toMatchObject({
    error: 'invalid_arguments',
    response_metadata: {
      messages: ['[ERROR] must be less than 25 characters [json-pointer:/view/title/text]'],
    },
  });
  expect((await open(id)).ok).toBe(true);
});

it('stacks three modals and no more', async () => {
  const push = async (title: string) =>
    call(sandbox, 'views.push', { trigger_id: await trigger(), view: modal(title) });

  expect((await push('Nothing below')).error).toBe('not_found');
  await open(await trigger());
  expect((await push('Second')).ok).toBe(true);
  expect((await push('Third')).ok).toBe(true);
  expect((await push('Fourth')).error).toBe('push_limit_reached');
  expect((await sandbox.as('ann').modal()).title).toBe('Third');
});

it('updates by id or external id, and notices a stale hash', async () => {
  const opened = await open(await trigger(), modal('First', { external_id: 'mine' }));
  const { id, hash } = opened['view'] as { id: string; hash: string };
  const update = (args: object) => call(sandbox, 'views.update', { view: modal('Other'), ...args });

  expect((await update({ view_id: id, hash })).ok).toBe(true);
  expect((await update({ view_id: id, hash })).error).toBe('hash_conflict');
  expect((await update({ external_id: 'mine' })).error).toBe('not_found');
  expect((await update({ view_id: 'V0NONE' })).error).toBe('not_found');
});

it('keeps what was typed over an update', async () => {
  const opened = await open(await trigger());
  const { id } = opened['view'] as { id: string };
  const handle = await sandbox.as('ann').modal();
  await handle.fill('Why?', 'Because');

  await call(sandbox, 'views.update', { view_id: id, view: modal('Other') });

  expect(handle.title).toBe('Other');
  expect(handle.values).toEqual({ 'Why?': 'Because' });
});

it('does what the answer to a submission says', async () => {
  await open(await trigger());
  const first = await sandbox.as('ann').modal();
  await first.fill('Why?', 'Because');

  line.answerWith({ response_action: 'push', view: modal('Second') });
  await first.submit();
  expect((await sandbox.as('ann').modal()).title).toBe('Second');

  line.answerWith({ response_action: 'update', view: modal('Changed') });
  const second = await sandbox.as('ann').modal();
  await second.fill('Why?', 'Because');
  await second.submit();
  expect(second.title).toBe('Changed');

  line.answerWith({ response_action: 'clear' });
  await second.submit();
  expect(sandbox.as('ann').openModal()).toBeUndefined();
});

it('tells a person when the bot’s answer to a submission is wrong', async () => {
  await open(await trigger());
  const handle = await sandbox.as('ann').modal();
  await handle.fill('Why?', 'Because');

  line.answerWith({ response_action: 'errors', errors: { nowhere: 'No' } });
  await expect(handle.submit()).rejects.toThrow('errors for no input of this modal: nowhere');

  line.answerWith({ response_action: 'update', view: { type: 'modal' } });
  await expect(handle.submit()).rejects.toThrow('invalid_arguments');
});

it('tells of a closed modal where it was asked to', async () => {
  await open(await trigger(), modal('First', { notify_on_close: true }));

  await (await sandbox.as('ann').modal()).close();

  expect(line.last('type')).toBe('view_closed');
  expect(sandbox.as('ann').openModal()).toBeUndefined();
});

it('asks the bot for the options of an external menu', async () => {
  const element = { type: 'external_select', action_id: 'into', min_query_length: 2 };
  const blocks = [{ type: 'input', block_id: 'into', label: text('Into'), element }];
  await open(await trigger(), modal('Merge', { blocks }));
  const handle = await sandbox.as('ann').modal();
  const option = { text: text('INC-9'), value: '9' };

  line.answerWith({ options: [option] });

  expect(await handle.search('Into', 'I')).toEqual([]);
  expect(await handle.search('Into', 'IN')).toEqual(['INC-9']);
  expect(line.last('type')).toBe('block_suggestion');
  await handle.fill('Into', 'INC-9');
  expect(handle.values).toMatchObject({ Into: option });
});
