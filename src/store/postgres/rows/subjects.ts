import type { Delivery, Subject } from '../../../domain/delivery.ts';
import type { Notice } from '../../../domain/notice.ts';
import type { Silence } from '../../../domain/silence.ts';
import type { Pace, Storm } from '../../../domain/storm.ts';
import type { TimelineEntry } from '../../../domain/timeline.ts';
import { encodeText } from '../text.ts';
import { type ContentRow, readIncident } from './incidents.ts';
import type { Table } from './table.ts';

interface StormRow extends ContentRow {
  readonly id: string;
  readonly channel: string;
  readonly started_at: number;
  readonly ended_at: number | null;
  readonly pending: boolean;
}

/** The table `storm`. */
export const STORMS: Table<StormRow> = {
  name: 'storm',
  key: ['id'],
  columns: {
    id: 'text',
    channel: 'text',
    started_at: 'bigint',
    ended_at: 'bigint',
    pending: 'boolean',
    content: 'text',
  },
};

/** A storm as a row; `pending`: whether Slack lags behind with it. */
export function stormRow(storm: Storm, pending: boolean): StormRow {
  const { id, channel, startedAt, endedAt } = storm;
  return {
    id: encodeText(id),
    channel: encodeText(channel),
    started_at: startedAt,
    ended_at: endedAt,
    pending,
    content: JSON.stringify(storm),
  };
}

interface NoticeRow extends ContentRow {
  readonly id: string;
  readonly channel: string;
  readonly at: number;
  readonly pending: boolean;
}

/** The table `notice`. */
export const NOTICES: Table<NoticeRow> = {
  name: 'notice',
  key: ['id'],
  columns: { id: 'text', channel: 'text', at: 'bigint', pending: 'boolean', content: 'text' },
};

/** A notice as a row; `pending`: whether Slack lags behind with it. */
export function noticeRow(notice: Notice, pending: boolean): NoticeRow {
  const { id, channel, at } = notice;
  const content = JSON.stringify(notice);
  return { id: encodeText(id), channel: encodeText(channel), at, pending, content };
}

interface DeliveryRow extends ContentRow {
  readonly subject: string;
  readonly channel_id: string;
  readonly card_ts: string | null;
}

/** The table `delivery`. */
export const DELIVERIES: Table<DeliveryRow> = {
  name: 'delivery',
  key: ['subject'],
  columns: { subject: 'text', channel_id: 'text', card_ts: 'text', content: 'text' },
};

/** A delivery as a row. */
export function deliveryRow(delivery: Delivery): DeliveryRow {
  const { subject, channelId, card } = delivery;
  return {
    subject: encodeText(subject),
    channel_id: encodeText(channelId),
    card_ts: card && encodeText(card.ts),
    content: JSON.stringify(delivery),
  };
}

interface EntryRow extends ContentRow {
  readonly subject: string;
  readonly seq: number;
}

/** The table `timeline`. */
export const ENTRIES: Table<EntryRow> = {
  name: 'timeline',
  key: ['subject', 'seq'],
  columns: { subject: 'text', seq: 'bigint', content: 'text' },
};

/** An entry as a row. */
export function entryRow(entry: TimelineEntry): EntryRow {
  const { incident, seq } = entry;
  return { subject: encodeText(incident), seq, content: JSON.stringify(entry) };
}

interface SilenceRow extends ContentRow {
  readonly id: string;
  readonly starts_at: number;
  readonly ends_at: number;
}

/** The table `silence`. */
export const SILENCES: Table<SilenceRow> = {
  name: 'silence',
  key: ['id'],
  columns: { id: 'text', starts_at: 'bigint', ends_at: 'bigint', content: 'text' },
};

/** A silence as a row. */
export function silenceRow(silence: Silence): SilenceRow {
  const { id, startsAt, endsAt } = silence;
  const content = JSON.stringify(silence);
  return { id: encodeText(id), starts_at: startsAt, ends_at: endsAt, content };
}

interface PaceRow extends ContentRow {
  readonly channel: string;
}

/** The table `pace`. */
export const PACES: Table<PaceRow> = {
  name: 'pace',
  key: ['channel'],
  columns: { channel: 'text', content: 'text' },
};

/** A pace as a row. */
export function paceRow(pace: Pace): PaceRow {
  return { channel: encodeText(pace.channel), content: JSON.stringify(pace) };
}

/** The storm that a row holds. */
export function readStorm({ content }: ContentRow): Storm {
  // The guarantee: `stormRow` wrote it from a storm.
  return JSON.parse(content);
}

/** The notice that a row holds. */
export function readNotice({ content }: ContentRow): Notice {
  // The guarantee: `noticeRow` wrote it from a notice.
  return JSON.parse(content);
}

/** The delivery that a row holds. */
export function readDelivery({ content }: ContentRow): Delivery {
  // The guarantee: `deliveryRow` wrote it from a delivery.
  return JSON.parse(content);
}

/** The entry that a row holds. */
export function readEntry({ content }: ContentRow): TimelineEntry {
  // The guarantee: `entryRow` wrote it from an entry.
  return JSON.parse(content);
}

/** The silence that a row holds. */
export function readSilence({ content }: ContentRow): Silence {
  // The guarantee: `silenceRow` wrote it from a silence.
  return JSON.parse(content);
}

/** The pace that a row holds. */
export function readPace({ content }: ContentRow): Pace {
  // The guarantee: `paceRow` wrote it from a pace.
  return JSON.parse(content);
}

/** What a row of `incident`, `storm` or `notice` holds, `type` being the table's name. */
export function readSubject({ type, content }: ContentRow & Pick<Subject, 'type'>): Subject {
  if (type === 'incident') return { type, shown: readIncident({ content }) };
  // The guarantee: `stormRow` or `noticeRow` wrote it, as the table says.
  return { type, shown: JSON.parse(content) } as Subject;
}
