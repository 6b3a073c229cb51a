import { request as ask, type Dispatcher } from 'undici';
import { pause } from '../crash/pause.ts';
import type { Try } from './evidence.ts';

/** What a request asks for. */
export interface Ask {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly key: string;
  readonly body?: unknown;
  /** A body that is no JSON, in its place. */
  readonly text?: string;
}

/** What came of one try; a status of null means that no answer came. */
export interface Answer {
  readonly tried: Try;
  readonly text: string;
}

const PATIENCE = 6_000;
const REST = 150;
const GIVE_UP_AFTER = 90_000;

/** What stands before the bots: it asks one after the other, and another where one does not answer. */
export class Balancer {
  readonly #urls: readonly string[];
  #turn = 0;

  constructor(urls: readonly string[]) {
    this.#urls = urls;
  }

  /** Asks the next bot, once. */
  async once(what: Ask): Promise<Answer> {
    const bot = this.#turn % this.#urls.length;
    this.#turn += 1;
    const from = Date.now();
    const { status, text } = await this.#asked(this.#urls[bot] ?? '', what);
    return { tried: { bot, from, to: Date.now(), status }, text };
  }

  /** Asks one bot after the other until one answers with anything but 5xx; the last answer is what counts. */
  async untilAnswered(what: Ask): Promise<readonly Answer[]> {
    const answers: Answer[] = [];
    const end = Date.now() + GIVE_UP_AFTER;
    while (Date.now() < end) {
      const answer = await this.once(what);
      answers.push(answer);
      if (isAnswer(answer)) break;
      await pause(REST);
    }
    return answers;
  }

  async #asked(
    url: string,
    { method, path, key, body, text }: Ask,
  ): Promise<{ readonly status: number | null; readonly text: string }> {
    try {
      const answer = await ask(`${url}${path}`, {
        method,
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        ...(text === undefined ? {} : { body: text }),
        headersTimeout: PATIENCE,
        bodyTimeout: PATIENCE,
      });
      return { status: answer.statusCode, text: await bodyOrNothing(answer.body) };
    } catch {
      // Refused, cut off or too slow: nobody knows whether it was carried out.
      return { status: null, text: '' };
    }
  }
}

function isAnswer({ tried: { status } }: Answer): boolean {
  return status !== null && status < 500 && status !== 429;
}

/** The status line is the answer; that the rest of it was cut off changes nothing. */
async function bodyOrNothing(body: Dispatcher.ResponseData['body']): Promise<string> {
  try {
    return await body.text();
  } catch {
    return '';
  }
}
