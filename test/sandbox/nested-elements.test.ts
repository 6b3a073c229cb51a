import { afterEach, beforeEach, expect, it } from 'vitest';
import type { PageState } from '../../src/sandbox/protocol.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { posted } from './support/call.ts';
import { connect, type Line } from './support/line.ts';

let sandbox: Sandbox;
let line: Line;

beforeEach(async () => {
  sandbox = await startSandbox();
  line = await connect(sandbox);
});
afterEach(async () => {
  line.close();
  await sandbox.close();
});

type Json = Readonly<Record<string, unknown>>;

const as = () => sandbox.as('ann').id;
const text = (value: string) => ({ type: 'plain_text', text: value });
const button = { type: 'button', action_id: 'go', text: text('Go'), value: '1' };

/** Posts these blocks; answers them as the page gets them, and how to use an element there. */
async function withBlocks(...blocks: readonly Json[]) {
  const ts = await posted(sandbox, { text: 'Blocks', blocks });
  const state = (await (
    await fetch(`${sandbox.url}/control/state?as=${as()}`)
  ).json()) as PageState;
  const container = { type: 'message', channel: sandbox.channel('#alerts').id, ts };
  const use = async (block_id: unknown, action_id: string, value?: Json): Promise<Json> => {
    const response = await fetch(`${sandbox.url}/control/interact`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ as: as(), container, block_id, action_id, value }),
    });
    return (await response.json()) as Json;
  };
  return { blocks: state.messages[0]?.blocks ?? [], use };
}

const innerOf = (block: Json | undefined, name: string) => (block?.[name] ?? []) as readonly Json[];

it('gives the blocks inside a frame ids of their own, under which their buttons are heard', async () => {
  const child_blocks = [{ type: 'actions', elements: [button] }];
  const { blocks, use } = await withBlocks({ type: 'container', title: text('A'), child_blocks });
  const [row] = innerOf(blocks[0], 'child_blocks');

  expect(await use(row?.['block_id'], 'go')).toEqual({ ok: true });

  expect(line.last('actions')).toMatchObject([{ block_id: row?.['block_id'], value: '1' }]);
});

it('tells cards of a carousel apart whose buttons are called the same', async () => {
  const card = (value: string) => ({ type: 'card', actions: [{ ...button, value }] });
  const { blocks, use } = await withBlocks({
    type: 'carousel',
    elements: [card('1'), card('2')],
  });
  const second = innerOf(blocks[0], 'elements')[1]?.['block_id'];

  await use(second, 'go');

  expect(line.last('actions')).toMatchObject([{ block_id: second, value: '2' }]);
});

const feedback = {
  type: 'feedback_buttons',
  action_id: 'thumbs',
  positive_button: { text: text('Good'), value: 'good' },
  negative_button: { text: text('Bad'), value: 'bad' },
};

it('tells which thumb was pressed, and no third one', async () => {
  const { use } = await withBlocks({
    type: 'context_actions',
    block_id: 'about',
    elements: [feedback],
  });

  expect(await use('about', 'thumbs', { value: 'good' })).toEqual({ ok: true });
  expect(line.last('actions')).toMatchObject([
    { type: 'feedback_buttons', value: 'good', text: { text: 'Good' } },
  ]);
  expect(await use('about', 'thumbs', { value: 'neither' })).toMatchObject({ ok: false });
});

it('tells an icon button with its icon', async () => {
  const bin = {
    type: 'icon_button',
    action_id: 'bin',
    icon: 'trash',
    text: text('Remove'),
    value: '7',
  };
  const { use } = await withBlocks({
    type: 'context_actions',
    block_id: 'about',
    elements: [bin],
  });

  await use('about', 'bin');

  expect(line.last('actions')).toMatchObject([{ type: 'icon_button', icon: 'trash', value: '7' }]);
});
