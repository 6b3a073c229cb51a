import { fault, type Said, warning, well } from '../finding.ts';

const MIB = 1024 ** 2;
const LITTLE = 1024 * MIB;
const TOO_LITTLE = 128 * MIB;

/** Whether so many free bytes are enough to keep what comes in. */
export function spaceSaid(free: number): Said {
  const shown = `${sizeOf(free)} of disk are free`;
  if (free < TOO_LITTLE) return fault(`${shown}: soon nothing can be stored.`, FREE);
  if (free < LITTLE) return warning(`${shown}.`, FREE);
  return well(shown);
}

const FREE =
  'Free some space where the database is, or move it: a full disk makes Quell answer 503 to senders.';

/** For people: `12 MB`, `3.4 GB`. */
export function sizeOf(bytes: number): string {
  if (bytes < MIB) return `${Math.ceil(bytes / 1024)} kB`;
  if (bytes < 1024 * MIB) return `${Math.round(bytes / MIB)} MB`;
  const gibs = bytes / MIB / 1024;
  return `${gibs < 10 ? gibs.toFixed(1) : Math.round(gibs)} GB`;
}
