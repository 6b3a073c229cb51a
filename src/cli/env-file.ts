import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';

/**
 * Adds what a `.env` says to the environment, which wins, also where it is empty: `SLACK_BOT_TOKEN= SLACK_APP_TOKEN= quell serve`
 * starts the sandbox whatever tokens the file has. Answers why it cannot be read, as a sentence; null: it was, or there is none.
 */
export function addEnvFile(env: Record<string, string | undefined>, path = '.env'): string | null {
  try {
    const said = parseEnv(readFileSync(path, 'utf8'));
    for (const [name, value] of Object.entries(said)) env[name] ??= value;
    return null;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ENOENT') return null;
    return `${path} is there, but cannot be read (${code || String(error)}). Let the user who runs Quell read it, or move it away.`;
  }
}
