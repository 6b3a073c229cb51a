import { closeSync, fdatasyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { newFolder } from '../test/programs/support/program.ts';
import { median } from './table.ts';

const SYNCS = 200;

/** What the figures were measured on, in a sentence. */
export function machine(): string {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 1_024 ** 3);
  const system = /PRETTY_NAME="(.+)"/.exec(readFileSync('/etc/os-release', 'utf8'))?.[1];
  const parts = [
    `${cpus().length} × ${cpu?.model ?? 'unknown'}, ${memory} GiB, ${system}, Node.js ${process.version}`,
    `waiting for the disk (4 KiB written, then fdatasync) takes ${syncTime().toFixed(2)} ms`,
    `load average ${loadavg()[0]?.toFixed(1)} before the run`,
  ];
  return `Measured on ${parts.join('; ')}.`;
}

/** How long the disk needs to keep something, in milliseconds. */
function syncTime(): number {
  const folder = newFolder();
  const file = openSync(join(folder.path, 'sync'), 'w');
  const block = Buffer.alloc(4_096);
  const times = Array.from({ length: SYNCS }, () => {
    writeSync(file, block);
    const begin = performance.now();
    fdatasyncSync(file);
    return performance.now() - begin;
  });
  closeSync(file);
  folder.remove();
  return median(times);
}
