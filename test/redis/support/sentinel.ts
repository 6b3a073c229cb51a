import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Running, startProgram } from '../../programs/support/program.ts';
import { freePort } from '../../support/servers/free-port.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** A sentinel that knows one master, by the name `ours`. */
export async function startSentinel(
  file: string,
  master: number,
): Promise<Running & { readonly port: number }> {
  const port = await freePort();
  const config = join(temporaryFolder(), 'sentinel.conf');
  const lines = [
    `port ${port}`,
    'bind 127.0.0.1',
    `sentinel monitor ours 127.0.0.1 ${master} 1`,
    'sentinel down-after-milliseconds ours 1000',
  ];
  writeFileSync(config, lines.join('\n'));
  const running = await startProgram(file, {
    args: [config, '--sentinel'],
    ready: /\+monitor master ours/,
  });
  return { ...running, port };
}
