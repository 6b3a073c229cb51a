import { setImmediate as endOfTurn } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { httpTransport } from '../../src/slack/http-transport.ts';
import type { Self } from '../../src/slack/identity.ts';
import { libraryLog } from '../../src/slack/library-log.ts';
import { simulatedClock } from '../support/clock.ts';
import { keptLog } from './support/log.ts';

const SELF: Self = { team: 'T1', workspace: 'Acme', userId: 'U1', botId: 'B1', url: '' };

/** HTTP mode with a Slack that answers or not, and pauses that end when they are told to. */
async function connected() {
  const asked: string[] = [];
  const pauses: { readonly ms: number; readonly end: () => void }[] = [];
  const slack = { isAway: false };
  const log = keptLog();
  const ask = async () => {
    asked.push('auth.test');
    if (slack.isAway) throw new Error('away');
    return SELF;
  };
  const transport = httpTransport({
    signingSecret: 'secret',
    identity: { known: () => SELF, self: ask, ask },
    clock: simulatedClock(),
    log,
    logger: libraryLog(log),
    pause: (ms, signal) =>
      new Promise((end) => {
        pauses.push({ ms, end });
        signal?.addEventListener('abort', () => end());
      }),
  });
  onTestFinished(() => transport.close());
  await transport.open();
  /** Ends the pause that is made now, and says how long it was. */
  async function passed(): Promise<number | undefined> {
    const pause = pauses.shift();
    pause?.end();
    await endOfTurn();
    return pause?.ms;
  }
  return { transport, asked, slack, passed, pauses, log };
}

describe('HTTP mode, while nothing is sent', () => {
  it('asks Slack once a minute, so that an outage shows, and its end', async () => {
    const { transport, asked, slack, passed, log } = await connected();
    expect(await passed()).toBe(60_000);
    expect(asked).toHaveLength(2);

    slack.isAway = true;
    await passed();
    expect(transport.isUp()).toBe(false);
    expect(transport.fault()).toMatch(/^Slack did not answer/);

    slack.isAway = false;
    expect(await passed()).toBe(500);
    expect(transport.isUp()).toBe(true);
    expect(await passed()).toBe(60_000);
    expect(log.lines.map(({ text }) => text)).toEqual([
      'connected to Slack',
      'no connection to Slack, trying again',
      'connected to Slack',
    ]);
  });

  it('asks nothing in a minute in which Slack took something', async () => {
    const { transport, asked, passed } = await connected();
    transport.heard();
    await passed();
    expect(asked).toHaveLength(1);

    await passed();
    expect(asked).toHaveLength(2);
  });

  it('asks no more once it is closed', async () => {
    const { transport, asked, pauses } = await connected();
    await transport.close();
    await endOfTurn();

    expect(asked).toHaveLength(1);
    expect(pauses).toHaveLength(1);
  });
});
