import type { EnvironmentConfig } from '../config/environment.ts';
import type { SandboxOptions } from '../sandbox/options.ts';
import { type Sandbox, startSandbox } from '../sandbox/sandbox.ts';
import { events } from '../slack/events/index.ts';
import { scopesWanted } from './init/manifest.ts';

/** Starts the sandbox, on the port behind Quell's own, or on a free one where that is taken. */
export async function startLocalSlack({ port }: Pick<EnvironmentConfig, 'port'>): Promise<Sandbox> {
  try {
    return await startLocalSlackAt(portBehind(port));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
      return startLocalSlackAt(0);
    }
    throw error;
  }
}

/** Where the sandbox of a bot at this port is, unless that is taken; 0: at a free one. */
export function portBehind(port: number): number {
  return port === 0 || port === 65_535 ? 0 : port + 1;
}

/** Starts it at this port, or at a free one of those behind it; 0: at any. */
export function startLocalSlackAt(
  port: number,
  options: Pick<SandboxOptions, 'mode' | 'teamName' | 'memory'> = {},
): Promise<Sandbox> {
  // The app hears and may there what manifest.yml has it hear and do in a real Slack.
  const app = { events: events.map(({ name }) => name), scopes: scopesWanted() };
  return startSandbox({ ...options, port, app });
}
