import { isObject } from '../block-kit/checks.ts';
import { Refusal } from '../refusal.ts';
import type { Slack } from '../slack.ts';
import { parseJson, readBody } from './body.ts';
import { type CallParts, carryOut, type Exchange, type Outcome } from './calls.ts';

/** Answers what the bot posts to a `response_url`. */
export async function handleResponseUrl(
  parts: CallParts & { readonly slack: Slack },
  path: string,
  exchange: Exchange,
): Promise<void> {
  const body = parseJson(await readBody(exchange.request));
  const args = isObject(body) ? body : {};
  carryOut(
    parts,
    { name: 'response_url', args, run: () => use(parts.slack, path, body) },
    exchange,
  );
}

function use(slack: Slack, path: string, body: unknown): Outcome {
  try {
    slack.responseUrls.use(path, body);
    return { status: 200, body: { ok: true }, word: 'ok' };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const isAddress = ['invalid_url', 'expired_url', 'used_url'].includes(error.code);
    const answer = { ok: false, error: error.code, ...error.details };
    return { status: isAddress ? 404 : 400, body: answer, word: error.code };
  }
}
