import { connect } from 'node:net';

/** A kept-alive connection with one request at a time. */
export interface Connection {
  /** Resolves once the whole answer is there; rejects when it is not a 200. */
  ask(request: Buffer): Promise<void>;
  close(): void;
}

interface Asking {
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/** Opens a connection to a server on this machine, which tells the length of each answer. */
export function openConnection(port: number): Promise<Connection> {
  return new Promise((opened, failed) => {
    let asking: Asking | null = null;
    let text = '';
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
      if (!isWhole(text)) return;
      const answer = text;
      text = '';
      if (answer.startsWith('HTTP/1.1 200')) asking?.resolve();
      else asking?.reject(new Error(`The server answers: ${answer}`));
    });
    socket.once('error', (error) => (asking ? asking.reject(error) : failed(error)));
    socket.once('connect', () =>
      opened({
        ask: (request) =>
          new Promise((resolve, reject) => {
            asking = { resolve, reject };
            socket.write(request);
          }),
        close: () => socket.destroy(),
      }),
    );
  });
}

function isWhole(text: string): boolean {
  const head = text.indexOf('\r\n\r\n');
  if (head === -1) return false;
  const length = /content-length: *(\d+)/i.exec(text.slice(0, head))?.[1];
  return text.length >= head + 4 + Number(length ?? 0);
}
