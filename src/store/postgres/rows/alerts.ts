import type { AlertKey, TrackedAlert } from '../../../domain/alert.ts';
import { instant } from '../../../domain/time.ts';
import { hashOf } from '../hash.ts';
import { decodeText, encodeText } from '../text.ts';
import type { Table } from './table.ts';

interface ContentRow {
  readonly id: string;
  readonly key: string;
  readonly first_seen_at: number;
  readonly content: string;
}

interface StateRow {
  readonly id: string;
  readonly incident: string;
  readonly route: string;
  readonly firing: boolean;
  readonly starts_at: number;
  readonly ends_at: number | null;
  readonly ends_at_is_timeout: boolean;
  readonly last_seen_at: number;
  readonly occurrences: number;
  readonly periods: number;
  readonly more: string | null;
  readonly firing_key: string | null;
}

interface InhibitionRow {
  readonly key: string;
  readonly side: 'by' | 'on';
  readonly alert: string;
}

/** The columns of both tables that `readAlert` needs, `alert` and `alert_state` (as `state`) being joined. */
export const ALERT_COLUMNS = `alert.key, alert.first_seen_at, alert.content, state.incident, state.route, state.firing,
  state.starts_at, state.ends_at, state.ends_at_is_timeout, state.last_seen_at, state.occurrences, state.periods,
  state.more`;

/** An alert with all its columns. */
export type AlertRow = Omit<ContentRow, 'id'> & Omit<StateRow, 'id' | 'firing_key'>;

/** The table `alert`. */
export const ALERTS: Table<ContentRow> = {
  name: 'alert',
  key: ['id'],
  columns: { id: 'uuid', key: 'text', first_seen_at: 'bigint', content: 'text' },
};

/** The table `alert_state`. */
export const ALERT_STATES: Table<StateRow> = {
  name: 'alert_state',
  key: ['id'],
  columns: {
    id: 'uuid',
    incident: 'text',
    route: 'text',
    firing: 'boolean',
    starts_at: 'bigint',
    ends_at: 'bigint',
    ends_at_is_timeout: 'boolean',
    last_seen_at: 'bigint',
    occurrences: 'bigint',
    periods: 'bigint',
    more: 'text',
    firing_key: 'text',
  },
};

type Count = Pick<
  StateRow,
  'id' | 'ends_at' | 'ends_at_is_timeout' | 'last_seen_at' | 'occurrences'
>;

/** What a mere re-send changes of the table `alert_state`: most of what is written. */
export const ALERT_COUNTS: Table<Count> = {
  name: 'alert_state',
  key: ['id'],
  columns: {
    id: 'uuid',
    ends_at: 'bigint',
    ends_at_is_timeout: 'boolean',
    last_seen_at: 'bigint',
    occurrences: 'bigint',
  },
};

/** The same of an alert. */
export function countRow(alert: TrackedAlert): Count {
  return {
    id: hashOf(alert.key),
    ends_at: alert.endsAt,
    ends_at_is_timeout: alert.endsAtIsTimeout,
    last_seen_at: alert.lastSeenAt,
    occurrences: alert.occurrences,
  };
}

/** Whether no more than that differs of how an alert stands, by reference: what a decision did not touch it hands on. */
export function isOnlyCounted(before: TrackedAlert, after: TrackedAlert): boolean {
  return UNCOUNTED.every((name) => before[name] === after[name]);
}

const UNCOUNTED = [
  'incident',
  'route',
  'status',
  'startsAt',
  'periods',
  'rules',
  'alsoAs',
  'suppressed',
  'inhibition',
] as const satisfies readonly (keyof TrackedAlert)[];

/** What an alert says, as a row. */
export function contentRow({ key, firstSeenAt, content }: TrackedAlert): ContentRow {
  return {
    id: hashOf(key),
    key: encodeText(key),
    first_seen_at: firstSeenAt,
    content: JSON.stringify(content),
  };
}

/** How an alert stands, as a row. */
export function stateRow(alert: TrackedAlert): StateRow {
  const isFiring = alert.status === 'firing';
  return {
    id: hashOf(alert.key),
    incident: encodeText(alert.incident),
    route: encodeText(alert.route),
    firing: isFiring,
    starts_at: alert.startsAt,
    ends_at: alert.endsAt,
    ends_at_is_timeout: alert.endsAtIsTimeout,
    last_seen_at: alert.lastSeenAt,
    occurrences: alert.occurrences,
    periods: alert.periods,
    more: writeRare(alert),
    firing_key: isFiring ? beginningOf(alert.key) : null,
  };
}

/** So much of a key is in the index of what fires. */
const BEGINNING = 200;

/** The beginning of a key as `firing_key` has it: keys are in order where these are, and where they are equal perhaps not. */
export function beginningOf(key: AlertKey): string {
  return encodeText(key.slice(0, BEGINNING));
}

/** The rows that say what a firing alert inhibits, and what inhibits it. */
export function inhibitionRows({ key, inhibition }: TrackedAlert): readonly InhibitionRow[] {
  const alert = hashOf(key);
  return [
    ...inhibition.inhibits.map((each) => ({ key: hashOf(each), side: 'by' as const, alert })),
    ...inhibition.inhibitedBy.map((each) => ({ key: hashOf(each), side: 'on' as const, alert })),
  ];
}

/** The table `inhibition`. */
export const INHIBITIONS: Table<InhibitionRow> = {
  name: 'inhibition',
  key: ['key', 'side', 'alert'],
  columns: { key: 'uuid', side: 'text', alert: 'uuid' },
};

/** The alert that two joined rows hold. */
export function readAlert(row: AlertRow): TrackedAlert {
  const { rules, alsoAs, suppressed, inhibition } = readRare(row.more);
  return {
    // The guarantee: `contentRow` wrote it from an alert's key.
    key: decodeText(row.key) as AlertKey,
    incident: decodeText(row.incident),
    route: decodeText(row.route),
    rules,
    alsoAs,
    status: row.firing ? 'firing' : 'resolved',
    // The guarantee: `contentRow` wrote it from an alert's content.
    content: JSON.parse(row.content),
    startsAt: instant(row.starts_at),
    endsAt: row.ends_at === null ? null : instant(row.ends_at),
    endsAtIsTimeout: row.ends_at_is_timeout,
    suppressed,
    inhibition,
    firstSeenAt: instant(row.first_seen_at),
    lastSeenAt: instant(row.last_seen_at),
    occurrences: row.occurrences,
    periods: row.periods,
  };
}

/** What few alerts have. */
type Rare = Pick<TrackedAlert, 'rules' | 'alsoAs' | 'suppressed' | 'inhibition'>;

const NOTHING: Rare = {
  rules: [],
  alsoAs: [],
  suppressed: null,
  inhibition: { inhibits: [], inhibitedBy: [] },
};
const WRITTEN_NOTHING = JSON.stringify(NOTHING);

/** Null where an alert has nothing of it. */
function writeRare({ rules, alsoAs, suppressed, inhibition }: Rare): string | null {
  const { inhibits, inhibitedBy } = inhibition;
  const inOrder: Rare = { rules, alsoAs, suppressed, inhibition: { inhibits, inhibitedBy } };
  const written = JSON.stringify(inOrder);
  return written === WRITTEN_NOTHING ? null : written;
}

function readRare(stored: string | null): Rare {
  // The guarantee: `writeRare` wrote it.
  return stored === null ? NOTHING : JSON.parse(stored);
}
