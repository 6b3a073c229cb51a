import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { expect } from 'vitest';

/** Compares what came out with its reviewed file; where UPDATE_GOLDEN is set, writes the file if it says something else. */
export function expectGolden(path: string, outcome: unknown): void {
  const there = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
  if (process.env['UPDATE_GOLDEN'] && !isDeepStrictEqual(outcome, there)) {
    writeFileSync(path, `${JSON.stringify(outcome, null, 2)}\n`);
    return;
  }
  expect(outcome, `${path} (UPDATE_GOLDEN=1 writes it)`).toEqual(there);
}
