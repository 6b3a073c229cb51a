import type { Database, Statement } from 'better-sqlite3';
import type { Release, ReleaseId } from '../../../domain/error-group.ts';
import { encodeText } from '../text.ts';

/** What is read of a release. */
export interface ReleaseRow {
  readonly content: string;
}

/** The table `project_release`. */
export class ReleaseRows {
  readonly #byId: Statement<[string, string], ReleaseRow>;
  readonly #newestOf: Statement<[string, number], ReleaseRow>;
  readonly #save: Statement<[string, string, number, string]>;

  constructor(db: Database) {
    const select = 'SELECT content FROM project_release';
    this.#byId = db.prepare(`${select} WHERE project = ? AND version = ?`);
    this.#newestOf = db.prepare(
      `${select} WHERE project = ? ORDER BY first_seen_at DESC, version DESC LIMIT ?`,
    );
    this.#save = db.prepare(`
      INSERT INTO project_release VALUES (?, ?, ?, ?) ON CONFLICT (project, version) DO UPDATE
      SET first_seen_at = excluded.first_seen_at, content = excluded.content`);
  }

  byId({ project, version }: ReleaseId): Release | undefined {
    const row = this.#byId.get(encodeText(project), encodeText(version));
    return row && readRelease(row);
  }

  /** The one that was first seen last comes first. */
  newestOf(project: string, limit: number): readonly Release[] {
    return this.#newestOf.all(encodeText(project), limit).map(readRelease);
  }

  save(release: Release): void {
    const { project, version, firstSeenAt } = release;
    const content = JSON.stringify(release);
    this.#save.run(encodeText(project), encodeText(version), firstSeenAt, content);
  }
}

/** The release that a row holds. */
export function readRelease({ content }: ReleaseRow): Release {
  // The guarantee: `save` wrote it from a release.
  return JSON.parse(content);
}
