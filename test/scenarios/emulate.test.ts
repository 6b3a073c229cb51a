import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { API_TOKEN, INGEST_KEY, type Quell, startQuell } from '../programs/support/quell.ts';
import {
  type EmulatedSlack,
  type SeenMessage,
  startEmulatedSlack,
} from './support/emulated-slack.ts';

let slack: EmulatedSlack;
let quell: Quell;

beforeEach(async () => {
  slack = await startEmulatedSlack();
  quell = await startQuell({
    slack: {
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_SIGNING_SECRET: 'secret',
      SLACK_API_URL: slack.apiUrl,
    },
  });
});
afterEach(async () => {
  await quell.stop();
  await slack.close();
});

async function post(path: string, key: string, body: object): Promise<void> {
  const answer = await fetch(quell.url + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path} answers ${answer.status}: ${await answer.text()}`);
}

const fire = (title: string) => post('/hooks/json', INGEST_KEY, { title, severity: 'critical' });
const ask = (body: object) => post('/api/v1/incidents/1/actions', API_TOKEN, body);

/** Looks again until it holds: how long that takes depends on the machine. */
function eventually<T>(look: () => Promise<T>): Promise<T> {
  return vi.waitFor(look, { timeout: 40_000, interval: 50 });
}

/** The only message of the channel that is no reply, once the incident's card is it. */
function onlyCard() {
  return eventually(async () => {
    const [incident] = await quell.incidents();
    const { channel = '', ts = '' } = incident?.slack ?? {};
    const cards = await slack.history(channel || 'none');
    expect(cards).toMatchObject([{ ts, text: expect.stringContaining('INC-1') }]);
    return { channel, ts, ...cards[0] };
  });
}

describe('Quell at emulate, a Slack Web API of other authors', () => {
  it('posts one card with its key as metadata, in a channel that it joined', async () => {
    await fire('Disk is full');

    expect(await onlyCard()).toMatchObject({
      user: slack.botUser,
      text: expect.stringContaining('Disk is full'),
      metadata: { event_type: 'quell_message', event_payload: { key: expect.any(String) } },
    });
  });

  it('keeps the card up to date and tells the story in its thread', async () => {
    await fire('Disk is full');
    const { channel, ts } = await onlyCard();

    await ask({ action: 'acknowledge', actor: 'Ann' });
    await ask({ action: 'note', text: 'Deleting old logs', actor: 'Ann' });
    await ask({ action: 'resolve', while_firing: 'reopen', actor: 'Ann' });

    await eventually(async () => {
      expect(JSON.stringify(await onlyCard())).toMatch(/resolved/i);
      const replies = JSON.stringify((await slack.thread(channel, ts)).slice(1));
      expect(replies).toContain('Deleting old logs');
      expect(replies).toMatch(/resolved/i);
    });
  });

  it.each(['chat.postMessage', 'chat.update'])(
    'shows everything once although an answer to %s was lost',
    async (method) => {
      slack.loseAnswerOf(method);
      await fire('Disk is full');
      const { channel, ts } = await onlyCard();
      await ask({ action: 'acknowledge', actor: 'Ann' });

      // Whether something else arrives late is looked up for a minute after this.
      await eventually(async () => {
        expect(slack.isToLose()).toBe(false);
        expect(JSON.stringify(await onlyCard())).toContain('Ann');
        const told = (await slack.thread(channel, ts)).map(keyOf);
        expect(told).toContainEqual(expect.stringMatching(/:thread-\d+$/));
      });
      const keys = (await slack.thread(channel, ts)).map(keyOf);
      expect(keys).toHaveLength(new Set(keys).size);
      expect(keys).not.toContain(undefined);
    },
  );
});

function keyOf({ metadata }: SeenMessage): string | undefined {
  return metadata?.event_payload.key;
}
