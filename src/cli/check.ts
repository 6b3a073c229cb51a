import { parseArgs } from 'node:util';
import { systemClock } from '../clock.ts';
import type { Fault } from '../config/fault.ts';
import {
  type ConfigLocation,
  type Loaded,
  type Loading,
  loadSettings,
  locationOf,
} from '../config/load.ts';
import { showFaults } from '../config/show.ts';
import { type CliCommand, type Console, EXIT } from './command.ts';
import { lookOf } from './look.ts';
import { summary } from './summary/summary.ts';

/** `quell check`: whether a configuration file is well, and what it means. */
export const check: CliCommand = {
  name: 'check',
  summary: 'validates a configuration file, and says what it means',
  help: `Usage: quell check [FILE] [--json]

Reads FILE, else the file that QUELL_CONFIG names, else quell.yml, and prints every fault in it with its line,
what was expected, and a line that would be right; or, where it is well, what it means. Nothing is started.

  --json   prints one JSON object: file, ok, faults, warnings, and the policy where it is well

Variables such as \${PROM_KEY} are taken from the environment. Exit codes: 0 well, 1 a fault, 2 wrong usage.`,
  async run(args, console) {
    const asked = argumentsOf(args);
    if ('fault' in asked) {
      console.err(`${asked.fault} See quell check --help.\n`);
      return EXIT.usage;
    }
    const location = locationOf(asked.file ?? (console.env['QUELL_CONFIG'] || null));
    const loading = loadSettings(location, console.env, systemClock.now());
    return asked.json ? sayJson(loading, location, console) : say(loading, location, console);
  },
};

interface Asked {
  readonly file: string | undefined;
  readonly json: boolean;
}

function argumentsOf(args: readonly string[]): Asked | { readonly fault: string } {
  const options = { json: { type: 'boolean', default: false } } as const;
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [file, ...more] = positionals;
    if (more.length > 0)
      return { fault: `quell check takes one file, but got: ${positionals.join(' ')}.` };
    return { file, json: values.json };
  } catch (error) {
    if (error instanceof TypeError) return { fault: `${error.message.split('. ')[0]}.` };
    throw error;
  }
}

function say(loading: Loading, { path }: ConfigLocation, console: Console): number {
  if ('unreadable' in loading) {
    console.err(`${loading.unreadable}\n`);
    return EXIT.fault;
  }
  const look = lookOf(console, process.stderr.isTTY);
  if ('faults' in loading) {
    console.err(`${showFaults(path, loading.faults, look)}\n${countOf(loading.faults)}\n`);
    return EXIT.fault;
  }
  if (loading.warnings.length > 0) {
    console.err(`${showFaults(path, loading.warnings, look)}\nOnly warnings: the file holds.\n\n`);
  }
  console.out(`${headOf(path, loading)}\n\n${summary(loading.settings)}\n`);
  return EXIT.well;
}

function headOf(path: string, { written }: Loaded): string {
  return written === undefined
    ? `There is no ${path} here: the built-in defaults hold.`
    : `${path} is well. This is what it means.`;
}

/** How many faults there are, at the end, where people look first. */
export function countOf({ length }: readonly Fault[]): string {
  return length === 1 ? '1 fault.' : `${length} faults.`;
}

function sayJson(loading: Loading, { path: file }: ConfigLocation, console: Console): number {
  const answer = (fields: object) =>
    console.out(`${JSON.stringify({ file, ...fields }, null, 2)}\n`);
  if ('unreadable' in loading) {
    answer({ ok: false, faults: [{ message: loading.unreadable }], warnings: [] });
    return EXIT.fault;
  }
  if ('faults' in loading) {
    answer({ ok: false, faults: loading.faults.map(jsonOf), warnings: [] });
    return EXIT.fault;
  }
  const { policy } = loading.settings;
  answer({ ok: true, faults: [], warnings: loading.warnings.map(jsonOf), policy });
  return EXIT.well;
}

function jsonOf({ line, column, path, wrong, expected, example }: Fault) {
  return { line, column, path, message: wrong, expected, example };
}
