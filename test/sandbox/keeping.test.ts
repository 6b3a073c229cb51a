import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readKeptFile, writeKeptFile } from '../../src/cli/sandbox/kept-file.ts';
import { type Kept, type Memory, readKept } from '../../src/sandbox/keeping/kept.ts';
import type { SandboxOptions } from '../../src/sandbox/options.ts';
import type { PageState } from '../../src/sandbox/protocol.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { SlackWorld } from '../slack/support/slack-world.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { call, posted } from './support/call.ts';

/** A memory that outlives the sandboxes of one test, as text: what is kept has to go through JSON. */
function remembering() {
  let text = '';
  const memory = (): Memory => ({
    name: 'acme.json',
    kept: text === '' ? null : (readKept(text) ?? null),
    save: (kept) => {
      text = JSON.stringify(kept);
      return true;
    },
  });
  const start = async (options: SandboxOptions = {}): Promise<Sandbox> => {
    const sandbox = await startSandbox({ ...options, memory: memory() });
    onTestFinished(() => sandbox.close());
    sandbox.keep();
    return sandbox;
  };
  return { start, memory, text: () => text };
}

const stateOf = async ({ url }: Sandbox): Promise<PageState> =>
  (await (await fetch(`${url}/control/state`)).json()) as PageState;

describe('a workspace that is kept', () => {
  it('is the same one at its next start, tokens and all', async () => {
    const { start } = remembering();
    const first = await start({ teamName: 'Acme' });
    await first.close();

    const second = await start();

    for (const fact of ['teamId', 'teamName', 'botToken', 'appToken', 'signingSecret'] as const)
      expect(second[fact]).toBe(first[fact]);
    expect(await call(second, 'auth.test')).toMatchObject({
      ok: true,
      team: 'Acme',
      team_id: first.teamId,
    });
  });

  it('still has its messages, threads, reactions and metadata, in their order', async () => {
    const { start } = remembering();
    const first = await start();
    const ts = await posted(first, {
      text: 'It burns',
      metadata: { event_type: 'a', event_payload: {} },
    });
    const reply = await posted(first, { text: 'Still', thread_ts: ts });
    await first.as('ann').say('#alerts', 'On it');
    const channel = first.channel('#alerts').id;
    await call(first, 'reactions.add', { channel, timestamp: ts, name: 'eyes' });
    const ask = { channel, include_all_metadata: true };
    const before = await call(first, 'conversations.history', ask);
    await first.close();

    const second = await start();

    expect(await call(second, 'conversations.history', ask)).toEqual(before);
    expect(
      second
        .channel('#alerts')
        .thread(ts)
        .map((each) => each.ts),
    ).toEqual([reply]);
    const update = await call(second, 'chat.update', { channel, ts, text: 'It is over' });
    expect(update.ok).toBe(true);
    expect(Number(await posted(second))).toBeGreaterThan(Number(reply));
  });

  it('still has its channels as they were, and the scope that was taken', async () => {
    const { start } = remembering();
    const first = await start();
    first.createChannel({ name: 'board', isPrivate: true });
    first.channel('#general').archive();
    await call(first, 'conversations.join', { channel: first.channel('#incidents').id });
    const as = first.as('ann').id;
    await fetch(`${first.url}/control/scope`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ as, missing: 'users:read' }),
    });
    const { channels } = await stateOf(first);
    await first.close();

    const second = await start();

    expect((await stateOf(second)).channels).toEqual(channels);
    expect((await call(second, 'users.list')).error).toBe('missing_scope');
  });

  it('counts what was said before the restart as read, and shows nobody the whispers of before', async () => {
    const { start } = remembering();
    const first = await start();
    await posted(first);
    const channel = first.channel('#alerts').id;
    await call(first, 'chat.postEphemeral', {
      channel,
      user: first.as('ann').id,
      text: 'Only you',
    });
    await first.close();

    const state = await stateOf(await start());

    expect(state.messages.map(({ text }) => text)).toEqual(['It burns']);
    expect(state.channels[0]?.unread).toBe(0);
    expect(state).toMatchObject({ kept_in: 'acme.json', started: 0 });
  });

  it('is kept while it runs, not at its end alone: it may be killed', async () => {
    const { start, text } = remembering();
    const sandbox = await start();

    await posted(sandbox, { text: 'Kept soon' });

    await expect.poll(text, { timeout: 20_000 }).toContain('Kept soon');
  });

  it('is gone on with by a bot that runs: a press on a card of before is heard, and seen', async () => {
    const { memory } = remembering();
    const world = await SlackWorld.start({ memory: memory() });
    onTestFinished(() => world.stop());
    world.sandbox.keep();
    const { number } = await world.open('Before');
    const port = Number(new URL(world.sandbox.url).port);
    await world.sandbox.close();

    const second = await startSandbox({ memory: memory(), port, now: world.clock.now });
    onTestFinished(() => second.close());
    await expect.poll(() => second.connections.count(), { timeout: 20_000 }).toBeGreaterThan(0);
    const card = second.channel('#alerts').message('Before');
    await card.click('Acknowledge');

    expect((await world.incident(number)).status).toBe('acknowledged');
    await second.until(() => card.buttons.includes('Unacknowledge'), 'the card as it is now');
    expect(second.channel('#alerts').messages()).toHaveLength(1);
  });

  it('is called otherwise where somebody says so, and stays so', async () => {
    const { start } = remembering();
    await (await start({ teamName: 'Acme' })).close();
    await (await start({ teamName: 'Acme Ltd' })).close();

    expect((await start()).teamName).toBe('Acme Ltd');
  });
});

describe('the file of a workspace', () => {
  const kept: Kept = {
    quell_sandbox: 1,
    team: { id: 'T1', name: 'Acme' },
    tokens: { bot: 'xoxb-1', app: 'xapp-1' },
    signingSecret: 'secret',
    port: 3001,
    withheldScopes: [],
    conversations: [],
  };

  it('is for the eyes of its owner alone, and gives back what was put there', () => {
    const path = join(temporaryFolder(), 'acme.json');

    expect(readKeptFile(path)).toEqual({ kept: null });
    expect(writeKeptFile(path, kept)).toBeNull();

    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readKeptFile(path)).toEqual({ kept });
  });

  it.each([
    ['no JSON', 'SLACK_BOT_TOKEN=xoxb-1'],
    ['other JSON', '{"name":"quell"}'],
    ['nothing', ''],
    ['half of one', JSON.stringify(kept).slice(0, 80)],
    ['one of a later form', JSON.stringify({ ...kept, quell_sandbox: 2 })],
  ])('is told in a sentence where it holds %s, and stays as it is', (_, text) => {
    const path = join(temporaryFolder(), 'other.json');
    writeFileSync(path, text);

    expect(readKeptFile(path)).toEqual({
      fault: `${path} holds something else than a workspace of quell sandbox, and is left as it is. Name another file; where there is none, a new workspace is kept in it.`,
    });
    expect(readFileSync(path, 'utf8')).toBe(text);
  });

  it('is told in a sentence where it cannot be read or written', () => {
    const folder = temporaryFolder();

    expect(readKeptFile(folder)).toEqual({
      fault: `${folder} is there, but cannot be read (EISDIR). Let the user who runs this read it, or name another file.`,
    });
    expect(writeKeptFile(join(folder, 'no', 'such.json'), kept)).toBe(
      `${join(folder, 'no', 'such.json')} cannot be written (ENOENT), so that this workspace is not kept. Name a file in a folder that is there, which this user may write.`,
    );
  });
});
