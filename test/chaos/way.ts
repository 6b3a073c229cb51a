import { once } from 'node:events';
import { createServer, type Server, Socket } from 'node:net';

/** A way to a server that can fall silent without closing, as a broken network does. */
export interface Way {
  readonly port: number;
  /** From now on nothing passes, in neither direction; connections stay, and new ones are taken and led nowhere. */
  silence(): void;
  /** All goes on, what waited included; with `reset` the connections from before are torn instead. */
  heal(reset: boolean): void;
  close(): Promise<void>;
}

interface Pair {
  readonly near: Socket;
  readonly far: Socket;
}

/** Listens on a free port and passes everything on to this one of the same machine. */
export async function openWay(target: number): Promise<Way> {
  const pairs = new Set<Pair>();
  let silent = false;
  const server = createServer({ pauseOnConnect: true, allowHalfOpen: true }, (near) => {
    const pair = { near, far: new Socket({ allowHalfOpen: true }) };
    pairs.add(pair);
    hold(pair, () => pairs.delete(pair));
    if (!silent) pass(pair, target);
  });
  const port = await listening(server);
  return {
    port,
    silence() {
      silent = true;
      for (const pair of pairs) mute(pair);
    },
    heal(reset) {
      if (!silent) return;
      silent = false;
      for (const pair of [...pairs]) reset ? tear(pair) : pass(pair, target);
    },
    async close() {
      for (const pair of [...pairs]) tear(pair);
      server.close();
      await once(server, 'close');
    },
  };
}

/** Whatever ends one side ends the other. */
function hold(pair: Pair, gone: () => void): void {
  for (const socket of [pair.near, pair.far]) {
    socket.setNoDelay(true);
    // A broken connection is what this is for: the close that follows tells the other side.
    socket.on('error', () => {});
    socket.on('close', () => {
      tear(pair);
      gone();
    });
  }
}

function pass({ near, far }: Pair, target: number): void {
  if (far.pending && !far.connecting) far.connect(target, '127.0.0.1');
  near.pipe(far);
  far.pipe(near);
  near.resume();
}

function mute({ near, far }: Pair): void {
  near.unpipe(far);
  far.unpipe(near);
  near.pause();
  far.pause();
}

function tear({ near, far }: Pair): void {
  near.resetAndDestroy();
  far.destroy();
}

async function listening(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address === 'object' && address) return address.port;
  throw new Error('The proxy listens nowhere.');
}
