import type { Database, Statement } from 'better-sqlite3';
import type { ErrorGroup, ErrorGroupId } from '../../../domain/error-group.ts';
import { groupText } from '../../errors.ts';
import type { ErrorGroupQuery } from '../../store.ts';
import { encodeText } from '../text.ts';
import { type Conditions, condition, ifGiven, Lists } from './conditions.ts';

/** What is read of an error group. */
export interface ErrorGroupRow {
  readonly content: string;
}

/** The table `error_group`. */
export class ErrorGroupRows {
  readonly #byId: Statement<[string], ErrorGroupRow>;
  readonly #mergedInto: Statement<[string], ErrorGroupRow>;
  readonly #lists: Lists<ErrorGroupRow>;
  readonly #save: Statement<unknown[]>;

  constructor(db: Database) {
    const select = 'SELECT content FROM error_group';
    this.#byId = db.prepare(`${select} WHERE id = ?`);
    this.#mergedInto = db.prepare(
      `${select} WHERE merged_into = ? AND merged_why = 'person' ORDER BY id`,
    );
    this.#lists = new Lists(db, select, 'ORDER BY last_seen_at DESC, id DESC LIMIT ?');
    this.#save = db.prepare(`
      INSERT INTO error_group VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE
      SET project = excluded.project, merged_into = excluded.merged_into, merged_why = excluded.merged_why,
        level = excluded.level, first_release = excluded.first_release, last_release = excluded.last_release,
        environments = excluded.environments, incident = excluded.incident, last_seen_at = excluded.last_seen_at,
        search = excluded.search, content = excluded.content`);
  }

  byId(id: ErrorGroupId): ErrorGroup | undefined {
    const row = this.#byId.get(encodeText(id));
    return row && readErrorGroup(row);
  }

  /** Those that a person merged into it, by id. */
  mergedInto(id: ErrorGroupId): readonly ErrorGroup[] {
    return this.#mergedInto.all(encodeText(id)).map(readErrorGroup);
  }

  /** The one that came last first. */
  find(query: ErrorGroupQuery): readonly ErrorGroup[] {
    return this.#lists.find(conditionsOf(query), query.limit).map(readErrorGroup);
  }

  save(group: ErrorGroup): void {
    this.#save.run(
      encodeText(group.id),
      encodeText(group.project),
      group.mergedInto && encodeText(group.mergedInto),
      group.mergedWhy,
      group.level,
      encodeText(group.firstRelease),
      encodeText(group.lastRelease),
      JSON.stringify(group.environments.map(encodeText)),
      group.incident,
      group.lastSeenAt,
      encodeText(groupText(group)),
      JSON.stringify(group),
    );
  }
}

function conditionsOf(query: ErrorGroupQuery): Conditions {
  const { project, environment, level, release, text, since, after } = query;
  const sought = release && encodeText(release);
  return [
    // Word for word as in the index `error_group_of_project`, or it would not be used.
    condition('merged_into IS NULL'),
    ifGiven('project = ?', project && encodeText(project)),
    ifGiven(
      'EXISTS (SELECT 1 FROM json_each(environments) WHERE value = ?)',
      environment && encodeText(environment),
    ),
    ifGiven('level = ?', level),
    sought === undefined
      ? undefined
      : condition('(first_release = ? OR last_release = ?)', sought, sought),
    ifGiven('instr(search, ?) > 0', text && encodeText(text.toLowerCase())),
    ifGiven('last_seen_at >= ?', since),
    after && condition('(last_seen_at, id) < (?, ?)', after.lastSeenAt, encodeText(after.id)),
  ];
}

/** The error group that a row holds. */
export function readErrorGroup({ content }: ErrorGroupRow): ErrorGroup {
  // The guarantee: `save` wrote it from an error group.
  return JSON.parse(content);
}
