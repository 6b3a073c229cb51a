import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';

/** That another process has the file, and which one where that is to be found out. */
export function inUseFault(path: string, locks?: string): string {
  const holder = holderOf(path, locks);
  const who = holder === null ? 'another process' : `process ${holder}`;
  return `The database ${path} is in use by ${who}, most likely another Quell. Stop that one, or set DATABASE_URL to another path.`;
}

/**
 * The id of the process that holds a lock on the file; null: nobody tells. Linux lists them
 * (https://man7.org/linux/man-pages/man5/proc_locks.5.html), but not those of processes that this one may not see, as from
 * within a container; other systems have no such list.
 */
function holderOf(path: string, locks = '/proc/locks'): number | null {
  try {
    const file = identityOf(path);
    const holders = readFileSync(locks, 'utf8')
      .split('\n')
      .map((line) => /^\d+: POSIX +ADVISORY +(?:READ|WRITE) +([1-9]\d*) +(\S+) /.exec(line));
    const found = holders.find((each) => each?.[2] === file);
    return found ? Number(found[1]) : null;
  } catch {
    // It only makes a sentence more helpful.
    return null;
  }
}

/** As the list has it: the device in two hexadecimal numbers, and the inode. */
function identityOf(path: string): string {
  const { dev, ino } = statSync(resolve(path), { bigint: true });
  // How the C library puts the two into one: https://man7.org/linux/man-pages/man3/makedev.3.html
  const major = ((dev >> 8n) & 0xfffn) | ((dev >> 32n) & 0xfffff000n);
  const minor = (dev & 0xffn) | ((dev >> 12n) & 0xffffff00n);
  return `${hex(major)}:${hex(minor)}:${ino}`;
}

function hex(n: bigint): string {
  return n.toString(16).padStart(2, '0');
}
