import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import type { PageState } from '../../../src/sandbox/protocol.ts';

/** A post that the page made. */
interface Posted {
  readonly name: string;
  readonly body: Record<string, unknown>;
}

/** A server that says what a test lets it say, and notes what the page posts. */
export interface FakeServer {
  readonly url: string;
  readonly posts: readonly Posted[];
  /** Requests that a Content-Security-Policy or a wrong address made fail. */
  readonly missing: readonly string[];
  readonly state: () => PageState;
  /** Forgets what the page posted until now. */
  readonly forgetPosts: () => void;
  /** Changes the state and tells every open page. */
  readonly push: (change: Partial<PageState>) => void;
  /** What a post of this name answers from now on. */
  readonly answer: (name: string, answer: object) => void;
  readonly setState: (state: PageState) => void;
  /** What another user is shown, instead of the same. */
  readonly forUser: (id: string, change: Partial<PageState>) => void;
  /** Ends every open stream, as a server that stops does. */
  readonly cutStreams: () => void;
  readonly close: () => Promise<void>;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Starts the server for a folder that holds the built page. */
export async function startFakeServer(folder: string, first: PageState): Promise<FakeServer> {
  let state = first;
  const posts: Posted[] = [];
  const missing: string[] = [];
  const streams = new Map<ServerResponse, string>();
  const answers = new Map<string, object>();
  const others = new Map<string, Partial<PageState>>();
  const shown = (as: string): PageState => ({ ...state, ...others.get(as) });
  const tell = (): void => {
    for (const [stream, as] of streams) {
      stream.write(`data: ${JSON.stringify(shown(as))}\n\n`);
    }
  };
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://page');
    const as = url.searchParams.get('as') ?? '';
    if (url.pathname === '/control/state') {
      response.end(JSON.stringify(shown(as)));
    } else if (url.pathname === '/control/stream') {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      streams.set(response, as);
      response.write(`data: ${JSON.stringify(shown(as))}\n\n`);
      response.on('close', () => streams.delete(response));
    } else if (request.method === 'POST') {
      const name = url.pathname.replace('/control/', '');
      posts.push({ name, body: JSON.parse(await textOf(request)) });
      response.end(JSON.stringify(answers.get(name) ?? { ok: true }));
    } else {
      await sendFile(folder, url.pathname, response, missing);
    }
  };
  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    posts,
    missing,
    state: () => state,
    forgetPosts: () => {
      posts.length = 0;
    },
    push: (change) => {
      state = { ...state, ...change };
      tell();
    },
    setState: (next) => {
      state = next;
      posts.length = 0;
      missing.length = 0;
      answers.clear();
      others.clear();
    },
    answer: (name, answer) => void answers.set(name, answer),
    cutStreams: () => {
      for (const stream of streams.keys()) {
        stream.destroy();
      }
    },
    forUser: (id, change) => void others.set(id, change),
    close: async () => {
      for (const stream of streams.keys()) {
        stream.end();
      }
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function sendFile(
  folder: string,
  path: string,
  response: ServerResponse,
  missing: string[],
): Promise<void> {
  const file = path === '/' ? '/index.html' : path;
  try {
    const content = await readFile(join(folder, file));
    const type = TYPES[extname(file)] ?? 'text/plain';
    response.writeHead(200, {
      'content-type': type,
      'content-security-policy': "default-src 'self'",
      'cache-control': 'max-age=3600',
    });
    response.end(content);
  } catch {
    missing.push(path);
    response.writeHead(404).end();
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
  }
  return text;
}
