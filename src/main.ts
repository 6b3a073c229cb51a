#!/usr/bin/env node
import { EXIT } from './cli/command.ts';
import { addEnvFile } from './cli/env-file.ts';
import { runCommandLine } from './cli/index.ts';
import { endWhenUnread } from './cli/unread.ts';

endWhenUnread([process.stdout, process.stderr], process.exit);

const unreadable = addEnvFile(process.env);
if (unreadable !== null) {
  process.stderr.write(`${unreadable}\n`);
  process.exit(EXIT.fault);
}

try {
  const code = await runCommandLine(process.argv.slice(2), {
    env: process.env,
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
  });
  // What still hangs (a request that never ends, a call that Slack does not answer) must not keep the process.
  process.exit(code);
} catch (error) {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`Quell stopped because of a fault of its own:\n${text}\n`);
  process.exit(EXIT.internal);
}
