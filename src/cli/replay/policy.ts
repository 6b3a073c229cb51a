import { type ConfigLocation, loadSettings } from '../../config/load.ts';
import { showFaults } from '../../config/show.ts';
import type { Policy } from '../../domain/policy.ts';
import type { Instant } from '../../domain/time.ts';
import type { Console } from '../command.ts';
import { lookOf } from '../look.ts';

/** What a configuration file says about deciding; null where it is faulty, after every fault was told. */
export function policyIn(location: ConfigLocation, console: Console, now: Instant): Policy | null {
  const loading = loadSettings(location, console.env, now);
  if ('settings' in loading) return loading.settings.policy;
  if ('unreadable' in loading) console.err(`${loading.unreadable}\n`);
  else {
    const look = lookOf(console, process.stderr.isTTY);
    console.err(`${showFaults(location.path, loading.faults, look)}\n`);
  }
  return null;
}
