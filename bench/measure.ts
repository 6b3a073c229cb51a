import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Load, Speed } from './load.ts';

const CLIENT = fileURLToPath(new URL('./client.ts', import.meta.url));

/** Has a client process send this load; answers alerts a second. */
export function alertsPerSecond(load: Load): Promise<number> {
  return new Promise((resolve, reject) => {
    const client = fork(CLIENT, { execArgv: ['--import', 'tsx'] });
    // The only message that the client sends.
    client.once('message', (speed: Speed) => resolve((speed.alerts / speed.milliseconds) * 1_000));
    client.once('error', reject);
    client.once('exit', (code) => reject(new Error(`The client ended with ${code}.`)));
    client.send(load);
  });
}
