import { request as ask } from 'undici';
import type { Bot } from '../bot.ts';
import { pause } from '../pause.ts';
import { envelopeOf, envelopePath, type Happening } from './bugs.ts';
import type { Sending } from './client.ts';
import { objectOf } from './json.ts';
import type { ReadApi } from './seen.ts';
import type { AskApi } from './triage.ts';

/** Where the bot is, and what it lets in. */
export interface Door {
  readonly bot: Bot;
  readonly url: string;
  readonly ingestKey: string;
  readonly apiToken: string;
}

const PATIENCE = 20_000;
const REST = 50;

/** Sends an event to a bot that is killed again and again, until it answers. */
export async function sendToOne(
  { bot, url, ingestKey }: Door,
  happening: Happening,
): Promise<Sending> {
  const path = envelopePath(happening, ingestKey);
  for (let tries = 1; ; tries += 1) {
    await bot.up();
    const { status, text } = await tried(`${url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-sentry-envelope' },
      body: envelopeOf(happening, Date.now()),
    });
    if (status === 200) return { tries, answered: true, refused: null };
    if (status !== null && status < 500) {
      return { tries: tries - 1, answered: false, refused: `${status} ${text.slice(0, 200)}` };
    }
    await pause(REST);
  }
}

/** Asks the API once. */
export function askOne({ url, apiToken }: Door): AskApi {
  return (method, path, body) =>
    tried(`${url}${path}`, {
      method,
      headers: { authorization: `Bearer ${apiToken}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
}

/** Reads what the API must answer. */
export function readerOf(askApi: AskApi): ReadApi {
  return async (path) => {
    const { status, text } = await askApi('GET', path);
    if (status === 200) return objectOf(JSON.parse(text));
    throw new Error(`${path} answered ${status ?? 'nothing'}: ${text}`);
  };
}

async function tried(
  address: string,
  options: NonNullable<Parameters<typeof ask>[1]>,
): ReturnType<AskApi> {
  let status: number | null = null;
  try {
    const patience = { headersTimeout: PATIENCE, bodyTimeout: PATIENCE };
    const answer = await ask(address, { ...options, ...patience });
    status = answer.statusCode;
    return { status, text: await answer.body.text() };
  } catch {
    // Killed while it worked on this, or before. The status line is the answer, though the rest of it was cut off.
    return { status, text: '' };
  }
}
