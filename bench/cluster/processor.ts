import { readFileSync } from 'node:fs';

/** Linux counts processor time in hundredths of a second. */
const MICROSECONDS_A_TICK = 10_000;

const USER = 11;
const SYSTEM = 12;
const CHILDREN = [13, 14];

/** The processor time of these processes so far, in microseconds. */
export function processorTime(pids: readonly number[]): number {
  return MICROSECONDS_A_TICK * pids.reduce((sum, pid) => sum + ticks(pid, [USER, SYSTEM]), 0);
}

/** The same of a process with all that it started, those that ended included. */
export function processorTimeOfTree(pid: number): number {
  const own = MICROSECONDS_A_TICK * ticks(pid, [USER, SYSTEM, ...CHILDREN]);
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return own + processorTime(children.split(' ').filter(Boolean).map(Number));
}

function ticks(pid: number, fields: readonly number[]): number {
  const all = statOf(pid);
  return fields.reduce((sum, field) => sum + Number(all[field] ?? 0), 0);
}

function statOf(pid: number): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  } catch {
    // It ended since it was listed; what it used is counted with its parent from now on.
    return [];
  }
}

/** The memory that a process holds, in MiB. */
export function residentMemory(pid: number): number {
  const kib = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Math.round(Number(kib) / 1_024);
}
