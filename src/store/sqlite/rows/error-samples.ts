import type { Database, Statement } from 'better-sqlite3';
import type { ErrorEvent, EventId } from '../../../domain/error-event.ts';
import type { ErrorSample } from '../../../domain/error-group.ts';
import { instant } from '../../../domain/time.ts';
import { eventText, namesOf } from '../../errors.ts';
import type { ErrorSampleQuery } from '../../store.ts';
import { type PackedText, packedText, unpackedText } from '../packed.ts';
import { decodeText, encodeText } from '../text.ts';
import { type Condition, type Conditions, condition, ifGiven, Lists } from './conditions.ts';

/** What is read of an event. */
export interface ErrorSampleRow extends PlaceRow, PackedText {
  readonly keepsake: ErrorSample['keepsake'];
}

interface PlaceRow {
  readonly group_id: string;
  readonly slot: number;
  readonly received_at: number;
}

/** Where an event stands in a list. */
type Place = Pick<ErrorSample, 'group' | 'slot' | 'receivedAt'>;

/** The columns of an `ErrorSampleRow`. */
export const SAMPLE_COLUMNS = 'group_id, slot, received_at, keepsake, content, packed';

const IN_ORDER = 'ORDER BY received_at DESC, group_id DESC, slot DESC';
/** Of an event that is kept for ever and stands in the ring too, the ring's is left out; another one that says the same is not. */
const ONCE = `(slot < 0 OR NOT EXISTS (SELECT 1 FROM error_sample AS other
  WHERE other.event_id = error_sample.event_id AND other.group_id = error_sample.group_id
    AND other.received_at = error_sample.received_at AND other.slot < 0))`;
const OF_GROUP = `group_id IN (SELECT ? UNION ALL SELECT id FROM error_group WHERE merged_into = ?)`;

/** The table `error_sample`. */
export class ErrorSampleRows {
  readonly #byEvent: Statement<[string], ErrorSampleRow>;
  readonly #placesOf: Statement<[string, string], PlaceRow>;
  readonly #lists: Lists<ErrorSampleRow>;
  readonly #ofGroups: Lists<ErrorSampleRow>;
  readonly #places: Lists<PlaceRow>;
  readonly #save: Statement<unknown[]>;

  constructor(db: Database) {
    const select = `SELECT ${SAMPLE_COLUMNS} FROM error_sample`;
    this.#byEvent = db.prepare(`${select} WHERE event_id = ? AND ${ONCE} ${IN_ORDER} LIMIT 1`);
    this.#placesOf = db.prepare(`
      SELECT group_id, slot, received_at FROM error_sample WHERE event_id = ? AND project = ?`);
    this.#lists = new Lists(db, select, `${IN_ORDER} LIMIT ?`);
    // The few of some groups are put in order, in place of going through all in order; first without their contents.
    const few = 'SELECT rowid FROM error_sample INDEXED BY error_sample_place';
    const tail = `${IN_ORDER} LIMIT ?) ${IN_ORDER}`;
    this.#ofGroups = new Lists(db, `${select} WHERE rowid IN (${few}`, tail);
    const place = 'SELECT received_at, group_id, slot FROM error_sample';
    this.#places = new Lists(db, place, `${IN_ORDER} LIMIT 1 OFFSET ?`);
    this.#save = db.prepare(`
      INSERT INTO error_sample VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (group_id, slot) DO UPDATE SET keepsake = excluded.keepsake,
        received_at = excluded.received_at, event_id = excluded.event_id, project = excluded.project,
        environment = excluded.environment, level = excluded.level, release = excluded.release,
        users = excluded.users, search = excluded.search, content = excluded.content,
        packed = excluded.packed`);
  }

  byEvent(eventId: string): ErrorSample | undefined {
    const row = this.#byEvent.get(encodeText(eventId));
    return row && readErrorSample(row);
  }

  /** Where an event is kept: hardly ever more than a look at the index, where a new one is entered next. */
  placesOf({ project, id }: EventId): readonly Place[] {
    return this.#placesOf.all(encodeText(id), encodeText(project)).map(placeOf);
  }

  /** Those of a group and of what was merged into it. */
  ofGroup(group: string, query: ErrorSampleQuery): readonly ErrorSample[] {
    const id = encodeText(group);
    const conditions = [condition(OF_GROUP, id, id), ...placesOf(query), ...contentsOf(query)];
    return this.#ofGroups.find(conditions, query.limit).map(readErrorSample);
  }

  /** Those down to a place, whatever their group; without one, all. */
  find(query: ErrorSampleQuery, last: Place | undefined): readonly ErrorSample[] {
    const conditions = [last && isFrom('>=', last), ...placesOf(query), ...contentsOf(query)];
    return this.#lists.find(conditions, query.limit).map(readErrorSample);
  }

  /** The place of the event that is so many further down, whatever it says. */
  placeBehind(query: ErrorSampleQuery, count: number): Place | undefined {
    const [row] = this.#places.find(placesOf(query), count - 1);
    return row && placeOf(row);
  }

  save(sample: ErrorSample): void {
    const { group, slot, keepsake, receivedAt, event } = sample;
    const users = namesOf(event);
    const { content, packed } = packedText(JSON.stringify(event));
    this.#save.run(
      encodeText(group),
      slot,
      keepsake,
      receivedAt,
      encodeText(event.id),
      encodeText(event.project),
      encodeText(event.environment),
      event.level,
      encodeText(event.release),
      users.length === 0 ? null : JSON.stringify(users.map(encodeText)),
      encodeText(eventText(event)),
      content,
      packed,
    );
  }
}

/** What an index tells. */
function placesOf({ project, since, before, after }: ErrorSampleQuery): Conditions {
  return [
    ifGiven('project = ?', project && encodeText(project)),
    ifGiven('received_at >= ?', since),
    ifGiven('received_at < ?', before),
    after && isFrom('<', after),
  ];
}

function isFrom(comparison: '<' | '>=', { receivedAt, group, slot }: Place): Condition {
  const sql = `(received_at, group_id, slot) ${comparison} (?, ?, ?)`;
  return condition(sql, receivedAt, encodeText(group), slot);
}

function contentsOf({ environment, level, release, user, text }: ErrorSampleQuery): Conditions {
  return [
    ifGiven('environment = ?', environment && encodeText(environment)),
    ifGiven('level = ?', level),
    ifGiven('release = ?', release && encodeText(release)),
    ifGiven(
      'EXISTS (SELECT 1 FROM json_each(users) WHERE value = ?)',
      user === undefined ? undefined : encodeText(user),
    ),
    ifGiven('instr(search, ?) > 0', text && encodeText(text.toLowerCase())),
    condition(ONCE),
  ];
}

function placeOf({ group_id, slot, received_at }: PlaceRow): Place {
  return { group: decodeText(group_id), slot, receivedAt: instant(received_at) };
}

/** The event that a row holds. */
export function readErrorSample(row: ErrorSampleRow): ErrorSample {
  // The guarantee: `save` wrote it from an event.
  const event: ErrorEvent = JSON.parse(unpackedText(row));
  return { ...placeOf(row), keepsake: row.keepsake, event };
}
