import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Load, Speed } from './load.ts';
import { processorTime, type Server } from './servers.ts';

const CLIENT = fileURLToPath(new URL('./client.ts', import.meta.url));

/** What one load came to on one server. */
export interface Measured {
  readonly alertsPerSecond: number;
  /** Microseconds of the server's processor time; hardly touched by what else the machine does. */
  readonly processorPerAlert: number;
}

/** Has a client process send this load. */
export async function measure(server: Server, load: Omit<Load, 'port' | 'key'>): Promise<Measured> {
  const before = processorTime(server);
  const { alerts, milliseconds } = await send({ ...load, port: server.port, key: server.key });
  return {
    alertsPerSecond: (alerts / milliseconds) * 1_000,
    processorPerAlert: (processorTime(server) - before) / alerts,
  };
}

function send(load: Load): Promise<Speed> {
  return new Promise((resolve, reject) => {
    const client = fork(CLIENT, { execArgv: ['--import', 'tsx'] });
    // The only message that the client sends.
    client.once('message', (speed: Speed) => resolve(speed));
    client.once('error', reject);
    client.once('exit', (code) => reject(new Error(`The client ended with ${code}.`)));
    client.send(load);
  });
}
