import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sendText } from './answer.ts';
import type { Exchange } from './calls.ts';

/** Answers one kind of path. */
export interface Route {
  readonly pattern: RegExp;
  handle(match: RegExpExecArray, exchange: Exchange): void | Promise<void>;
}

/** A server that listens. */
export interface Listening {
  readonly server: Server;
  readonly url: string;
  close(): Promise<void>;
}

/** Listens, and answers each request by the first route that fits. */
export async function listen(
  routes: readonly Route[],
  address: { host: string; port: number },
): Promise<Listening> {
  const server = createServer((request, response) => void answer(routes, { request, response }));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(address.port, address.host, resolve);
  });
  return { server, url: urlOf(server, address.host), close: () => closed(server) };
}

async function answer(routes: readonly Route[], exchange: Exchange): Promise<void> {
  const { request, response } = exchange;
  const path = new URL(request.url ?? '/', 'http://sandbox').pathname;
  for (const route of routes) {
    const match = route.pattern.exec(path);
    if (match) return guarded(() => route.handle(match, exchange), request, response);
  }
  sendText(response, 404, 'There is nothing here.');
}

async function guarded(
  action: () => void | Promise<void>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    await action();
  } catch (error) {
    if (request.socket.destroyed) return;
    const reason = error instanceof Error ? error.message : String(error);
    if (!response.headersSent) sendText(response, 500, `The sandbox failed: ${reason}`);
    else response.end();
  }
}

function urlOf(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo; // A server that listens on TCP has one.
  const shown = ['0.0.0.0', '::'].includes(host) ? '127.0.0.1' : host;
  return `http://${shown.includes(':') ? `[${shown}]` : shown}:${port}`;
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
