import type { Subject } from '../../../domain/delivery.ts';
import type { Pending, Store } from '../../store.ts';
import type { Database } from '../database.ts';
import type { ContentRow } from '../rows/incidents.ts';
import { readDelivery, readSubject } from '../rows/subjects.ts';
import { decodeText, encodeText } from '../text.ts';

interface Row extends ContentRow, Pick<Subject, 'type'> {
  /** Its content; null: it has none yet. */
  readonly delivery: string | null;
}

/** Reads of what Slack lags behind with. */
export function pendingReads({ query }: Database): Pick<Store, 'pending' | 'pendingChannels'> {
  return {
    pending: async (channel) => (await query<Row>(PENDING, [encodeText(channel)])).map(readPending),
    async pendingChannels() {
      const rows = await query<{ channel: string }>(CHANNELS);
      return rows.map(({ channel }) => decodeText(channel));
    },
  };
}

const PENDING = `
  SELECT 'incident' AS type, incident.content, delivery.content AS delivery
  FROM incident LEFT JOIN delivery ON subject = id WHERE channel = $1 AND pending
  UNION ALL SELECT 'storm', storm.content, delivery.content
  FROM storm LEFT JOIN delivery ON subject = id WHERE channel = $1 AND pending
  UNION ALL SELECT 'notice', notice.content, delivery.content
  FROM notice LEFT JOIN delivery ON subject = id WHERE channel = $1 AND pending`;

const CHANNELS = `
  SELECT channel FROM incident WHERE pending
  UNION SELECT channel FROM storm WHERE pending
  UNION SELECT channel FROM notice WHERE pending
  ORDER BY channel`;

function readPending({ type, content, delivery }: Row): Pending {
  return {
    subject: readSubject({ type, content }),
    delivery: delivery === null ? undefined : readDelivery({ content: delivery }),
  };
}
