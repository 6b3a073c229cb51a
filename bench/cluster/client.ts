/** Sends each load that it is told as fast as it is answered: a process of its own, that shares no event loop with the others. */
import { connect, type Socket } from 'node:net';
import { type Load, type Speed, type Supply, supplyOf } from './load.ts';

process.on('message', (load: Load) => {
  void run(load).then((speed) => process.send?.(speed));
});

async function run(load: Load): Promise<Speed> {
  const ways = await Promise.all(
    Array.from({ length: load.connections }, (_, at) =>
      Way.to(load.ports[at % load.ports.length] ?? 0),
    ),
  );
  const supplies = ways.map((_, at) => supplyOf(load, at));
  await each(ways, supplies, (way, supply) => sendAll(way, supply.before));
  const begin = performance.now();
  const end = begin + load.milliseconds;
  const answers = await each(ways, supplies, (way, supply) => sendUntil(end, way, supply));
  const milliseconds = performance.now() - begin;
  for (const way of ways) way.end();
  const alerts = answers.flat().length * load.perRequest;
  const before = supplies.flatMap((supply) => supply.before).length * load.perRequest;
  return { alerts, milliseconds, sent: alerts + before, answers: answers.flat() };
}

function each<T>(
  ways: readonly Way[],
  supplies: readonly Supply[],
  send: (way: Way, supply: Supply) => Promise<T>,
): Promise<readonly T[]> {
  return Promise.all(
    supplies.map((supply, at) => {
      const way = ways[at];
      if (!way) throw new Error('Each supply has a connection of its own.');
      return send(way, supply);
    }),
  );
}

async function sendAll(way: Way, requests: readonly Buffer[]): Promise<void> {
  for (const request of requests) await way.ask(request);
}

async function sendUntil(end: number, way: Way, supply: Supply): Promise<readonly number[]> {
  const answers: number[] = [];
  for (let from = performance.now(); from < end; ) {
    await way.ask(supply.next());
    const now = performance.now();
    answers.push(now - from);
    from = now;
  }
  return answers;
}

const WHOLE = /^HTTP\/1\.1 (\d+).*?\r\ncontent-length: *(\d+).*?\r\n\r\n/is;

/** A connection that is kept, with one request at a time. */
class Way {
  readonly #socket: Socket;
  #text = '';
  #answered = (_status: number) => {};
  #failed = (_error: Error) => {};

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (chunk) => this.#hear(chunk.toString('latin1')));
    socket.on('error', (error) => this.#failed(error));
    socket.on('close', () => this.#failed(new Error('The server closed a connection.')));
  }

  static to(port: number): Promise<Way> {
    return new Promise((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () =>
        resolve(new Way(socket)),
      ).once('error', reject);
    });
  }

  async ask(request: Buffer): Promise<void> {
    const status = await new Promise<number>((resolve, reject) => {
      this.#answered = resolve;
      this.#failed = reject;
      this.#socket.write(request);
    });
    if (status >= 300) throw new Error(`The server answers ${status}.`);
  }

  end(): void {
    this.#socket.destroy();
  }

  #hear(chunk: string): void {
    this.#text += chunk;
    const head = WHOLE.exec(this.#text);
    if (!head || this.#text.length < head[0].length + Number(head[2])) return;
    this.#text = '';
    this.#answered(Number(head[1]));
  }
}
