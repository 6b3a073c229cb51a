import { App } from '@slack/bolt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { behavesLikeSlack, type Running } from './support/behaves-like-slack.ts';
import { createBot, optionsFor, receiverFor } from './support/bot.ts';

describe('the unmodified Bolt in Socket Mode', () => {
  let running: Running;

  beforeAll(async () => {
    const sandbox = await startSandbox();
    const options = { ...optionsFor(sandbox), socketMode: true, appToken: sandbox.appToken };
    running = { sandbox, bot: createBot(options) };
    await running.bot.app.start();
    await sandbox.connected();
  });

  afterAll(async () => {
    await running.bot.app.stop();
    await running.sandbox.close();
  });

  behavesLikeSlack(() => running);
});

describe('two Socket Mode receivers on one App', () => {
  let sandbox: Sandbox;
  let stop: () => Promise<unknown>;
  const answered: string[] = [];

  beforeAll(async () => {
    sandbox = await startSandbox();
    const receivers = [receiverFor(sandbox), receiverFor(sandbox)] as const;
    const app = new App({ ...optionsFor(sandbox), receiver: receivers[0] });
    app.command('/incident', async ({ ack, command }) => {
      answered.push(command.text);
      await ack();
    });
    receivers[1].init(app);
    await Promise.all([app.start(), receivers[1].start()]);
    stop = () => Promise.all([app.stop(), receivers[1].stop()]);
  });

  afterAll(async () => {
    await stop();
    await sandbox.close();
  });

  it('get each payload once between them', async () => {
    for (const n of [1, 2, 3, 4]) await sandbox.as('ann').command(`/incident show ${n}`);

    expect(sandbox.connections.count()).toBe(2);
    expect(answered).toEqual(['show 1', 'show 2', 'show 3', 'show 4']);
  });

  it('go on answering while one connection is refreshed', async () => {
    sandbox.connections.refresh('oldest');
    await sandbox.as('bob').command('/incident list');
    await sandbox.as('bob').command('/incident stats');

    expect(sandbox.connections.count()).toBe(1);
    expect(answered).toContain('list');
    expect(answered).toContain('stats');
  });
});
