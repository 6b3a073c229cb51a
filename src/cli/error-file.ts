import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { LineFile } from '../error-log.ts';

/** Opens a file for appending; it and its folder are made where there are none. */
export async function openLines(path: string): Promise<LineFile> {
  await mkdir(dirname(path), { recursive: true });
  // Errors may tell of people: others on the machine need not read them.
  const file = await open(path, 'a', 0o640);
  return { append: (text) => file.appendFile(text), close: () => file.close() };
}
