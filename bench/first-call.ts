import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Server } from './servers.ts';

/** Something that servers call as if it were Slack, and that notes when. */
export interface Listener {
  readonly url: string;
  /** Resolves at the next call, with its time. */
  next(): Promise<number>;
  close(): void;
}

/** A webhook that takes everything. */
export async function webhook(): Promise<Listener> {
  let heard = (_at: number) => {};
  const server: HttpServer = createServer((request, response) => {
    heard(performance.now());
    request.resume();
    response.end('ok');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A TCP server that listens has such an address.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    next: () => new Promise((resolve) => (heard = resolve)),
    close: () => void server.close(),
  };
}

/** Milliseconds from sending one new alert to the first call about it. */
export async function firstCall(
  { port, key }: Server,
  name: string,
  next: () => Promise<number>,
): Promise<number> {
  const called = next();
  const begin = performance.now();
  await fetch(`http://127.0.0.1:${port}/api/v2/alerts`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify([{ labels: { alertname: name, instance: 'web-1' } }]),
  });
  return (await called) - begin;
}
