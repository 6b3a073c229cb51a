import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { startProgram } from '../../programs/support/program.ts';
import { freePort } from '../../support/servers/free-port.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** Where Debian puts it. */
export const NGINX = '/usr/sbin/nginx';

/** An nginx with our configuration. */
export interface Front {
  readonly url: string;
  /** All that it wrote of requests. */
  log(): string;
}

/** A copy of deploy/nginx.conf, with nothing changed but where it listens, writes, and finds the bots. */
export function configured(
  bots: readonly string[],
  port: number,
): { file: string; folder: string } {
  const folder = temporaryFolder();
  // Its workers run as another user.
  chmodSync(folder, 0o755);
  const file = join(folder, 'nginx.conf');
  writeFileSync(file, moved(bots, port, folder));
  return { file, folder };
}

function moved(bots: readonly string[], port: number, folder: string): string {
  const servers = bots.map((bot) => `server ${bot}$1;`).join(' ');
  const changes: readonly (readonly [RegExp, string])[] = [
    [/ \/tmp\//g, ` ${folder}/`],
    [/listen 8080;/, `listen 127.0.0.1:${port};`],
    // Debian's nginx is older than `resolve`.
    [/server bot:3000 resolve([^;]*);/, servers],
    [/error_log stderr crit;/, 'error_log stderr notice;'],
    [/\/dev\/stdout/, join(folder, 'access.log')],
    [/worker_processes auto;/, 'worker_processes 1;'],
  ];
  let text = readFileSync('deploy/nginx.conf', 'utf8');
  for (const [from, to] of changes) {
    if (text.search(from) < 0)
      throw new Error(`deploy/nginx.conf has nothing like ${from.source}.`);
    text = text.replace(from, to);
  }
  return text;
}

/** Starts nginx before these bots; it ends with the test. */
export async function startNginx(bots: readonly string[]): Promise<Front> {
  const port = await freePort();
  const { file, folder } = configured(bots, port);
  const running = await startProgram(NGINX, {
    args: ['-e', 'stderr', '-p', folder, '-c', file, '-g', 'daemon off;'],
    ready: /start worker process/,
  });
  onTestFinished(async () => void (await running.stop()));
  const log = () => readFileSync(join(folder, 'access.log'), 'utf8');
  return { url: `http://127.0.0.1:${port}`, log };
}
