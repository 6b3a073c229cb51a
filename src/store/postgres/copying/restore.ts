import type { Change, Scope } from '../../../domain/decision.ts';
import type { SourceHabit } from '../../../domain/source-habit.ts';
import { NO_ROWS } from '../../../engine/scope.ts';
import type { Kept, Kind, Restorable } from '../../dump.ts';
import { HABIT_COLUMNS } from '../../habits.ts';
import type { Store } from '../../store.ts';
import type { Database, Query, Value } from '../database.ts';
import { encodeText } from '../text.ts';
import { insertRecordings } from '../update/numbered.ts';
import { dumpPage } from './dump.ts';

/** What a database can take over from another store, and give to compare. */
export function copying({ query, transaction }: Database, update: Store['update']): Restorable {
  return {
    dump: (kind, after, limit) => dumpPage(query, kind, after, limit),
    async restore(kept) {
      const changes = kept.filter(isChange);
      if (changes.length > 0) {
        const scope = scopeOf(changes);
        await update(
          () => scope,
          () => ({ changes, outcomes: [] }),
        );
      }
      if (changes.length < kept.length) await transaction((run) => restoreOthers(run, kept));
    },
  };
}

/** What decisions change, apart from recordings: those are not to be folded a second time. */
type OneOf = Exclude<Change, { readonly type: 'recorded' | 'timer-off' }>;

const OTHERS: ReadonlySet<Kind> = new Set(['recorded', 'setting', 'last-number', 'habit']);

function isChange(kept: Kept): kept is OneOf {
  return !OTHERS.has(kept.type);
}

/** The rows that are there already are replaced, so that they have to be known. */
function scopeOf(changes: readonly OneOf[]): Scope {
  return {
    ...NO_ROWS,
    alertKeys: changes.flatMap((change) => (change.type === 'alert' ? change.alert.key : [])),
    incidents: changes.flatMap(subjectOf),
    silences: changes.flatMap((change) => (change.type === 'silence' ? change.silence.id : [])),
    errorGroups: changes.flatMap(errorGroupOf),
    timers: changes.flatMap((change) => (change.type === 'timer' ? change.timer : [])),
  };
}

function errorGroupOf(change: OneOf): readonly string[] {
  if (change.type === 'error-group') return [change.group.id];
  return change.type === 'error-sample' ? [change.sample.group] : [];
}

/** The id of the incident, storm or notice that it is, or is about. */
function subjectOf(change: OneOf): readonly string[] {
  switch (change.type) {
    case 'incident':
      return [change.incident.id];
    case 'storm':
      return [change.storm.id];
    case 'notice':
      return [change.notice.id];
    case 'delivery':
      return [change.delivery.subject];
    default:
      return [];
  }
}

async function restoreOthers(query: Query, kept: readonly Kept[]): Promise<void> {
  const recordings = kept.flatMap((each) => (each.type === 'recorded' ? each.recording : []));
  await insertRecordings(query, recordings);
  for (const each of kept) {
    if (each.type === 'last-number') await query(RAISE, [each.number]);
    if (each.type === 'habit') await query(HABIT, habitValues(each.habit));
    if (each.type === 'setting') {
      await query(SET, [encodeText(each.name), encodeText(each.value)]);
    }
  }
}

const RAISE = 'UPDATE numbering SET last = greatest(last, $1::bigint)';
const SET = `INSERT INTO setting (name, value) VALUES ($1, $2)
  ON CONFLICT (name) DO UPDATE SET value = excluded.value`;
const HABIT = `INSERT INTO source_habit (${HABIT_COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
  ON CONFLICT (name) DO UPDATE SET first_at = excluded.first_at, last_at = excluded.last_at,
    at_rest = excluded.at_rest, longest_pause = excluded.longest_pause, deaf = excluded.deaf,
    silent_since = excluded.silent_since, back_at = excluded.back_at`;

function habitValues(habit: SourceHabit): readonly Value[] {
  const { name, firstAt, lastAt, atRest, longestPause, deaf, silentSince, backAt } = habit;
  return [encodeText(name), firstAt, lastAt, atRest, longestPause, deaf, silentSince, backAt];
}
