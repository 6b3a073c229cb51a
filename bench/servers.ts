import { existsSync, readFileSync } from 'node:fs';
import type { Sandbox } from '../src/sandbox/sandbox.ts';
import { ALERTMANAGER, startAlertmanager } from '../test/programs/support/debian.ts';
import { newFolder } from '../test/programs/support/program.ts';
import { connectedTo, INGEST_KEY, startQuell } from '../test/programs/support/quell.ts';

/** A server that is measured. */
export interface Server {
  readonly port: number;
  readonly key: string;
  readonly pid: number;
  stop(): Promise<void>;
}

/** Starts Quell as people run it, over a new database, with `slack` in another process as its Slack. */
export async function quell(slack: Sandbox): Promise<Server> {
  // As `npm start` and the image start it.
  const NODE_OPTIONS = '--v8-pool-size=0 --max-semi-space-size=32';
  const running = await startQuell({ slack: { ...connectedTo(slack), NODE_OPTIONS } });
  const stop = async () => void (await running.stop());
  return { port: Number(new URL(running.url).port), key: INGEST_KEY, pid: running.pid, stop };
}

/** Whether there is an Alertmanager to compare with. */
export const hasAlertmanager = existsSync(ALERTMANAGER);

/** Starts Debian's Alertmanager, grouping as Quell does and telling a Slack webhook of each group at once. */
export async function alertmanager(slackWebhook: string): Promise<Server> {
  const folder = newFolder();
  const running = await startAlertmanager(
    folder.path,
    `
route:
  receiver: slack
  group_by: [alertname, service, exception_group]
  group_wait: 0s
  group_interval: 30s
receivers:
  - name: slack
    slack_configs: [{ api_url: '${slackWebhook}', channel: '#alerts' }]
`,
  );
  const stop = async () => {
    await running.stop();
    folder.remove();
  };
  return { port: Number(new URL(running.url).port), key: INGEST_KEY, pid: running.pid, stop };
}

/** Linux counts processor time in hundredths of a second. */
const MICROSECONDS_A_TICK = 10_000;

/** The processor time that a server has had, in microseconds. */
export function processorTime({ pid }: Server): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * MICROSECONDS_A_TICK;
}

/** The memory that a server holds, in MiB. */
export function residentMemory({ pid }: Server): number {
  const kib = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Math.round(Number(kib) / 1_024);
}
