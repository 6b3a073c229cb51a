import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Instant } from '../domain/time.ts';
import { DEFAULT_SETTINGS } from './build/settings.ts';
import type { Environment } from './environment.ts';
import type { Fault } from './fault.ts';
import { readSettings } from './read.ts';
import type { Settings } from './settings.ts';

/** Where the configuration file is looked for where nothing names one. */
export const USUAL_FILE = 'quell.yml';

/** Which file is read. */
export interface ConfigLocation {
  /** As it was given, from the working directory. */
  readonly path: string;
  /** Whether it must be there. */
  readonly isNamed: boolean;
  /** Set: it was named on the command line. */
  readonly isArgument?: boolean;
}

/** The file of the command line, else the one that the environment names, or else the usual one. */
export function locationOf(named: string | null, argument?: string): ConfigLocation {
  if (argument !== undefined) return { path: argument, isNamed: true, isArgument: true };
  return { path: named ?? USUAL_FILE, isNamed: named !== null };
}

/** Settings with the text that they were read from. */
export interface Loaded {
  readonly settings: Settings;
  readonly warnings: readonly Fault[];
  /** The values as they are written; undefined where there is no file. */
  readonly written: unknown;
}

/** What came of a file: settings, faults in its text, or why it could not be read, as a sentence. */
export type Loading =
  | Loaded
  | { readonly faults: readonly Fault[] }
  | { readonly unreadable: string };

/** Reads a configuration file; where none is named and the usual one is not there, the defaults. */
export function loadSettings(
  location: ConfigLocation,
  environment: Environment,
  now: Instant,
): Loading {
  const { path, isNamed } = location;
  if (!isNamed && !existsSync(path)) {
    return { settings: DEFAULT_SETTINGS, warnings: [], written: undefined };
  }
  const read = textOf(location);
  if ('unreadable' in read) return read;
  return readSettings(read.text, { name: basename(path), environment, now });
}

/** More than a mebibyte is no configuration. */
const LARGEST = 1_048_576;

function textOf(
  location: ConfigLocation,
): { readonly text: string } | { readonly unreadable: string } {
  const { path } = location;
  try {
    const bytes = readFileSync(path);
    if (bytes.length > LARGEST)
      return { unreadable: `${path} is larger than 1 MiB: it is no configuration file.` };
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch (error) {
    return { unreadable: whyUnreadable(error, location) };
  }
}

/** Why the file cannot be had, and what to do. */
export function whyUnreadable(
  error: unknown,
  { path, isArgument = false }: Pick<ConfigLocation, 'path' | 'isArgument'>,
): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return isArgument
        ? `There is no file ${path}. Correct the path: it begins at the folder in which quell runs.`
        : `There is no configuration file ${path}. Create it, or unset QUELL_CONFIG for the defaults.`;
    case 'EACCES':
      return `The configuration file ${path} may not be read by this user. Change its permissions.`;
    case 'EISDIR':
      return isArgument
        ? `${path} is a folder. Name a file, such as ${path}/quell.yml.`
        : `${path} is a folder. QUELL_CONFIG must name a file, such as ${path}/quell.yml.`;
    case 'ERR_ENCODING_INVALID_ENCODED_DATA':
      return `The configuration file ${path} is not text in UTF-8.`;
    default:
      return `The configuration file ${path} cannot be read: ${String(error)}.`;
  }
}
