import type { Environment } from '../../src/config/environment.ts';
import type { Fault } from '../../src/config/fault.ts';
import { readSettings } from '../../src/config/read.ts';
import type { Settings } from '../../src/config/settings.ts';
import { type Instant, instant } from '../../src/domain/time.ts';

/** When these tests take place. */
export const NOW: Instant = instant(Date.parse('2026-03-02T12:00:00Z'));

/** Reads a text as `quell.yml`. */
export function reading(text: string, environment: Environment = {}) {
  return readSettings(text, { name: 'quell.yml', environment, now: NOW });
}

/** What a text means that has no fault. */
export function settingsOf(text: string, environment: Environment = {}): Settings {
  const read = reading(text, environment);
  if ('faults' in read) throw new Error(JSON.stringify(read.faults, null, 2));
  return read.settings;
}

/** The faults of a text that has some. */
export function faultsOf(text: string, environment: Environment = {}): readonly Fault[] {
  const read = reading(text, environment);
  return 'faults' in read ? read.faults : [];
}

/** What is worth a word in a text that has no fault. */
export function warningsOf(text: string): readonly Fault[] {
  const read = reading(text);
  if ('faults' in read) throw new Error(JSON.stringify(read.faults, null, 2));
  return read.warnings;
}
