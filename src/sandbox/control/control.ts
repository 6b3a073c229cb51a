import type { IncomingMessage } from 'node:http';
import type { Parts } from '../assemble.ts';
import { isObject } from '../block-kit/checks.ts';
import { sendJson } from '../http/answer.ts';
import { parseJson, readBody } from '../http/body.ts';
import type { Exchange } from '../http/calls.ts';
import type { Route } from '../http/server.ts';
import { ActionFailed } from '../interactions/telling.ts';
import { Refusal } from '../refusal.ts';
import { createReading, type Looker, pageState, type Reading } from './page-state.ts';
import { carryOutPost } from './posts.ts';
import { openStream } from './stream.ts';

/** What the page asks and tells. */
export function controlRoutes(parts: Parts): readonly Route[] {
  const reading = createReading();
  return [
    {
      pattern: /^\/control\/state$/,
      handle: (_match, exchange) =>
        withLooker(parts, exchange, (looker) => {
          sendJson(exchange.response, 200, pageState(parts, reading, looker));
        }),
    },
    {
      pattern: /^\/control\/stream$/,
      handle: (_match, exchange) =>
        withLooker(parts, exchange, (looker) => {
          openStream(parts, exchange, () => pageState(parts, reading, looker));
        }),
    },
    {
      pattern: /^\/control\/([\w-]+)$/,
      handle: ([, name = ''], exchange) => answerPost(parts, reading, { name, exchange }),
    },
  ];
}

function withLooker(
  parts: Parts,
  { request, response }: Exchange,
  action: (looker: Looker) => void,
): void {
  const { people } = parts.slack.workspace;
  const named = parameter(request, 'as') ?? '';
  // A page that was just opened does not know yet who there is.
  const user = named || [...people.values()].find((person) => !person.isBot)?.id || '';
  if (people.has(user)) action({ user, ...tabOf(request) });
  else sendJson(response, 404, { ok: false, error: 'There is nobody with this id.' });
}

function tabOf(request: IncomingMessage): { readonly tab?: string } {
  const tab = parameter(request, 'tab');
  return tab === undefined ? {} : { tab };
}

function parameter({ url }: IncomingMessage, name: string): string | undefined {
  return new URL(url ?? '/', 'http://sandbox').searchParams.get(name) ?? undefined;
}

async function answerPost(
  parts: Parts,
  reading: Reading,
  { name, exchange }: { name: string; exchange: Exchange },
): Promise<void> {
  const { request, response } = exchange;
  // A foreign page cannot send JSON here without asking first, and it is never allowed.
  const isJson = request.headers['content-type']?.includes('application/json') ?? false;
  if (request.method !== 'POST' || !isJson) {
    sendJson(response, 415, { ok: false, error: 'Send JSON with POST.' });
    return;
  }
  const body = parseJson(await readBody(request));
  const said = { ...(isObject(body) ? body : {}), ...tabOf(request) };
  sendJson(response, 200, await outcomeOf(() => carryOutPost(parts, reading, name, said)));
}

async function outcomeOf(action: () => Promise<object>): Promise<object> {
  try {
    return { ok: true, ...(await action()) };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, error: `Slack refuses it: ${error.code}.` };
    if (error instanceof ActionFailed) return { ok: false, error: error.message };
    throw error;
  }
}
