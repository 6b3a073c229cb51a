/** Sends one load as fast as its server answers: a process of its own, that shares no event loop with what it measures. */
import { connect, type Socket } from 'node:net';
import { type Load, requestsOf, type Speed } from './load.ts';

process.once('message', (load: Load) => {
  void run(load).then((speed) => process.send?.(speed, () => process.disconnect()));
});

async function run(load: Load): Promise<Speed> {
  const requests = requestsOf(load);
  const sockets = await Promise.all(Array.from({ length: load.connections }, () => open(load)));
  const next = supply(requests, load.lasting);
  const begin = performance.now();
  const sent = await Promise.all(sockets.map((socket) => keepBusy(socket, next)));
  const milliseconds = performance.now() - begin;
  for (const socket of sockets) socket.destroy();
  const count = sent.reduce((sum, each) => sum + each, 0);
  const alerts = load.lasting === null ? load.alerts : count * load.perRequest;
  return { alerts, milliseconds };
}

function open({ port }: Load): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    socket.once('connect', () => resolve(socket)).once('error', reject);
  });
}

/** Hands out each request once, or all of them again and again until the time is over. */
function supply(requests: readonly Buffer[], lasting: number | null): () => Buffer | undefined {
  const end = lasting === null ? null : performance.now() + lasting;
  let at = 0;
  return () => {
    if (end !== null && performance.now() > end) return undefined;
    const request = requests[end === null ? at : at % requests.length];
    at += 1;
    return request;
  };
}

/** Sends whatever is next once the answer to the last is there; answers how many were sent. */
function keepBusy(socket: Socket, next: () => Buffer | undefined): Promise<number> {
  return new Promise((resolve, reject) => {
    let sent = 0;
    let text = '';
    const send = () => {
      const request = next();
      if (!request) return resolve(sent);
      sent += 1;
      socket.write(request);
    };
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
      if (!isWhole(text)) return;
      if (!/^HTTP\/1\.1 2/.test(text)) return reject(new Error(`The server answers: ${text}`));
      text = '';
      send();
    });
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('The server closed a connection.')));
    send();
  });
}

/** Whether this is a whole answer; both servers tell its length. */
function isWhole(text: string): boolean {
  const head = text.indexOf('\r\n\r\n');
  if (head === -1) return false;
  const length = /content-length: *(\d+)/i.exec(text.slice(0, head))?.[1];
  return text.length >= head + 4 + Number(length ?? 0);
}
