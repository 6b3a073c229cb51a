#!/usr/bin/env node
import { EXIT } from './cli/command.ts';
import { runCommandLine } from './cli/index.ts';

try {
  process.exitCode = await runCommandLine(process.argv.slice(2), {
    env: process.env,
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
  });
} catch (error) {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`Quell stopped because of a fault of its own:\n${text}\n`);
  process.exitCode = EXIT.internal;
}
