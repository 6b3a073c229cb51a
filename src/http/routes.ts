import type { FastifyInstance } from 'fastify';
import { nearest } from '../nearest.ts';
import { HttpFault, ourFault } from './faults.ts';

interface KnownPath {
  readonly methods: Set<string>;
  readonly pattern: RegExp;
}

/** Answers what no route answers: 405 where the path is known under other methods, else 404. */
export function refuseUnknownPaths(app: FastifyInstance): void {
  const paths = new Map<string, KnownPath>();
  app.addHook('onRoute', ({ url, method }) => {
    const known = paths.get(url) ?? { methods: new Set(), pattern: patternOf(url) };
    for (const each of [method].flat()) known.methods.add(each);
    paths.set(url, known);
  });
  // Before the body is read: nothing is wrong with its type, and it is not worth the memory.
  app.addHook('onRequest', async ({ url, method, is404 }) => {
    if (!is404) return;
    const path = url.split('?', 1)[0] ?? '';
    const known = [...paths.values()].filter(({ pattern }) => pattern.test(path));
    throw known.length > 0 ? wrongMethod(method, known) : unknownPath(path, [...paths.keys()]);
  });
}

/** Answers for a process that takes nothing in: whoever asked may find one that does. */
export function turnAway(app: FastifyInstance): void {
  const fault = new HttpFault(
    503,
    'not_here',
    'This process takes no alerts and requests in: its QUELL_ROLES leave http out. Ask one that has that role.',
  );
  app.all('*', async (_, reply) => reply.code(fault.status).send(ourFault(fault)));
}

function patternOf(url: string): RegExp {
  const parts = url
    .split('/')
    .map((part) => (part.startsWith(':') ? valuesOf(part) : escaped(part)));
  return new RegExp(`^${parts.join('/')}$`);
}

/** What a parameter may be: of `:project(^\\d+$)` what stands in brackets. */
function valuesOf(parameter: string): string {
  const [, own] = /\(\^?(.+?)\$?\)$/.exec(parameter) ?? [];
  return own ?? '[^/]+';
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function wrongMethod(method: string, known: readonly KnownPath[]): HttpFault {
  const allow = [...new Set(known.flatMap(({ methods }) => [...methods]))].join(', ');
  const message = `${method} is not possible here; use ${allow}.`;
  return new HttpFault(405, 'method_not_allowed', message, { headers: { allow } });
}

function unknownPath(path: string, urls: readonly string[]): HttpFault {
  const shown = JSON.stringify(path.slice(0, 200));
  const meant = path.length > LONGEST ? undefined : pathMeant(path, urls);
  const message =
    meant === undefined
      ? `There is nothing at ${shown}.`
      : `There is nothing at ${shown}. Is ${meant} meant?`;
  return new HttpFault(404, 'unknown_path', message);
}

/** Longer paths are nobody's slip. */
const LONGEST = 100;

/** The path that is nearest among those there are, with the same values for its parameters. */
function pathMeant(path: string, urls: readonly string[]): string | undefined {
  const parts = path.split('/');
  const candidates = urls
    .filter((url) => !url.includes('*') && url.split('/').length === parts.length)
    .map((url) => filledIn(url, parts))
    .filter((candidate) => candidate !== undefined);
  return nearest(path, candidates);
}

function filledIn(url: string, parts: readonly string[]): string | undefined {
  const filled = url
    .split('/')
    .map((part, place) => (part.startsWith(':') ? (parts[place] ?? '') : part))
    .join('/');
  return patternOf(url).test(filled) ? filled : undefined;
}
