import type { AddressInfo } from 'node:net';
import { HTTPReceiver, LogLevel } from '@slack/bolt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { behavesLikeSlack, type Running } from './support/behaves-like-slack.ts';
import { createBot, optionsFor } from './support/bot.ts';

describe('the unmodified Bolt in HTTP mode', () => {
  let running: Running;

  beforeAll(async () => {
    const sandbox = await startSandbox({ mode: { kind: 'http' } });
    const { signingSecret } = sandbox;
    const receiver = new HTTPReceiver({ signingSecret, logLevel: LogLevel.ERROR });
    running = { sandbox, bot: createBot({ ...optionsFor(sandbox), receiver }) };
    const server = await running.bot.app.start({ port: 0, host: '127.0.0.1' });
    const { port } = server.address() as AddressInfo;
    await sandbox.useRequestUrl(`http://127.0.0.1:${port}/slack/events`);
  });

  afterAll(async () => {
    await running.bot.app.stop();
    await running.sandbox.close();
  });

  behavesLikeSlack(() => running);

  it('has no Socket Mode then', async () => {
    const { sandbox } = running;
    const response = await fetch(`${sandbox.apiUrl}apps.connections.open`, {
      method: 'POST',
      headers: { authorization: `Bearer ${sandbox.appToken}` },
    });

    expect(await response.json()).toMatchObject({ ok: false });
  });
});

describe('a request URL that is not the bot’s', () => {
  it('is refused', async () => {
    const sandbox = await startSandbox({ mode: { kind: 'http' } });

    await expect(sandbox.useRequestUrl(sandbox.url)).rejects.toThrow(
      'did not answer the challenge',
    );

    await sandbox.close();
  });
});
