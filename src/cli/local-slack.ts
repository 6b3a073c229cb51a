import type { Config } from '../config.ts';
import { type Sandbox, startSandbox } from '../sandbox/sandbox.ts';

/** Starts the sandbox, on the port behind Quell's own, or on a free one where that is taken. */
export async function startLocalSlack({ port }: Pick<Config, 'port'>): Promise<Sandbox> {
  if (port === 0 || port === 65_535) return startSandbox();
  try {
    return await startSandbox({ port: port + 1 });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
      return startSandbox();
    }
    throw error;
  }
}
