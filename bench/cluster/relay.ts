import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import type { Closing } from './closing.ts';

/** A way to Slack that tells when a message is posted over it: so that it is known which process does that. */
export interface Relay {
  readonly port: number;
  /** Resolves when the next message is on its way. */
  nextPost(): Promise<void>;
}

/** Passes everything on to a port of this machine. */
export async function startRelay(to: number, closing: Closing): Promise<Relay> {
  const sockets = new Set<Socket>();
  const waiting: (() => void)[] = [];
  const hear = (chunk: Buffer) => {
    if (!chunk.includes('chat.postMessage')) return;
    for (const resolve of waiting.splice(0)) resolve();
  };
  const server = createServer((near) => {
    const far = connect(to, '127.0.0.1');
    for (const socket of [near, far]) {
      sockets.add(socket);
      // A process that was killed tears its connections: its other side is torn too.
      socket.on('error', () => {});
      socket.once('close', () => {
        sockets.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.on('data', hear);
    near.pipe(far).pipe(near);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.add(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  // The guarantee: a server that listens on a port and no pipe has such an address.
  const { port } = server.address() as AddressInfo;
  return { port, nextPost: () => new Promise((resolve) => waiting.push(resolve)) };
}
