import type { EnvironmentConfig } from '../config/environment.ts';
import { type Sandbox, startSandbox } from '../sandbox/sandbox.ts';
import { events } from '../slack/events/index.ts';

/** Starts the sandbox, on the port behind Quell's own, or on a free one where that is taken. */
export async function startLocalSlack({ port }: Pick<EnvironmentConfig, 'port'>): Promise<Sandbox> {
  // The app hears there what manifest.yml has it hear in a real Slack.
  const app = { events: events.map(({ name }) => name) };
  if (port === 0 || port === 65_535) return startSandbox({ app });
  try {
    return await startSandbox({ app, port: port + 1 });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
      return startSandbox({ app });
    }
    throw error;
  }
}
