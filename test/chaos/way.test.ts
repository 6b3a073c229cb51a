import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { openWay, type Way } from './way.ts';

const open: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

/** A server that answers each word with itself, and a way to it. */
async function wayToEcho(): Promise<Way> {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.pipe(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // It listens at an address of this machine, not at a pipe.
  const { port } = server.address() as AddressInfo;
  open.push(() => new Promise((resolve) => server.close(resolve)));
  const way = await openWay(port);
  open.push(() => way.close());
  return way;
}

async function caller({ port }: Way): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  open.push(async () => socket.destroy());
  await once(socket, 'connect');
  return socket;
}

/** However it comes. */
function end(socket: Socket): Promise<void> {
  return new Promise((resolve) => socket.once('close', () => resolve()));
}

async function heard(socket: Socket): Promise<string> {
  const [chunk] = await once(socket, 'data');
  return String(chunk);
}

describe('a way that can fall silent', () => {
  test('passes everything on, both ways', async () => {
    const socket = await caller(await wayToEcho());
    socket.write('hello');
    expect(await heard(socket)).toBe('hello');
  });

  test('keeps what comes while it is silent, also of new connections, and goes on with it', async () => {
    const way = await wayToEcho();
    const before = await caller(way);
    before.write('one');
    await heard(before);
    way.silence();
    const during = await caller(way);
    const answers: string[] = [];
    for (const socket of [before, during])
      socket.on('data', (chunk) => answers.push(String(chunk)));
    before.write('two');
    during.write('three');
    // A round trip on another way: by then an answer would have come.
    const other = await caller(await wayToEcho());
    other.write('x');
    await heard(other);
    expect(answers).toEqual([]);
    const both = Promise.all([heard(before), heard(during)]);
    way.heal(false);
    expect(await both).toEqual(['two', 'three']);
  });

  test('tears the connections from before where it is told to, and takes new ones', async () => {
    const way = await wayToEcho();
    const before = await caller(way);
    way.silence();
    const closed = end(before);
    way.heal(true);
    await closed;
    const after = await caller(way);
    after.write('again');
    expect(await heard(after)).toBe('again');
  });

  test('a caller that is refused at the other end is cut off', async () => {
    const gone = await openWay(1);
    open.push(() => gone.close());
    const socket = connect(gone.port, '127.0.0.1');
    socket.on('error', () => {});
    await end(socket);
    expect(socket.destroyed).toBe(true);
  });
});
