import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from 'vitest';
import { type Running, startProgram } from './program.ts';

/** Programs of other authors, as Debian packages them. */
export const PROMETHEUS = '/usr/bin/prometheus';
export const AMTOOL = '/usr/bin/amtool';
export const ALERTMANAGER = '/usr/bin/prometheus-alertmanager';
export const PYTHON = '/usr/bin/python3';
/** Of Debian's packages for Python, their folders. */
export const SENTRY_OF_PYTHON = '/usr/lib/python3/dist-packages/sentry_sdk';

/** Tests that drive programs; where one is not installed their name says why they did not run. */
export function describeWith(programs: readonly string[], name: string, tests: () => void): void {
  const missing = programs.filter((file) => !existsSync(file));
  const why = ` (not run: ${missing.join(' and ')} not installed)`;
  describe.skipIf(missing.length > 0)(missing.length > 0 ? name + why : name, tests);
}

const LISTENS = /msg="Listening on" address=(127\.0\.0\.1:\d+)/;

/** Starts a Prometheus with this configuration, on a port of its own, in this folder. */
export async function startPrometheus(folder: string, config: string): Promise<Running> {
  const file = join(folder, 'prometheus.yml');
  writeFileSync(file, config);
  return startProgram(PROMETHEUS, {
    args: [
      `--config.file=${file}`,
      `--storage.tsdb.path=${join(folder, 'prometheus')}`,
      '--web.listen-address=127.0.0.1:0',
      // What fires before it has found its Alertmanager, within 5 s, is lost until it is sent again.
      '--rules.alert.resend-delay=5s',
    ],
    ready: LISTENS,
  });
}

/** Starts an Alertmanager with this configuration, alone; answers its address too. */
export async function startAlertmanager(
  folder: string,
  config: string,
): Promise<Running & { readonly url: string }> {
  const file = join(folder, 'alertmanager.yml');
  writeFileSync(file, config);
  const running = await startProgram(ALERTMANAGER, {
    args: [
      `--config.file=${file}`,
      `--storage.path=${join(folder, 'alertmanager')}`,
      '--web.listen-address=127.0.0.1:0',
      '--cluster.listen-address=',
    ],
    ready: LISTENS,
  });
  return { ...running, url: `http://${running.ready[1]}` };
}
