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
import { sentence } from './bot/saying.ts';
import { type Tried, tryExamples } from './check/examples.ts';
import { faultsText, triedText } from './check/examples-text.ts';
import { type CliCommand, type Console, EXIT } from './command.ts';
import { lookOf } from './look.ts';
import { summary } from './summary/summary.ts';

/** `quell check`: whether a configuration file is well, and what it means. */
export const check: CliCommand = {
  name: 'check',
  summary: 'validates a configuration file, and says what it means',
  help: `Usage: quell check [FILE] [--json]

Reads FILE, else the file that QUELL_CONFIG names, else quell.yml, and prints
every fault in it with its line, what was expected, and a line that would be
right; or, where it is well, what it means, and what the mappings of its sources
make of their examples. Nothing is started.

  --config FILE   names the file, as for quell replay
  --json          prints one JSON object: file, ok, faults, warnings, and the
                  policy and examples where it is well

Variables such as \${PROM_KEY} are taken from the environment.
Exit codes: 0 well, 1 a fault, 2 wrong usage.`,
  async run(args, console) {
    const asked = argumentsOf(args);
    if ('fault' in asked) {
      console.err(sentence(`${asked.fault} See quell check --help.`));
      return EXIT.usage;
    }
    const location = locationOf(console.env['QUELL_CONFIG'] || null, asked.file);
    const loading = loadSettings(location, console.env, systemClock.now());
    const checked = { loading, tried: await triedIn(loading, location), location };
    return asked.json ? sayJson(checked, console) : say(checked, console);
  },
};

interface Asked {
  readonly file: string | undefined;
  readonly json: boolean;
}

function argumentsOf(args: readonly string[]): Asked | { readonly fault: string } {
  const options = {
    json: { type: 'boolean', default: false },
    config: { type: 'string' },
  } as const;
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const files = [...positionals, ...(values.config === undefined ? [] : [values.config])];
    const [file, ...more] = files;
    if (more.length > 0)
      return { fault: `quell check takes one file, but got: ${files.join(' ')}.` };
    return { file, json: values.json };
  } catch (error) {
    if (error instanceof TypeError) return { fault: `${error.message.split('. ')[0]}.` };
    throw error;
  }
}

interface Checked {
  readonly loading: Loading;
  readonly tried: readonly Tried[];
  readonly location: ConfigLocation;
}

async function triedIn(loading: Loading, { path }: ConfigLocation): Promise<readonly Tried[]> {
  return 'settings' in loading ? tryExamples(loading.settings, path) : [];
}

function say({ loading, tried, location: { path } }: Checked, console: Console): number {
  if ('unreadable' in loading) {
    console.err(sentence(loading.unreadable));
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
  const faults = faultsText(tried);
  if (faults !== '') {
    console.err(faults);
    return EXIT.fault;
  }
  console.out(`${headOf(path, loading)}\n\n${summary(loading.settings)}\n${triedText(tried)}`);
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

function sayJson({ loading, tried, location }: Checked, console: Console): number {
  const { path: file } = location;
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
  const ok = tried.every(({ isWell }) => isWell);
  const warnings = loading.warnings.map(jsonOf);
  answer({ ok, faults: [], warnings, policy, ...(tried.length > 0 && { examples: tried }) });
  return ok ? EXIT.well : EXIT.fault;
}

function jsonOf({ line, column, path, wrong, expected, example }: Fault) {
  return { line, column, path, message: wrong, expected, example };
}
