import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Load, Speed } from './load.ts';

const CLIENT = fileURLToPath(new URL('./client.ts', import.meta.url));

/** A client process, for one load after the other. */
export class Sender {
  readonly #child: ChildProcess = fork(CLIENT, { execArgv: ['--import', 'tsx'] });

  /** Has it send this, and answers what came of it. */
  send(load: Load): Promise<Speed> {
    return new Promise((resolve, reject) => {
      const ended = (code: number | null) => reject(new Error(`The client ended with ${code}.`));
      this.#child.once('exit', ended);
      // The only kind of message that the client sends, once for each load.
      this.#child.once('message', (speed: Speed) => {
        this.#child.off('exit', ended);
        resolve(speed);
      });
      this.#child.send(load);
    });
  }

  /** Ends the process. */
  end(): void {
    this.#child.kill('SIGKILL');
  }
}
