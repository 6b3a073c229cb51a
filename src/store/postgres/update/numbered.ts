import type { Recording } from '../../../domain/recording.ts';
import type { Query } from '../database.ts';
import { oneRow } from '../one-row.ts';
import type { Numbered } from '../rows/recordings.ts';
import { saveRecordings } from './save.ts';

/** So many places of recordings are taken at a time. */
const BLOCK = 2 ** 14;

/** Gives recordings their places, in order; `first` is a block that was taken already. */
export async function numbered(
  query: Query,
  recordings: readonly Recording[],
  first?: number,
): Promise<readonly Numbered[]> {
  const blocks = first === undefined ? [] : [first];
  while (blocks.length * BLOCK < recordings.length) blocks.push(await nextBlock(query));
  return recordings.map((recording, index) => ({
    id: (blocks[Math.floor(index / BLOCK)] ?? 0) * BLOCK + (index % BLOCK),
    recording,
  }));
}

async function nextBlock(query: Query): Promise<number> {
  const block = `SELECT nextval('recording_block') AS block`;
  return oneRow(await query<{ block: number }>(block, [])).block;
}

/** Writes recordings behind all others. */
export async function insertRecordings(
  query: Query,
  recordings: readonly Recording[],
): Promise<void> {
  await saveRecordings(query, await numbered(query, recordings));
}
