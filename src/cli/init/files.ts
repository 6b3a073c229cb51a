import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';

/** A file as it is to be. */
export interface Planned {
  /** As people know it. */
  readonly name: string;
  readonly path: string;
  /** Null: there is none. */
  readonly before: string | null;
  readonly after: string;
  readonly mode: number;
}

/** The text of a file; null where there is none. */
export function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw new Unwritable(path, error);
  }
}

/** A file cannot be read or written; the message says why. */
export class Unwritable extends Error {
  constructor(path: string, cause: unknown) {
    const why = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    super(
      `${path} cannot be written here (${why}): nothing was written. Run quell init in a folder that you may write.`,
      { cause },
    );
    this.name = 'Unwritable';
  }
}

/** Writes all of them or none: each beside its place first, then all into their places. */
export function writeAll(files: readonly Planned[]): void {
  const written: string[] = [];
  try {
    for (const { path, after, mode } of files) {
      written.push(besides(path));
      writeFileSync(besides(path), after, { mode });
    }
    for (const { path } of files) renameSync(besides(path), path);
  } catch (error) {
    throw new Unwritable(files[written.length - 1]?.path ?? '', error);
  } finally {
    for (const path of written) rmSync(path, { force: true });
  }
}

function besides(path: string): string {
  return `${path}.${process.pid}.new`;
}
