import type { Instant } from '../../domain/time.ts';
import { type Fields, fieldsOf, textAt } from '../../http/json-fields.ts';
import type { Source } from '../../sources/source.ts';
import type { Post } from '../../try/example.ts';
import { ask } from '../bot/api.ts';
import { BotFault } from '../bot/bot-fault.ts';
import { type Answer, call } from '../bot/call.ts';
import { requestFor } from './request.ts';
import { SENDABLE } from './sendable.ts';
import type { Target } from './target.ts';

/** Tells one of the bot's doors; throws `BotFault` where none answers. */
export async function post(post: Post, target: Target, now: Instant): Promise<Answer> {
  switch (post.kind) {
    case 'alerts':
      return postAlerts(post, target, now);
    case 'deploy':
      return postDeploy(post, target);
    case 'resolve-error':
      return resolveError(post.error, target);
  }
}

/** The number of the project that the banner's DSN has. */
const PROJECT = '1';

function postAlerts(
  { as, payload }: Extract<Post, { kind: 'alerts' }>,
  { url, key }: Target,
  now: Instant,
): Promise<Answer> {
  const source = sourceOf(as);
  const request = requestFor({ source, payload, key, project: PROJECT, now, isEnd: false });
  const { path, headers, body } = request;
  return call(`${url}${path}`, { method: 'POST', headers, body });
}

/** The source whose body it is. */
export function sourceOf(type: string): Source {
  const source = SENDABLE.find((each) => each.type === type);
  if (!source) throw new Error(`No source has the type ${type}.`);
  return source;
}

async function postDeploy(
  { error, release }: Extract<Post, { kind: 'deploy' }>,
  target: Target,
): Promise<Answer> {
  const project = textAt(await errorTitled(error, target), 'project');
  return command('/api/v1/deploys', { project, release, environment: 'production' }, target);
}

const SOMEBODY = 'Try it';

/** SDKs tell no end of an error: people do. One that is resolved already is left alone. */
async function resolveError(title: string, target: Target): Promise<Answer> {
  const { status, incident } = await errorTitled(title, target);
  if (status === 'resolved' || typeof incident !== 'number') return { status: 200, body: {} };
  const body = { action: 'resolve', actor: SOMEBODY };
  return command(`/api/v1/incidents/${incident}/actions`, body, target);
}

/** The error group of this title that came last, of those that the bot knows. */
async function errorTitled(title: string, target: Target): Promise<Fields> {
  if (target.apiToken === null) throw new BotFault(NO_TOKEN);
  const { errors } = await ask(`/api/v1/errors?q=${encodeURIComponent(title)}`, target);
  const found = Array.isArray(errors) ? errors.map(fieldsOf) : [];
  const [group] = found;
  if (group) return group;
  throw new BotFault(`The bot has no error "${title}".`);
}

const NO_TOKEN =
  'Set QUELL_API_TOKEN: errors of SDKs have no end of their own, so that they are resolved by the REST API. The start banner shows the token.';

function command(path: string, body: object, { url, apiToken }: Target): Promise<Answer> {
  const headers = {
    authorization: `Bearer ${apiToken}`,
    'content-type': 'application/json',
  };
  return call(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
}
