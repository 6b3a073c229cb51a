import { createHmac } from 'node:crypto';
import type { Ack, BotLink, Delivery } from './delivery.ts';

/** HTTP mode: signed requests to the address that the bot gave. */
export interface SignedRequests extends BotLink {
  /** Asks the address to prove itself, as Slack does when one is entered; throws if it does not. */
  verify(url: string): Promise<void>;
}

/** What HTTP mode needs to know. */
export interface HttpSettings {
  readonly requestUrl: string | undefined;
  readonly signingSecret: string;
  readonly ackWithin: number;
}

type Encoded = readonly [contentType: string, body: string];

/** Sends what people do to the bot's address. */
export function createSignedRequests(settings: HttpSettings): SignedRequests {
  let url = settings.requestUrl;
  const closing = new AbortController();
  return {
    deliver: (delivery) => (url === undefined ? Promise.resolve(nowhere) : send(url, delivery)),
    isConnected: () => url !== undefined,
    close: async () => closing.abort(),
    verify,
  };

  async function send(to: string, delivery: Delivery): Promise<Ack> {
    try {
      const response = await request(to, encoded(delivery), retryHeaders(delivery));
      const body = await response.text();
      if (response.ok) return { acked: true, payload: parsed(body) };
      const mayRetry = response.headers.get('x-slack-no-retry') !== '1';
      return { acked: false, reason: `http ${response.status}`, mayRetry };
    } catch {
      return { acked: false, reason: 'no answer', mayRetry: true };
    }
  }

  async function verify(to: string): Promise<void> {
    const challenge = 'is-this-the-bot';
    const body = JSON.stringify({ token: 'sandbox', challenge, type: 'url_verification' });
    const response = await request(to, ['application/json', body], {});
    if (!(await response.text()).includes(challenge)) {
      throw new Error(`${to} did not answer the challenge, so it is not the bot's request URL.`);
    }
    url = to;
  }

  function request(
    to: string,
    [contentType, body]: Encoded,
    extra: Readonly<Record<string, string>>,
  ): Promise<Response> {
    const headers = { 'content-type': contentType, ...signature(body), ...extra };
    const signal = AbortSignal.any([closing.signal, AbortSignal.timeout(settings.ackWithin)]);
    return fetch(to, { method: 'POST', body, headers, signal });
  }

  function signature(body: string): Record<string, string> {
    // The bot compares this with its own clock, so it is the real time whatever the sandbox's clock says.
    const timestamp = String(Math.floor(Date.now() / 1000));
    const hash = createHmac('sha256', settings.signingSecret)
      .update(`v0:${timestamp}:${body}`)
      .digest('hex');
    return { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${hash}` };
  }
}

const nowhere: Ack = { acked: false, reason: 'no request URL', mayRetry: true, away: true };

function encoded({ type, payload }: Delivery): Encoded {
  if (type === 'events_api') return ['application/json', JSON.stringify(payload)];
  const fields =
    type === 'interactive'
      ? { payload: JSON.stringify(payload) }
      : Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, String(value)]));
  return ['application/x-www-form-urlencoded', new URLSearchParams(fields).toString()];
}

function retryHeaders({ retry }: Delivery): Record<string, string> {
  return retry
    ? { 'x-slack-retry-num': String(retry.attempt), 'x-slack-retry-reason': retry.reason }
    : {};
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body === '' ? undefined : body;
  }
}
