import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

/** How a command is run with a folder as its whole file system. */
export interface Inside {
  readonly root: string;
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  /** `uid:gid`. */
  readonly user: string;
  /** Nothing can be written but /tmp and these folders. */
  readonly writable: 'all' | readonly string[];
}

/** Whether that can be done here. */
export const CAN_CHANGE_ROOT = process.getuid?.() === 0 && existsSync('/usr/bin/unshare');

const MOUNTED = ['usr', 'etc', 'dev', 'root'];
const LINKED = ['bin', 'sbin', 'lib', 'lib64'];

/** An empty file system, with room for the programs of this machine. */
export function emptyRoot(root: string): void {
  for (const name of [...MOUNTED, 'proc', 'tmp']) mkdirSync(join(root, name), { recursive: true });
  for (const name of LINKED) symlinkSync(`usr/${name}`, join(root, name));
}

/** Runs a command to its end. */
export function runInside(inside: Inside, command: readonly string[]): SpawnSyncReturns<string> {
  const args = argumentsFor(inside, command);
  return spawnSync(UNSHARE, args, { encoding: 'utf8', env: inside.env });
}

/** The program that gives a process mounts of its own, which end with it. */
export const UNSHARE = '/usr/bin/unshare';

/** What that program takes to run a command; its process becomes the command's. */
export function argumentsFor(inside: Inside, command: readonly string[]): readonly string[] {
  const { root, folder, user } = inside;
  const script = [
    'set -e',
    `cd ${root}`,
    'mount --bind . .',
    // Only so does this shell see what it has just mounted.
    `cd ${root}`,
    ...MOUNTED.map((name) => `mount --rbind /${name} ${name}`),
    'mount -t proc proc proc',
    ...readOnly(inside),
    `exec chroot --userspec=${user} . /bin/sh -c 'cd ${folder} && exec "$@"' sh "$@"`,
  ].join('\n');
  return ['--mount', '--', '/bin/sh', '-c', script, 'sh', ...command];
}

function readOnly({ writable }: Inside): readonly string[] {
  if (writable === 'all') return [];
  return [
    ...writable.map((name) => `mount --bind .${name} .${name}`),
    'mount -t tmpfs tmpfs tmp',
    'mount -o remount,bind,ro .',
  ];
}
