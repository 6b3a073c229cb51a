import type { RateLimits } from '../rate-limits.ts';
import { Refusal } from '../refusal.ts';
import { scopesOf } from '../scopes.ts';
import type { Slack } from '../slack.ts';
import { type Args, readArgs } from '../web-api/args.ts';
import { findMethod } from '../web-api/index.ts';
import { type Method, scopesFor } from '../web-api/method.ts';
import { type DecodedBody, decode, readBody } from './body.ts';
import {
  type CallParts,
  carryOut,
  type Exchange,
  type Outcome,
  rateLimited,
  refused,
} from './calls.ts';

/** What the Web API needs beside the workspace. */
export interface WebApiParts extends CallParts {
  readonly slack: Slack;
  readonly limits: RateLimits;
}

/** Answers `POST /api/<method>`. */
export async function handleWebApi(
  parts: WebApiParts,
  name: string,
  exchange: Exchange,
): Promise<void> {
  const { request } = exchange;
  const body = await decode(request, await readBody(request));
  const token = bearer(request.headers.authorization) ?? body.token;
  const args = { ...body.fields };
  carryOut(parts, { name, args, run: () => run(parts, name, { ...body, token }) }, exchange);
}

function run(parts: WebApiParts, name: string, { fields, token }: DecodedBody): Outcome {
  const method = findMethod(name);
  if (!method) return refused('unknown_method', { req_method: name });
  const args = readArgs(fields);
  const wait = parts.limits.wait({
    method: name,
    tier: method.tier,
    channel: args.text('channel'),
  });
  if (wait > 0) return rateLimited(wait);
  const needed = scopesFor(method, parts.slack, args);
  return withScopes(parts.slack, needed, attempt(parts.slack, method, { args, token }));
}

function attempt(
  slack: Slack,
  method: Method,
  { args, token }: { args: Args; token: string | undefined },
): Outcome {
  try {
    authorize(slack, method, { args, token });
    return { status: 200, body: { ok: true, ...method.run(slack, args) }, word: 'ok' };
  } catch (error) {
    if (error instanceof Refusal) return refused(error.code, error.details);
    throw error;
  }
}

function authorize(
  slack: Slack,
  method: Method,
  { args, token }: { args: Args; token: string | undefined },
): void {
  const wanted = method.token ?? 'bot';
  if (wanted === 'none') return;
  if (token === undefined) throw new Refusal('not_authed');
  const { bot, app } = slack.tokens;
  if (token !== bot && token !== app) throw new Refusal('invalid_auth');
  if (token !== slack.tokens[wanted]) throw new Refusal('not_allowed_token_type');
  const scopes = scopesOf(slack);
  const needed = scopesFor(method, slack, args).filter((scope) => !scopes.includes(scope));
  if (needed.length > 0)
    throw new Refusal('missing_scope', { needed: needed.join(','), provided: scopes.join(',') });
}

function withScopes(slack: Slack, needed: readonly string[], outcome: Outcome): Outcome {
  const headers = {
    'x-oauth-scopes': scopesOf(slack).join(','),
    'x-accepted-oauth-scopes': needed.join(','),
  };
  return { ...outcome, headers: { ...headers, ...outcome.headers } };
}

function bearer(header: string | undefined): string | undefined {
  return /^Bearer (.+)$/i.exec(header ?? '')?.[1]?.trim();
}
