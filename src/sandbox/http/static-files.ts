import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { extname } from 'node:path';
import { sendText } from './answer.ts';

const FOLDER = new URL('../page/', import.meta.url);

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

const SAFE_PATH = /^\/(?:[\w-]+\/)*[\w-]+(?:\.[\w-]+)+$/;

/** Answers with a file of the page; `/` is the page itself. */
export async function sendStatic(path: string, response: ServerResponse): Promise<void> {
  const wanted = path === '/' ? '/index.html' : path;
  const type = TYPES[extname(wanted)];
  const content = type && SAFE_PATH.test(wanted) ? await contentOf(wanted) : undefined;
  if (content === undefined) return sendText(response, 404, missing(wanted));
  response.writeHead(200, {
    'content-type': type,
    'content-security-policy': "default-src 'self'",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-cache',
  });
  response.end(content);
}

async function contentOf(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(new URL(`.${path}`, FOLDER));
  } catch {
    return undefined;
  }
}

function missing(path: string): string {
  return path === '/index.html'
    ? 'The page of this sandbox is not built; the Slack API works all the same.'
    : 'There is no such file.';
}
