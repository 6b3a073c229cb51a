import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Needed } from './needed.ts';

/** Where Debian puts each version, in a folder `15/bin`. */
const DEBIAN = '/usr/lib/postgresql';

/** The folder of PostgreSQL's programs: of Debian's newest version, or one of `PATH`. */
export function installedPostgres(): Needed<string> {
  const path = (process.env['PATH'] ?? '').split(delimiter);
  const bin = [...debianFolders(), ...path].find((folder) =>
    ['initdb', 'postgres'].every((program) => existsSync(join(folder, program))),
  );
  if (bin) return { there: bin };
  return {
    missing: 'set POSTGRES_URL, or install PostgreSQL, on Debian by `apt install postgresql`',
  };
}

function debianFolders(): readonly string[] {
  if (!existsSync(DEBIAN)) return [];
  const versions = readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a));
  return versions.map((version) => join(DEBIAN, version, 'bin'));
}

/** A user and group by number. */
export interface User {
  readonly uid: number;
  readonly gid: number;
}

/** As whom PostgreSQL runs: null, as who runs the tests; `nobody` in place of root, whom it refuses. */
export function postgresUser(): User | null {
  if (process.getuid?.() !== 0) return null;
  const line = /^nobody:[^:]*:(\d+):(\d+):/m.exec(readFileSync('/etc/passwd', 'utf8'));
  return { uid: Number(line?.[1] ?? 65534), gid: Number(line?.[2] ?? 65534) };
}

/** A command as this user runs it. */
export function asUser(user: User | null, file: string, args: readonly string[]): string[] {
  if (!user) return [file, ...args];
  return ['setpriv', `--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups', file, ...args];
}
