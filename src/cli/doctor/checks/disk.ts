import { statfs } from 'node:fs/promises';
import type { Check } from '../check.ts';
import { spaceSaid } from '../database/space.ts';
import { nearestFolder } from '../database/sqlite.ts';

/** Whether the disk with the database has room; how much that of a server has, it does not tell. */
export const disk: Check = {
  name: 'disk',
  section: 'This machine',
  async look({ machine }) {
    if (!('config' in machine) || machine.config.database.kind !== 'sqlite') return [];
    const { bavail, bsize } = await statfs(nearestFolder(machine.config.database.path));
    return [spaceSaid(bavail * bsize)];
  },
};
