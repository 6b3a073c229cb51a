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

/** How many ports behind one that is taken are tried. */
const PORTS_TRIED = 20;

interface Address {
  readonly host: string;
  readonly port: number;
}

/** Listens, on a free port behind the wanted one where that is taken, and answers each request by the first route that fits. */
export async function listen(routes: readonly Route[], address: Address): Promise<Listening> {
  const { host, port } = address;
  const most = port === 0 ? 0 : Math.min(port + PORTS_TRIED, 65_535);
  const server = createServer((request, response) => void answer(routes, { request, response }));
  await listenUpTo(server, address, most);
  return { server, url: urlOf(server, host), close: () => closed(server) };
}

async function listenUpTo(server: Server, { host, port }: Address, most: number): Promise<void> {
  try {
    await listenAt(server, { host, port });
  } catch (error) {
    const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    if (!isTaken || port >= most) throw error;
    await listenUpTo(server, { host, port: port + 1 }, most);
  }
}

function listenAt(server: Server, { host, port }: Address): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
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
