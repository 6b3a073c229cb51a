/**
 * Sends one load of errors: a process of its own, that shares no event loop with what it measures. It
 * makes and packs all events before the first is sent, so that no answer waits for that.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { type Connection, openConnection } from './connection.ts';
import { type ErrorLoad, type ErrorSpeed, requestOf } from './load.ts';

process.once('message', (load: ErrorLoad) => {
  void run(load).then((speed) => process.send?.(speed, () => process.disconnect()));
});

async function run(load: ErrorLoad): Promise<ErrorSpeed> {
  const open = Array.from({ length: load.connections }, () => openConnection(load.port));
  const connections = await Promise.all(open);
  const latencies: number[] = [];
  const requests = Array.from({ length: load.count }, (_, n) => requestOf(load, load.from + n));
  const begin = performance.now();
  const next = supply(requests, load.perSecond, begin);
  await Promise.all(connections.map((connection) => keepBusy(connection, next, latencies)));
  const milliseconds = performance.now() - begin;
  for (const connection of connections) connection.close();
  return { count: load.count, milliseconds, latencies: latencies.sort((a, b) => a - b) };
}

/** A request, and when it should be sent. */
interface Planned {
  readonly request: Buffer;
  readonly at: number;
}

function supply(
  requests: readonly Buffer[],
  perSecond: number | null,
  begin: number,
): () => Planned | undefined {
  let sent = 0;
  return () => {
    const request = requests[sent];
    if (!request) return undefined;
    const due = perSecond === null ? null : begin + (sent * 1_000) / perSecond;
    sent += 1;
    return { request, at: due ?? performance.now() };
  };
}

async function keepBusy(
  connection: Connection,
  next: () => Planned | undefined,
  latencies: number[],
): Promise<void> {
  for (let planned = next(); planned; planned = next()) {
    const early = planned.at - performance.now();
    if (early > 0) await pause(early);
    await connection.ask(planned.request);
    latencies.push(performance.now() - planned.at);
  }
}
