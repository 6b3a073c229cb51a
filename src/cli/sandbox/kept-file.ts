import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { type Kept, readKept } from '../../sandbox/keeping/kept.ts';

/** Others on the machine need not read tokens. */
const SECRET_MODE = 0o600;

/** What this file keeps; null: there is none yet. Else a sentence that says why it cannot be taken. */
export function readKeptFile(path: string): { readonly kept: Kept | null } | { fault: string } {
  try {
    const kept = readKept(readFileSync(path, 'utf8'));
    return kept ? { kept } : { fault: foreignFault(path) };
  } catch (error) {
    const code = codeOf(error);
    return code === 'ENOENT' ? { kept: null } : { fault: unreadFault(path, code) };
  }
}

/** Puts it there, whole or not at all. Answers why that cannot be, as a sentence; null: it was done. */
export function writeKeptFile(path: string, kept: Kept): string | null {
  const beside = `${path}.new`;
  try {
    writeFileSync(beside, `${JSON.stringify(kept, null, 1)}\n`, { mode: SECRET_MODE });
    renameSync(beside, path);
    return null;
  } catch (error) {
    return unwrittenFault(path, codeOf(error));
  }
}

const foreignFault = (path: string) =>
  `${path} holds something else than a workspace of quell sandbox, and is left as it is. Name another file; where there is none, a new workspace is kept in it.`;

const unreadFault = (path: string, code: string) =>
  `${path} is there, but cannot be read (${code}). Let the user who runs this read it, or name another file.`;

const unwrittenFault = (path: string, code: string) =>
  `${path} cannot be written (${code}), so that this workspace is not kept. Name a file in a folder that is there, which this user may write.`;

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
