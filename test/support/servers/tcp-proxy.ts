import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A relay in front of a server, which can fall silent while its connections stay open: a cut cable. */
export interface TcpProxy {
  readonly port: number;
  /** Forwards nothing any more; connections that are made meanwhile are accepted, and stay silent for ever. */
  silence(): void;
  /** Forwards again; what was silenced stays so. */
  restore(): void;
  close(): Promise<void>;
}

/** Starts a relay to a port of the loopback address. */
export async function tcpProxy(to: number): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  let silent = false;
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => sockets.delete(socket));
  };
  const server = createServer((near) => {
    keep(near);
    if (silent) return;
    const far = connect(to, '127.0.0.1');
    keep(far);
    near.pipe(far).pipe(near);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    // The guarantee: a server that listens on a port and no pipe has such an address.
    port: (server.address() as AddressInfo).port,
    silence() {
      silent = true;
      for (const socket of sockets) {
        socket.unpipe();
        socket.pause();
      }
    },
    restore() {
      silent = false;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
