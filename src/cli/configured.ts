import { systemClock } from '../clock.ts';
import { type EnvironmentConfig, readEnvironment } from '../config/environment.ts';
import {
  type ConfigLocation,
  type Loaded,
  type Loading,
  loadSettings,
  locationOf,
} from '../config/load.ts';
import { showFaults } from '../config/show.ts';
import { listed, sentence } from './bot/saying.ts';
import { countOf } from './check.ts';
import type { Console } from './command.ts';
import { lookOf } from './look.ts';

/** What the program starts with: the environment and the configuration file. */
export interface Configured {
  readonly config: EnvironmentConfig;
  readonly location: ConfigLocation;
  readonly loaded: Loaded;
}

/** Reads all of it; null where there is a fault, after every one was told. */
export function configured(console: Console): Configured | null {
  const reading = readEnvironment(console.env);
  if ('faults' in reading) console.err(listed(reading.faults));
  const location = locationOf(console.env['QUELL_CONFIG'] || null);
  const loading = loadSettings(location, console.env, systemClock.now());
  const complaint = complaintOf(loading, location, console);
  if (complaint !== null) console.err(complaint);
  if ('faults' in reading || !('settings' in loading)) return null;
  return { config: reading.config, location, loaded: loading };
}

function complaintOf(loading: Loading, { path }: ConfigLocation, console: Console): string | null {
  if ('unreadable' in loading) return sentence(loading.unreadable);
  if (!('faults' in loading)) return null;
  const look = lookOf(console, process.stderr.isTTY);
  return `${showFaults(path, loading.faults, look)}\n${sentence(`${countOf(loading.faults)} quell check ${path} shows the same.`)}`;
}
